import { Component, computed, inject, input } from '@angular/core';
import type { MechanismView, ReviewView } from '@yigou/contracts';
import { APPLICATION_KINDS, BENEFIT_MECHANISMS, CHANGE_CAUSES, INCOME_KINDS } from '@yigou/contracts/labels';
import { Fact, FactList, formatGrams } from '@yigou/web-ui';
import { Categories } from '../../catalogue/categories';
import { formatCount, formatMoney } from '../../shared/format';
import { FieldNote } from '../../shared/review/field-note';
import { PriceBandView } from './price-band';
import { diffList, diffText } from './text-diff';

/** The form of an application as it was submitted: what changed since the last time, prices on their band, who is carried. */
@Component({
  selector: 'yg-application-facts',
  imports: [Fact, FactList, FieldNote, PriceBandView],
  templateUrl: './application-facts.html',
  styleUrl: './application-facts.css',
})
export class ApplicationFacts {
  readonly review = input.required<ReviewView>();
  /** The mechanisms that the form names; null while they are not known. */
  readonly mechanisms = input<readonly MechanismView[] | null>(null);

  private readonly groups = inject(Categories).all();
  protected readonly form = computed(() => this.review().application.form);
  protected readonly fields = computed(() => {
    const form = this.form();
    return [
      { key: 'productName', label: '产品名称', value: form.productName },
      { key: 'categorySlug', label: '产品分类', value: this.category(form.categorySlug) },
      { key: 'variety', label: '品种', value: form.variety },
      { key: 'grade', label: '等级', value: form.grade || '不分等级' },
      {
        key: 'annualOutputKg',
        label: '年产量',
        value: form.annualOutputKg === null ? '' : `${formatCount(form.annualOutputKg)} 千克`,
      },
      { key: 'productionBase', label: '生产基地', value: form.productionBase },
      { key: 'qualityStandard', label: '执行标准', value: form.qualityStandard },
      { key: 'description', label: '产品说明', value: form.description },
      { key: 'commitment', label: '承诺', value: form.commitment ? '已承诺真实、质量和价格' : '未承诺' },
    ];
  });
  protected readonly changes = computed(() =>
    this.review().changes.map((change) => ({
      ...change,
      stretches: (change.field === 'specifications' ? diffList : diffText)(change.before, change.after),
    })),
  );
  protected readonly changed = computed(() => new Set(this.review().changes.map((change) => change.field)));
  protected readonly kind = computed(() => {
    const { kind, causes, certificateNumber } = this.review().application;
    const why = causes.map((cause) => CHANGE_CAUSES[cause]).join('、');
    return [APPLICATION_KINDS[kind], why, certificateNumber].filter(Boolean).join(' · ');
  });
  protected readonly money = formatMoney;
  protected readonly grams = formatGrams;
  protected readonly words = { mechanism: BENEFIT_MECHANISMS, income: INCOME_KINDS };

  protected weight(name: string): string {
    const line = this.form().specifications.find((one) => one.name === name);
    return line ? formatGrams(line.netWeightGrams) : '';
  }

  private category(slug: string | null): string {
    if (slug === null) return '';
    const all = this.groups().flatMap((group) => group.items);
    return all.find((category) => category.slug === slug)?.name ?? slug;
  }
}
