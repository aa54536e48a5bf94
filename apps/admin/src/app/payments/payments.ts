import { Component, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  CASE_ENDINGS,
  DISPUTE_STATUSES,
  PAYMENT_CHANNELS,
  PAYMENT_PURPOSES,
  PAYMENT_STATUSES,
  REFUND_STATUSES,
} from '@yigou/contracts/labels';
import { ApiClient, apiUrl } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../shared/data-table/table';
import { dueWords } from '../shared/deadlines';
import { formatMoney, formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { DetailTemplate } from '../shared/data-table/templates';
import { Session } from '../identity/session';
import { PageHeader } from '../shared/page-header';
import { StatusTag } from '../shared/status-tag';
import { RecordPage, RecordTemplate } from '../shared/record';
import { DISPUTE_TONES, PAYMENT_TONES, REFUND_TONES } from '../shared/tones';
import { endCaseForm, type PaymentRefund, type PaymentRow, received, retryRefundForm } from './money-forms';

@Component({
  selector: 'yg-payments',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
    StatusTag,
  ],
  template: `
    <yg-page-header
      heading="支付"
      note="一次结算一笔支付，可以对应多家供应商的订单；团购订单由参团人的认购款合并支付。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="笔支付">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="状态">
                <yg-status [label]="statuses[row.status]" [tone]="tones[row.status]"
              /></ng-template>
              <ng-template ygFact="用途">{{ purposes[row.purpose] }}</ng-template>
              <ng-template ygFact="付款方式">{{ channels[row.channel] }}</ng-template>
              <ng-template ygFact="应付">{{ money(row.amountFen) }}</ng-template>
              <ng-template ygFact="实收">
                <span class="money">{{ money(row.capturedFen) }}</span>
              </ng-template>

              <ng-template ygFact="已退">{{ money(row.refundedFen) }}</ng-template>
              @if (row.pooledFen > 0) {
                <ng-template ygFact="用于合并支付">{{ money(row.pooledFen) }}</ng-template>
              }
              @if (row.outsideFen > 0) {
                <ng-template ygFact="其中渠道直接退款">{{ money(row.outsideFen) }}</ng-template>
              }
              <ng-template ygFact="渠道流水号">{{ row.providerRef || '尚未产生' }}</ng-template>
              <ng-template [ygFact]="row.purpose === 'pledge' ? '认购' : '结算单'">{{ row.checkoutId }}</ng-template>
              <ng-template ygFact="发起时间">{{ time(row.createdAt) }}</ng-template>
              <ng-template ygFact="支付时间">{{ row.paidAt ? time(row.paidAt) : '未支付' }}</ng-template>
              <ng-template ygFact="订单">
                @for (number of row.orderNumbers; track number) {
                  <a routerLink="/administration/orders" [queryParams]="{ q: number }">{{ number }}</a><br />
                }
              </ng-template>
            </yg-facts>
            @if (row.case; as what) {
              <h3>异常款项</h3>
              <p>应付 {{ money(what.expectedFen) }}，到账 {{ received(what) }}。订单已关闭，库存已释放。</p>
              @if (what.ending; as ending) {
                <p>{{ endings[ending] }}：{{ what.reason }}（{{ what.endedAt ? time(what.endedAt) : '' }}）</p>
              } @else if (session.may('endPaymentCase')) {
                <p>请与渠道对账后处理：全部退回，或接受到账金额。</p>
                <button
                  nz-button
                  type="button"
                  nzType="primary"
                  data-testid="payment-case-open"
                  (click)="dialog.set(endCase(row, what))"
                >
                  处理到账的 {{ received(what) }}
                </button>
              } @else {
                <p class="muted">由本单位负责人处理：全部退回，或接受到账金额。</p>
              }
            }
            @if (row.disputes.length > 0) {
              <h3>争议</h3>
              @for (dispute of row.disputes; track dispute.id) {
                <p data-testid="payment-dispute">
                  {{ money(dispute.amountFen) }}
                  <yg-status [label]="disputeStatuses[dispute.status]" [tone]="disputeTones[dispute.status]" />
                  {{ dispute.reason }}
                </p>
                @if (!dispute.closedAt && dispute.respondBy; as until) {
                  <p class="muted">请在 {{ time(until) }} 前向渠道举证（{{ due(until) }}）。没有发的货暂停发货。</p>
                }
                @if (session.may('disputePack')) {
                  <p>
                    <a nz-button [href]="packUrl(dispute.id)" download data-testid="dispute-pack">下载证据包</a>
                    <span class="muted">订单、运单、签收、合同、验收单和发票，供向渠道提交。下载记入审计日志。</span>
                  </p>
                }
              }
            }
            @if (row.refunds.length > 0) {
              <h3>退款</h3>
              @for (refund of row.refunds; track refund.id) {
                <p>
                  {{ money(refund.amountFen) }}
                  <yg-status [label]="refundStatuses[refund.status]" [tone]="refundTones[refund.status]" />
                  {{ refund.reason }}
                  @if (refund.status === 'failed' && session.may('retryRefund')) {
                    <button nz-button type="button" (click)="dialog.set(retryRefund(refund))">重新退款</button>
                  }
                </p>
                @if (refund.failure) {
                  <p class="muted">渠道的答复：{{ refund.failure }}</p>
                }
              }
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class Payments {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listPayments'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly endings = CASE_ENDINGS;
  protected readonly refundStatuses = REFUND_STATUSES;
  protected readonly refundTones = REFUND_TONES;
  protected readonly disputeStatuses = DISPUTE_STATUSES;
  protected readonly disputeTones = DISPUTE_TONES;
  protected readonly due = (at: string): string => dueWords(at);
  protected readonly received = received;
  protected readonly statuses = PAYMENT_STATUSES;
  protected readonly purposes = PAYMENT_PURPOSES;
  protected readonly channels = PAYMENT_CHANNELS;
  protected readonly tones = PAYMENT_TONES;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly table = defineTable({
    route: 'listPayments',
    noun: '支付',
    testId: 'payment',
    empty: '还没有支付。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: PAYMENT_STATUSES },
      { kind: 'search', key: 'q', label: '搜索支付', placeholder: '订单号或渠道流水号' },
    ],
    columns: [
      {
        key: 'orders',
        title: '订单',
        cell: (row) =>
          text(
            row.orderNumbers[0] ?? (row.purpose === 'checkout' ? '—' : PAYMENT_PURPOSES[row.purpose]),
            row.orderNumbers.length > 1 ? `等 ${row.orderNumbers.length} 个订单` : null,
          ),
      },
      { key: 'status', title: '状态', cell: (row) => tag(PAYMENT_STATUSES[row.status], PAYMENT_TONES[row.status]) },
      { key: 'channel', title: '付款方式', cell: (row) => text(PAYMENT_CHANNELS[row.channel]) },
      { key: 'amount', title: '应付', sort: 'amount', align: 'right', cell: (row) => text(formatMoney(row.amountFen)) },
      { key: 'captured', title: '实收', align: 'right', cell: (row) => text(formatMoney(row.capturedFen)) },
      {
        key: 'refunded',
        title: '已退',
        align: 'right',
        cell: (row) => (row.refundedFen > 0 ? text(formatMoney(row.refundedFen)) : quiet('—')),
      },
      {
        key: 'ref',
        title: '渠道流水号',
        wide: true,
        cell: (row) => ({ kind: 'text', text: row.providerRef ?? '—', mono: true }),
      },
      { key: 'created', title: '发起时间', sort: 'created', cell: (row) => quiet(formatTime(row.createdAt)) },
      { key: 'paid', title: '支付时间', wide: true, cell: (row) => quiet(row.paidAt ? formatTime(row.paidAt) : '—') },
    ],
    drawerTitle: () => '支付详情',
    exportUrl: (filters) => apiUrl('exportAdmin', { kind: 'payments' }, filters),
  });

  protected packUrl(id: string): string {
    return apiUrl('disputePack', { id });
  }

  protected endCase(row: PaymentRow, what: NonNullable<PaymentRow['case']>): FormConfig {
    return endCaseForm(this.api, row, what);
  }

  protected retryRefund(refund: PaymentRefund): FormConfig {
    return retryRefundForm(this.api, refund);
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.list().reload();
  }
}
