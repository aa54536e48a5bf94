import { Component, computed, inject, input, output } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { formatGrams } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Field, FieldControl } from '../../shared/field';
import { formatMoney } from '../../shared/format';
import {
  type ApplicationDraft,
  isEmptySpec,
  NEW_SPEC,
  pricedSpec,
  type SpecDraft,
  specErrors,
  unfinished,
} from './application-draft';
import { PriceBandChart } from './price-chart';
import { PriceChecks } from './price-checks';
import { priceNeed } from './price-slip';

/** Packings and prices: each price is set beside those of like goods while it is typed. */
@Component({
  selector: 'yg-specifications',
  imports: [Field, FieldControl, FormsModule, NzButtonComponent, NzInputDirective, PriceBandChart],
  templateUrl: './specifications.html',
  styleUrls: ['../../shared/column.css', './specifications.css'],
})
export class Specifications {
  readonly draft = input.required<ApplicationDraft>();
  readonly writable = input(true);
  readonly note = input('');
  readonly reasonError = input('');
  readonly changed = output<Partial<ApplicationDraft>>();

  private readonly checks = inject(PriceChecks);
  protected readonly lines = computed(() => {
    const { specifications, variety, grade } = this.draft();
    const shown = specifications.length > 0 ? specifications : [NEW_SPEC];
    return shown.map((spec) => {
      const priced = pricedSpec(spec);
      return {
        spec,
        errors: specErrors(spec),
        unit: priced ? formatMoney(Math.round((priced.priceFen * 500) / priced.netWeightGrams)) : '',
        weight: priced ? formatGrams(priced.netWeightGrams) : '',
        check: priced ? this.checks.of(variety, grade, priced) : null,
      };
    });
  });
  protected readonly need = computed(() => priceNeed(this.lines().map((line) => line.check)));
  protected readonly unfinished = computed(() => unfinished(this.draft()));
  protected readonly askReason = computed(() => this.need() !== 'nothing' || !!this.draft().priceReason);

  protected type(index: number, change: Partial<SpecDraft>): void {
    const lines = this.lines().map((line) => line.spec);
    const next = lines.map((spec, i) => (i === index ? { ...spec, ...change } : spec));
    // Another price is looked at anew.
    const again = change.priceYuan === undefined && change.weight === undefined ? {} : { priceConfirmed: false };
    this.changed.emit({ specifications: next, ...again });
  }

  protected add(): void {
    this.changed.emit({ specifications: [...this.lines().map((line) => line.spec), NEW_SPEC] });
  }

  protected remove(index: number): void {
    const left = this.lines()
      .map((line) => line.spec)
      .filter((_, i) => i !== index);
    this.changed.emit({ specifications: left.every(isEmptySpec) ? [] : left });
  }
}
