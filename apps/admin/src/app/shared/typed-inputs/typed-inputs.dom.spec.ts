import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { form, FormField } from '@angular/forms/signals';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { NzInputDirective } from 'ng-zorro-antd/input';
import type { WeightUnit } from '../weights';
import { CountInput, PercentInput, WeightInput, YuanInput } from './typed-inputs';

@Component({
  selector: 'yg-typed',
  imports: [CountInput, FormField, NzInputDirective, PercentInput, WeightInput, YuanInput],
  template: `
    <input nz-input ygYuan id="yuan" [formField]="typed.fen" />
    <input nz-input ygPercent id="percent" [formField]="typed.bp" />
    <input nz-input ygCount id="count" [formField]="typed.count" />
    <input nz-input ygWeight id="weight" [unit]="unit()" [formField]="typed.grams" />
  `,
})
class Typed {
  readonly unit = signal<WeightUnit>('jin');
  readonly model = signal<Record<'fen' | 'bp' | 'count' | 'grams', number | null>>({
    fen: 1250,
    bp: 1000,
    count: null,
    grams: null,
  });
  readonly typed = form(this.model);
}

describe('what people type as amounts', () => {
  let fixture: ComponentFixture<Typed>;
  let page: Typed;
  const at = (id: string) => (fixture.nativeElement as HTMLElement).querySelector<HTMLInputElement>(`#${id}`)!;
  const type = async (id: string, text: string) => {
    at(id).value = text;
    at(id).dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const wrong = (key: 'fen' | 'bp' | 'count' | 'grams') =>
    page.typed[key]()
      .errors()
      .map((error) => error.message);

  beforeEach(async () => {
    fixture = TestBed.createComponent(Typed);
    page = fixture.componentInstance;
    await fixture.whenStable();
  });

  it('shows fen as yuan, and keeps yuan as fen without touching the text', async () => {
    expect(at('yuan').value).toBe('12.50');
    await type('yuan', '0.290');
    expect(wrong('fen')).toEqual(['请填写金额，最多两位小数']);
    await type('yuan', '29.9');
    expect([page.model().fen, at('yuan').value, wrong('fen')]).toEqual([2990, '29.9', []]);
  });

  it('shows basis points as a percentage, and reads one with or without its sign', async () => {
    expect(at('percent').value).toBe('10');
    await type('percent', '12.5 %');
    expect([page.model().bp, wrong('bp')]).toEqual([1250, []]);
    await type('percent', '一成');
    expect([page.model().bp, wrong('bp')]).toEqual([null, ['请填写百分数，最多两位小数，例如 15']]);
  });

  it('keeps what it cannot read on the screen, and nothing of it in the form', async () => {
    await type('count', '12');
    await type('count', '一打');
    expect([page.model().count, at('count').value, wrong('count')]).toEqual([null, '一打', ['请填写不小于 0 的整数']]);
    await type('count', ' ');
    expect([page.model().count, wrong('count')]).toEqual([null, []]);
  });

  it('shows what the form is given afterwards', async () => {
    await type('yuan', '一');
    page.model.update((model) => ({ ...model, fen: 300 }));
    await fixture.whenStable();
    expect([at('yuan').value, wrong('fen')]).toEqual(['3', []]);
  });

  it('reads a weight in its unit, and reads it again when the unit changes', async () => {
    await type('weight', '2000');
    expect(page.model().grams).toBe(1_000_000);
    page.unit.set('kg');
    await fixture.whenStable();
    expect([page.model().grams, at('weight').value]).toEqual([2_000_000, '2000']);
    await type('weight', '3斤');
    expect(page.model().grams).toBe(1_500);
  });

  it('counts as visited when it is left', async () => {
    at('count').dispatchEvent(new Event('blur'));
    await fixture.whenStable();
    expect(page.typed.count().touched()).toBe(true);
  });
});
