import { provideHttpClient } from '@angular/common/http';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FormField } from '@angular/forms/signals';
import { describe, expect, it } from '@jest/globals';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { provideNzNativeDateAdapter } from 'ng-zorro-antd/core/time';
import { NzDatePickerComponent } from 'ng-zorro-antd/date-picker';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzInputNumberComponent } from 'ng-zorro-antd/input-number';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';

@Component({
  selector: 'yg-nz-page',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzDatePickerComponent,
    NzInputDirective,
    NzInputNumberComponent,
    NzOptionComponent,
    NzSelectComponent,
  ],
  template: `
    <yg-field label="角色">
      <nz-select ygInput [formField]="form.fields.role" nzPlaceHolder="请选择">
        <nz-option nzValue="manager" nzLabel="负责人" />
        <nz-option nzValue="clerk" nzLabel="经办人" />
      </nz-select>
    </yg-field>
    <yg-field label="登录名"><input nz-input ygInput [formField]="form.fields.login" /></yg-field>
    <yg-field label="件数"><nz-input-number ygInput [formField]="form.fields.count" /></yg-field>
    <yg-field label="日期"><nz-date-picker ygInput [formField]="form.fields.on" /></yg-field>
  `,
})
class NzPage {
  readonly model = signal({
    role: null as string | null,
    login: '',
    count: 1 as number | null,
    on: null as Date | null,
  });
  readonly form = contractForm('inviteMember', this.model, {
    body: ({ login, role }) => ({ login, role: role as never }),
  });
}

describe('controls of ng-zorro in a form', () => {
  it('hold, change, name and blame the field as plain ones do', async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideNzNativeDateAdapter()] });
    const fixture = TestBed.createComponent(NzPage);
    const page = fixture.componentInstance;
    const host = fixture.nativeElement as HTMLElement;
    document.body.replaceChildren(host);
    await fixture.whenStable();
    const control = (label: string) => {
      const found = [...host.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(label));
      return host.querySelector<HTMLInputElement>(`[id="${found?.htmlFor}"]`)!;
    };
    const input = (label: string, value: string) => {
      control(label).value = value;
      for (const kind of ['input', 'change', 'blur']) control(label).dispatchEvent(new Event(kind, { bubbles: true }));
    };
    expect(['角色', '登录名', '件数', '日期'].map((label) => control(label).tagName)).toEqual(Array(4).fill('INPUT'));

    await page.form.send(() => Promise.resolve());
    await fixture.whenStable();
    expect([...host.querySelectorAll('.error')].map((p) => p.textContent.trim())).toEqual([
      '请选择角色',
      '请填写登录名',
    ]);
    expect(control('角色').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(control('角色'));

    page.model.update((model) => ({ ...model, role: 'clerk' }));
    await fixture.whenStable();
    expect(host.querySelector('nz-select')?.textContent).toContain('经办人');
    input('登录名', '13800138000');
    input('件数', '12');
    await fixture.whenStable();
    expect(page.model()).toMatchObject({ login: '13800138000', count: 12, role: 'clerk' });
    expect(await page.form.send(() => Promise.resolve())).toBe(true);
    await fixture.whenStable();
    expect(host.querySelector('.error')).toBeNull();
  });
});
