import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { COMPARED_KINDS, COMPARISON_CHOICES } from '@yigou/contracts/labels';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { formatCount, formatMoney, formatTime } from '../shared/format';
import { PageHeader } from '../shared/page-header';
import { RecordPage, RecordTemplate } from '../shared/record';

/** The kept reports of the nightly comparison with the payment provider, 渠道对账: when, how much was compared, and what differs. */
@Component({
  selector: 'yg-comparisons',
  imports: [DataTable, DetailTemplate, PageHeader, RecordPage, RecordTemplate, RouterLink],
  template: `
    <yg-page-header
      heading="渠道对账"
      note="每天把支付渠道最近七天的收款、退款和争议与本平台账簿逐笔核对。渠道自行退的款、漏收的争议消息先补记，仍不符的列在这里。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="次对账">
          <ng-template [ygRecord]="row" let-row>
            <p>
              核对了 {{ count(row.moves) }} 笔，{{
                row.differences > 0 ? count(row.differences) + ' 笔不符' : '全部相符'
              }}。
            </p>
            @for (one of row.rows; track one.kind + one.ref) {
              <section class="difference" data-testid="comparison-difference">
                <h3>{{ kinds[one.kind] }}：{{ one.problem }}</h3>
                <p>渠道 {{ money(one.fen) }}，本平台 {{ one.ourFen === null ? '没有记录' : money(one.ourFen) }}</p>
                <p class="mono">{{ one.ref }}</p>
                @if (one.paymentId; as paymentId) {
                  <a routerLink="/administration/payments" [queryParams]="{ q: paymentId }">查看这笔支付</a>
                }
              </section>
            }
            @if (row.differences > row.rows.length) {
              <p class="muted">只列出前 {{ row.rows.length }} 笔。</p>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
  `,
  styles: `
    .difference {
      padding-block: 12px;
      border-block-start: 1px solid var(--color-line);
    }
    .mono {
      overflow-wrap: anywhere;
      font-family: var(--font-mono, monospace);
    }
  `,
})
export class Comparisons {
  protected readonly kinds = COMPARED_KINDS;
  protected readonly money = formatMoney;
  protected readonly count = formatCount;
  protected readonly table = defineTable({
    route: 'listComparisons',
    noun: '对账',
    testId: 'comparison',
    empty: '还没有对过账。系统每天对一次，第一次在启动后自动进行。',
    filters: [{ kind: 'tabs', key: 'only', label: '结果', options: COMPARISON_CHOICES }],
    columns: [
      { key: 'at', title: '对账时间', cell: (row) => text(formatTime(row.at)) },
      { key: 'moves', title: '核对笔数', align: 'right', cell: (row) => quiet(formatCount(row.moves)) },
      {
        key: 'differences',
        title: '结果',
        cell: (row) =>
          row.differences > 0 ? tag(`${formatCount(row.differences)} 笔不符`, 'stop') : tag('全部相符', 'go'),
      },
    ],
    drawerTitle: (row) => (row ? `对账 ${formatTime(row.at)}` : '对账'),
  });
}
