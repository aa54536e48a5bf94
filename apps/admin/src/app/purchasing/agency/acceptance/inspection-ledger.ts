import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { GOODS_PAPERS, GOODS_REFUSALS, kilograms } from '@yigou/contracts/labels';
import { apiResource, apiUrl } from '@yigou/web-data';
import { FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import type { RouteResponse } from '@yigou/contracts';
import { dayAhead } from '../../../shared/deadlines';
import { PageHeader } from '../../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../../shared/record';

type Item = RouteResponse<'getInspectionLedger'>['items'][number];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** What is shown unless somebody says otherwise. */
const BACK_DAYS = 30;

/** 进货查验台账 of a period, which the sheets make by themselves: to be read, printed and saved. */
@Component({
  selector: 'yg-inspection-ledger',
  imports: [
    FieldComponent,
    FieldInputDirective,
    NzButtonComponent,
    NzInputDirective,
    PageHeader,
    RecordPage,
    RecordTemplate,
  ],
  templateUrl: './inspection-ledger.html',
  styleUrl: './inspection-ledger.css',
})
export class InspectionLedger {
  private readonly router = inject(Router);
  private readonly address = toSignal(inject(ActivatedRoute).queryParamMap);
  protected readonly today = signal(dayAhead(0)).asReadonly();
  protected readonly from = computed(() => this.day('from') ?? dayAhead(-BACK_DAYS));
  protected readonly to = computed(() => this.day('to') ?? this.today());
  protected readonly data = apiResource('getInspectionLedger', () => ({ query: { from: this.from(), to: this.to() } }));
  protected readonly pdf = computed(() => apiUrl('inspectionLedgerPdf', {}, { from: this.from(), to: this.to() }));
  protected readonly book = computed(() => apiUrl('exportInspectionLedger', {}, { from: this.from(), to: this.to() }));

  protected readonly missing = ({ short, refused, refusal }: Item): string =>
    [short > 0 && `短缺 ${short}`, refused > 0 && `拒收 ${refused}${refusal ? `（${GOODS_REFUSALS[refusal]}）` : ''}`]
      .filter(Boolean)
      .join('，') || '无';
  protected readonly origin = ({ batch, producedOn, shelfLifeDays }: Item): string =>
    [batch && `批号 ${batch}`, producedOn && `${producedOn} 生产`, shelfLifeDays && `保质期 ${shelfLifeDays} 天`]
      .filter(Boolean)
      .join('，') || '未登记';
  protected readonly papers = ({ papers }: Item): string =>
    papers.map((paper) => GOODS_PAPERS[paper]).join('、') || '无';

  protected set(name: 'from' | 'to', event: Event): void {
    const { value } = event.target as HTMLInputElement;
    if (DAY.test(value))
      void this.router.navigate([], { queryParams: { [name]: value }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected weight({ grams }: Item): string {
    return grams === null ? '' : kilograms(grams);
  }

  private day(name: string): string | undefined {
    const said = this.address()?.get(name);
    return said && DAY.test(said) ? said : undefined;
  }
}
