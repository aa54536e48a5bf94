import { Component, computed, inject, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { formatGrams } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatMoney } from '../../shared/format';
import { TextField } from '../../shared/text-field';
import { type ApplicationDraft, isEmptySpec, newSpec, pricedSpec, unfinished } from './application-draft';
import { PriceBandChart } from './price-chart';
import { PriceChecks } from './price-checks';
import { priceNeed } from './price-slip';

/** Packings and prices: each price is set beside those of like goods while it is typed. */
@Component({
  selector: 'yg-specifications',
  imports: [FormField, NzButtonComponent, PriceBandChart, TextField],
  templateUrl: './specifications.html',
  styleUrls: ['../../shared/column.css', './specifications.css'],
})
export class Specifications {
  readonly fields = input.required<FieldTree<ApplicationDraft>>();
  readonly writable = input(true);
  readonly note = input('');
  readonly reasonSaid = input<string>();

  private readonly checks = inject(PriceChecks);
  private readonly draft = computed(() => this.fields()().value());
  protected readonly lines = computed(() => {
    const { specifications, variety, grade } = this.draft();
    return specifications.map((spec) => {
      const priced = pricedSpec(spec);
      return {
        unit: priced ? formatMoney(Math.round((priced.priceFen * 500) / priced.netWeightGrams)) : '',
        weight: priced ? formatGrams(priced.netWeightGrams) : '',
        check: priced ? this.checks.of(variety, grade, priced) : null,
      };
    });
  });
  protected readonly need = computed(() => priceNeed(this.lines().map((line) => line.check)));
  protected readonly unfinished = computed(() => unfinished(this.draft()));
  protected readonly askReason = computed(() => this.need() !== 'nothing' || !!this.draft().priceReason);

  protected add(): void {
    this.fields()
      .specifications()
      .value.update((lines) => [...lines, newSpec()]);
  }

  protected remove(index: number): void {
    const left = this.draft().specifications.filter((_, at) => at !== index);
    this.fields()
      .specifications()
      .value.set(left.every(isEmptySpec) ? [newSpec()] : left);
  }
}
