import { Component, inject, input, output, signal } from '@angular/core';
import type { AftersalesView } from '@yigou/contracts';
import {
  AFTERSALES_DEFAULTS,
  AFTERSALES_ENDINGS,
  AFTERSALES_KINDS,
  AFTERSALES_REASONS,
  AFTERSALES_CASE_STATUSES,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatMoney, formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { LoadError } from '../shared/load-error';
import { agreeForm, decideForm, receiveForm, refuseForm } from './case-forms';

/** One case: what is asked and why, whose turn it is and until when, what was said, and what its reader may do. */
@Component({
  selector: 'yg-case-record',
  imports: [EvidenceListComponent, Fact, FactList, FormDialog, LoadError, NzButtonComponent],
  template: `
    @if (answer.failure(); as error) {
      <yg-load-error [error]="error" (retry)="answer.reload()" />
    } @else if (answer.latest(); as one) {
      <yg-facts>
        <ng-template ygFact="状态"
          >{{ statuses[one.status] }}{{ one.ending ? '：' + endings[one.ending] : '' }}</ng-template
        >
        @if (one.dueAt) {
          <ng-template ygFact="处理期限">
            <span data-testid="case-due">{{ time(one.dueAt) }}{{ one.overdue ? '（已超期）' : '' }}</span>
            @if (defaults[one.status]; as words) {
              <p class="muted">{{ words }}</p>
            }
          </ng-template>
        }
        <ng-template ygFact="商品">{{ one.goods }}×{{ one.pieces }}</ng-template>
        <ng-template ygFact="订单">{{ one.orderNumber }}（{{ one.supplierName }}）</ng-template>
        <ng-template ygFact="申请"
          >{{ kinds[one.kind] }} {{ money(one.askedFen) }}，{{ reasons[one.reason] }}</ng-template
        >
        <ng-template ygFact="买家说明">{{ one.words }}</ng-template>
        <ng-template ygFact="最多可退">{{ money(one.mostFen) }}</ng-template>
        @if (one.agreedFen !== null) {
          <ng-template ygFact="退款金额">{{ money(one.agreedFen) }}</ng-template>
        }
        @if (one.returnTo) {
          <ng-template ygFact="退货地址">{{ one.returnTo }}</ng-template>
        }
        @if (one.waybill) {
          <ng-template ygFact="退货运单">{{ one.carrier }} {{ one.waybill }}</ng-template>
        }
        @if (one.restocked !== null) {
          <ng-template ygFact="重新入库">{{ one.restocked }} 件，报损 {{ one.pieces - one.restocked }} 件</ng-template>
        }
        @if (one.evidence.length > 0) {
          <ng-template ygFact="照片"><yg-evidence-list [files]="one.evidence" /></ng-template>
        }
        <ng-template ygFact="经过">
          @for (step of one.history; track $index) {
            <p>{{ time(step.at) }} {{ step.by }}：{{ step.note }}</p>
          }
        </ng-template>
      </yg-facts>
      <div class="acts">
        @if (one.can.agree) {
          <button
            nz-button
            nzType="primary"
            type="button"
            (click)="dialog.set(forms.agree(one))"
            data-testid="case-agree-open"
          >
            {{ one.kind === 'return' ? '同意退货' : '同意退款' }}
          </button>
        }
        @if (one.can.receive) {
          <button
            nz-button
            nzType="primary"
            type="button"
            (click)="dialog.set(forms.receive(one))"
            data-testid="case-receive-open"
          >
            确认收到退货
          </button>
        }
        @if (one.can.refuse) {
          <button nz-button type="button" (click)="dialog.set(forms.refuse(one))" data-testid="case-refuse-open">
            驳回
          </button>
        }
        @if (one.can.decide) {
          <button
            nz-button
            nzType="primary"
            type="button"
            (click)="dialog.set(forms.decide(one))"
            data-testid="case-decide-open"
          >
            作出裁定
          </button>
        }
      </div>
    } @else {
      <p aria-busy="true">正在读取…</p>
    }
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-top: 16px;
    }
  `,
})
export class CaseRecord {
  readonly id = input.required<string>();
  readonly route = input.required<'viewSupplierAftersales' | 'viewAdminAftersales'>();
  readonly changed = output<void>();
  private readonly api = inject(ApiClient);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly answer = apiResource(
    () => this.route(),
    () => ({ params: { id: this.id() } }),
  );
  protected readonly forms = {
    agree: (one: AftersalesView) => agreeForm(this.api, one),
    refuse: (one: AftersalesView) => refuseForm(this.api, one),
    receive: (one: AftersalesView) => receiveForm(this.api, one),
    decide: (one: AftersalesView) => decideForm(this.api, one),
  };
  protected readonly statuses = AFTERSALES_CASE_STATUSES;
  protected readonly endings = AFTERSALES_ENDINGS;
  protected readonly kinds = AFTERSALES_KINDS;
  protected readonly reasons = AFTERSALES_REASONS;
  protected readonly defaults = AFTERSALES_DEFAULTS;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) return;
    this.answer.reload();
    this.changed.emit();
  }
}
