import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { FormField } from '@angular/forms/signals';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { contractForm } from './contract-form';
import { FieldComponent, FieldInputDirective } from './field';
import { FieldHarness } from './testing/field.harness';

@Component({
  selector: 'yg-invites',
  imports: [FieldComponent, FieldInputDirective, FormField],
  template: `
    <yg-field label="登录名" hint="手机号或邮箱"
      ><input ygInput type="text" [formField]="form.fields.login"
    /></yg-field>
    <yg-field label="角色" [optional]="true">
      <select ygInput [formField]="form.fields.role">
        <option value=""></option>
        <option value="clerk">经办人</option>
      </select>
    </yg-field>
    <yg-field label="件数" hint="整数" [quiet]="true" [error]="said()"><input ygInput type="text" /></yg-field>
  `,
})
class Invites {
  readonly said = signal<string | null>(null);
  readonly form = contractForm('inviteMember', signal({ login: '', role: '' }), {
    body: ({ login, role }) => ({ login, role: role as never }),
  });
}

describe('a field', () => {
  let fixture: ComponentFixture<Invites>;
  let login: FieldHarness;
  let role: FieldHarness;
  let count: FieldHarness;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient()] });
    fixture = TestBed.createComponent(Invites);
    const fields = await TestbedHarnessEnvironment.loader(fixture).getAllHarnesses(FieldHarness);
    [login, role, count] = fields as [FieldHarness, FieldHarness, FieldHarness];
  });

  it('names its control by its label, also where that is only heard', async () => {
    const fields = [login, role, count];
    expect(await Promise.all(fields.map((one) => one.label()))).toEqual(['登录名', '角色 选填', '件数']);
    expect(await Promise.all(fields.map((one) => one.labelIsSeen()))).toEqual([true, true, false]);
    expect(await Promise.all(fields.map((one) => one.namesControl()))).toEqual([true, true, true]);
  });

  it('says its hint, and in its place what is wrong once somebody tried, in the word for its kind of control', async () => {
    expect([await login.error(), await login.described(), await role.described()]).toEqual([
      null,
      '手机号或邮箱',
      null,
    ]);
    await fixture.componentInstance.form.send(() => Promise.resolve());
    expect([await login.error(), await role.error()]).toEqual(['请填写登录名', '请选择角色']);
    expect([await login.hint(), await login.described(), await login.isInvalid()]).toEqual([
      null,
      '请填写登录名',
      true,
    ]);
    await login.type('13800138000');
    expect([await login.error(), await login.described(), await login.isInvalid()]).toEqual([
      null,
      '手机号或邮箱',
      false,
    ]);
  });

  it('shows what is said of a control that no form holds', async () => {
    fixture.componentInstance.said.set('最多 3 件');
    expect([await count.error(), await count.described(), await count.isInvalid()]).toEqual([
      '最多 3 件',
      '最多 3 件',
      true,
    ]);
    fixture.componentInstance.said.set(null);
    expect([await count.hint(), await count.isInvalid()]).toEqual(['整数', false]);
  });
});
