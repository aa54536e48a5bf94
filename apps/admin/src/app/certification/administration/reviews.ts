import { Component, computed, inject, signal, viewChild } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import type { RowOf } from '../../shared/data-table/table';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { PageHeader } from '../../shared/page-header';
import { ReviewSummaryStrip } from './review-summary';
import { reviewTable } from './review-table';

type Row = RowOf<'listReviews'>;

/** What waits for the office of the person who is signed in. */
@Component({
  selector: 'yg-reviews',
  imports: [
    DataTable,
    FormDialog,
    NzAlertComponent,
    NzButtonComponent,
    NzSkeletonComponent,
    PageHeader,
    ReviewSummaryStrip,
  ],
  template: `
    <yg-page-header heading="认定审核" note="等待本级办理的申请，时限最近的在前。按 j、k 移动，回车打开。">
      @if (chosen().length > 0 && session.may('approveReviews')) {
        <button nz-button nzType="primary" type="button" (click)="ask()" data-testid="bulk-approve">
          通过选中的 {{ chosen().length }} 件
        </button>
      }
    </yg-page-header>
    @if (summary.hasValue()) {
      <yg-review-summary [summary]="summary.value()" />
    } @else if (summary.isLoading()) {
      <nz-skeleton nzActive [nzTitle]="false" [nzParagraph]="{ rows: 2 }" />
    }
    @if (outcome(); as result) {
      <nz-alert
        class="outcome"
        [nzType]="result.refused.length > 0 ? 'warning' : 'success'"
        nzShowIcon
        nzCloseable
        (nzOnClose)="outcome.set(null)"
        [nzMessage]="result.head"
        [nzDescription]="result.refused.length > 0 ? refused : null"
        role="status"
        data-testid="bulk-outcome"
      />
      <ng-template #refused>
        <ul>
          @for (one of result.refused; track one.id) {
            <li>{{ one.name }}：{{ one.message }}</li>
          }
        </ul>
      </ng-template>
    }
    <yg-data-table [config]="table" />
    @if (asking(); as config) {
      <yg-form-dialog [config]="config" (closed)="asked($event)" />
    }
  `,
  styles: `
    .outcome {
      display: block;
      margin-bottom: 12px;
    }
    ul {
      margin: 0;
      padding-left: 18px;
    }
  `,
})
export class Reviews {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly table = reviewTable;
  private readonly list = viewChild.required<DataTable<'listReviews'>>(DataTable);
  protected readonly chosen = computed(() => this.list().chosen());
  protected readonly summary = apiResource('reviewSummary');
  protected readonly asking = signal<FormConfig | null>(null);
  protected readonly outcome = signal<Outcome | null>(null);

  protected ask(): void {
    const rows = this.chosen();
    const names = rows.slice(0, 5).map((row) => `${row.productName}（${row.supplierName}）`);
    this.asking.set({
      heading: `通过 ${rows.length} 件申请`,
      testId: 'bulk',
      intro: `将逐件通过，转入下一环节，不能撤回：\n${names.join('、')}${rows.length > 5 ? ` 等 ${rows.length} 件` : ''}。\n只有材料齐全、价格正常、没有退回和异议的申请可以一起办理；其中已由他人办理的会跳过并列出。`,
      fields: [
        {
          key: 'reason',
          label: '审核意见',
          kind: 'area',
          initial: '材料齐全，符合认定条件。',
          quick: ['材料齐全，符合认定条件', '已实地核查，情况属实'],
        },
      ],
      action: `通过 ${rows.length} 件`,
      ...sendsTo(
        'approveReviews',
        (values) => ({ items: rows.map(({ id, version }) => ({ id, version })), reason: values.text('reason') }),
        async (sent) => {
          this.outcome.set(outcomeOf(await this.api.call('approveReviews', sent), rows));
          return '';
        },
      ),
    });
  }

  protected asked(done: boolean): void {
    this.asking.set(null);
    if (!done) return;
    this.list().reload();
    this.summary.reload();
  }
}

interface Outcome {
  readonly head: string;
  readonly refused: readonly { id: string; name: string; message: string }[];
}

function outcomeOf({ items }: RouteResponse<'approveReviews'>, rows: readonly Row[]): Outcome {
  const refused = items
    .filter((item) => !item.approved)
    .map((item) => ({
      id: item.id,
      name: rows.find((row) => row.id === item.id)?.productName ?? '申请',
      message: item.message,
    }));
  const approved = items.length - refused.length;
  return {
    head:
      refused.length === 0
        ? `已通过 ${approved} 件。`
        : `已通过 ${approved} 件，${refused.length} 件没有通过，仍在原处：`,
    refused,
  };
}
