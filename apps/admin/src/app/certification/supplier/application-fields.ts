import { Component, computed, inject, input } from '@angular/core';
import { applyEach, disabled, FormField, readonly, validate } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { ApplicationView } from '@yigou/contracts';
import { BENEFIT_MECHANISMS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { Categories } from '../../catalogue/categories';
import type { AutoSave } from '../../shared/saving/auto-save';
import { draftModel } from '../../shared/saving/draft-model';
import { saidOf } from '../../shared/saving/said';
import { TextField } from '../../shared/text-field';
import { annualOutputError, type ApplicationDraft, pricesTyped, specErrors, typedForm } from './application-draft';
import { Specifications } from './specifications';

type TextKey = Exclude<
  keyof ApplicationDraft,
  'categorySlug' | 'specifications' | 'mechanismIds' | 'priceConfirmed' | 'commitment'
>;
interface Row {
  readonly key: TextKey;
  readonly label: string;
  readonly hint: string;
  readonly optional?: boolean;
  readonly lines?: number;
}
const KIND: readonly Row[] = [
  { key: 'variety', label: '品种', hint: '例如：陇薯 7 号。价格按品种比较。' },
  { key: 'grade', label: '等级', hint: '例如：一级、特级。', optional: true },
];
const REST: readonly Row[] = [
  { key: 'annualOutputKg', label: '年产量（公斤）', hint: '也可以带单位写，例如 5吨、10000斤。' },
  { key: 'productionBase', label: '产地', hint: '乡镇、村和地块，例如：会川镇赵家村 120 亩。', lines: 2 },
  { key: 'qualityStandard', label: '质量标准', hint: '执行的标准和认证，例如：GB/T 31784、绿色食品。' },
  { key: 'description', label: '产品介绍', hint: '有什么特点，怎么种、怎么加工的。', lines: 4 },
];

/** The form of an application in sections, each with what the reviewer wrote about its fields. */
@Component({
  selector: 'yg-application-fields',
  imports: [FieldComponent, FieldInputDirective, FormField, RouterLink, Specifications, TextField],
  templateUrl: './application-fields.html',
  styleUrl: '../../shared/column.css',
  styles: ':host { max-width: none; }',
})
export class ApplicationFields {
  readonly saving = input.required<AutoSave<ApplicationView, ApplicationDraft>>();
  readonly writable = input(true);

  protected readonly groups = inject(Categories).all();
  protected readonly mechanisms = apiResource('listMechanisms');
  protected readonly kinds = BENEFIT_MECHANISMS;
  protected readonly rows = { kind: KIND, rest: REST };
  protected readonly form = contractForm<'saveApplication', ApplicationDraft>(
    'saveApplication',
    draftModel(
      () => this.saving(),
      // Another price is looked at anew.
      (typed, before) => (pricesTyped(typed) === pricesTyped(before) ? typed : { ...typed, priceConfirmed: false }),
    ),
    {
      body: (draft) => ({ version: this.saving().view().version, form: typedForm(draft) }),
      names: {
        'form.specifications.*.netWeightGrams': 'specifications.*.weight',
        'form.specifications.*.priceFen': 'specifications.*.priceYuan',
        'form.*': '*',
      },
      rules: (path) => {
        const locked = () => !this.writable();
        readonly(path, locked);
        disabled(path.categorySlug, locked);
        disabled(path.priceConfirmed, locked);
        validate(path.annualOutputKg, ({ value }) => problem(annualOutputError(value())));
        applyEach(path.specifications, (line) => {
          validate(line.name, ({ valueOf }) => problem(specErrors(valueOf(line)).name));
          validate(line.weight, ({ valueOf }) => problem(specErrors(valueOf(line)).weight));
          validate(line.priceYuan, ({ valueOf }) => problem(specErrors(valueOf(line)).priceYuan));
        });
      },
      // What is not saved yet is guarded by the page.
      guard: false,
    },
  );
  private readonly notes = computed(() => (this.writable() ? this.saving().view().fieldNotes : {}));
  /** Running ones, and those that were chosen before they ended. */
  protected readonly choices = computed(() => {
    const chosen = this.form.value().mechanismIds;
    const all = this.mechanisms.hasValue() ? this.mechanisms.value().items : [];
    return all.filter((one) => !one.ended || chosen.includes(one.id));
  });
  protected readonly said = computed(() => {
    const refused = Object.entries(this.saving().errors()).map(([key, one]) => [key.replace(/^form\./, ''), one]);
    return saidOf(this.notes(), Object.fromEntries(refused) as Record<string, string>);
  });
  /** Notes at single lines of the table stand above it. */
  protected readonly specificationNote = computed(() =>
    Object.entries(this.notes())
      .filter(([key]) => key.startsWith('specifications'))
      .map(([, note]) => note)
      .join('；'),
  );

  /** Puts the cursor into a field. */
  focus(key: string): void {
    this.form.fields[key as keyof ApplicationDraft]?.().focusBoundControl();
  }

  protected toggle(id: string, on: boolean): void {
    this.form.fields
      .mechanismIds()
      .value.update((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
  }
}

const problem = (message: string | undefined) => (message ? { kind: 'typed', message } : undefined);
