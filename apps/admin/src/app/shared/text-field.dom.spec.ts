import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { form, required } from '@angular/forms/signals';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TextFieldHarness } from './testing/text-field.harness';
import { TextField } from './text-field';

@Component({
  selector: 'yg-tells',
  imports: [TextField],
  template: `
    <yg-text-field [field]="fields.village" label="生产基地" hint="写到组" [said]="said()" />
    <yg-text-field [field]="fields.story" label="说明" [lines]="3" [optional]="true" />
  `,
})
class Tells {
  readonly said = signal<string | undefined>(undefined);
  readonly model = signal({ village: '赵家村', story: '' });
  readonly fields = form(this.model, (path) => required(path.village, { message: '请填写生产基地' }));
}

describe('a field of text of a form that saves as it goes', () => {
  let fixture: ComponentFixture<Tells>;
  let village: TextFieldHarness;
  let story: TextFieldHarness;

  beforeEach(async () => {
    fixture = TestBed.createComponent(Tells);
    const all = await TestbedHarnessEnvironment.loader(fixture).getAllHarnesses(TextFieldHarness);
    [village, story] = all as [TextFieldHarness, TextFieldHarness];
  });

  it('shows what is stored, on one line or on several, and writes what is typed', async () => {
    expect([await village.value(), await village.takesLines(), await story.takesLines()]).toEqual([
      '赵家村',
      false,
      true,
    ]);
    await story.type('按保底价收购');
    expect(fixture.componentInstance.model()).toEqual({ village: '赵家村', story: '按保底价收购' });
  });

  it('shows what was said of it in place of the hint, and before both what the form itself finds wrong', async () => {
    expect([await village.hint(), await village.said()]).toEqual(['写到组', null]);
    fixture.componentInstance.said.set('审核意见：没有这个村');
    expect([await village.hint(), await village.said()]).toEqual([null, '审核意见：没有这个村']);
    await village.type('');
    expect(await village.said()).toBe('请填写生产基地');
    await village.type('李家村');
    expect(await village.said()).toBe('审核意见：没有这个村');
  });
});
