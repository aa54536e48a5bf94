import { Component, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { CAMPAIGN_TONES } from '../../shared/tones';
import { confirmDonationForm, type DonationRequest, refuseDonationForm, substituteAnswerForm } from './donation-forms';
import { DonationSubstitute } from './donation-substitute';

/** A donation as its recipient is asked for it: what a share holds, and the answer. */
@Component({
  selector: 'yg-donation-record',
  imports: [
    DonationSubstitute,
    Fact,
    FactList,
    FormDialog,
    NzAlertComponent,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    RouterLink,
    StatusTag,
  ],
  template: `
    <yg-record noun="项以购代捐">
      <ng-template [ygRecord]="data" let-one>
        <yg-record-head>
          <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="donation-status" />
          <ng-container recordActions>
            @if (one.can.answer) {
              <button nz-button type="button" (click)="ask(forms.refuse, one)" data-testid="donation-refuse">
                谢绝
              </button>
              <button
                nz-button
                nzType="primary"
                type="button"
                (click)="ask(forms.confirm, one)"
                data-testid="donation-confirm"
              >
                确认接收
              </button>
            }
          </ng-container>
        </yg-record-head>
        @if (one.can.answer) {
          <nz-alert
            nzType="info"
            nzShowIcon
            nzMessage="请确认品种合用、数量收得下、时间来得及。您确认之前不会公开招募，也不会让人付款。"
          />
        }
        <yg-facts>
          <ng-template ygFact="编号">{{ one.number }}</ng-template>
          <ng-template ygFact="发起人">{{ one.organiser }}</ng-template>
          <ng-template ygFact="打算募集">{{ one.thresholdShares }} 到 {{ one.capShares }} 份</ng-template>
          @if (one.deadline) {
            <ng-template ygFact="招募截止">{{ time(one.deadline) }}</ng-template>
          }
          @if (one.need; as need) {
            <ng-template ygFact="对应需求">
              <a routerLink="/recipient/needs" [queryParams]="{ id: need.id }">{{ need.title }}（{{ need.number }}）</a>
            </ng-template>
            <ng-template ygFact="还没有承诺">{{ one.left }} {{ need.unit }}</ng-template>
          }
          @if (one.promise; as promise) {
            @if (promise.held) {
              <ng-template ygFact="本单位确认">
                最多 {{ promise.shares }} 份{{
                  one.need ? '，相当于 ' + promise.quantity + ' ' + one.need.unit : ''
                }}，最晚 {{ promise.deliverBy }} 收货
              </ng-template>
            }
          }
          @if (one.finalShares !== null) {
            <ng-template ygFact="实际募集">{{ one.finalShares }} 份</ng-template>
          }
          @if (one.story) {
            <ng-template ygFact="说明">{{ one.story }}</ng-template>
          }
        </yg-facts>
        <yg-record-section heading="每份包含">
          <ul class="lines" data-testid="donation-goods">
            @for (row of one.goods; track row.skuId) {
              <li>
                <div>
                  <b>{{ row.productName }}</b> {{ row.skuName }}
                  <p class="muted">{{ row.supplierName }}</p>
                </div>
                <b>{{ row.pieces }} 件</b>
              </li>
            }
          </ul>
        </yg-record-section>
        @if (one.substitutes.length > 0) {
          <yg-record-section heading="不能供货和替代商品">
            @for (offer of one.substitutes; track offer.id) {
              <yg-donation-substitute [offer]="offer" (answered)="answer(one, offer, $event)" />
            }
          </yg-record-section>
        }
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    nz-alert {
      display: block;
      margin-block-end: 16px;
    }
    .lines {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .lines li {
      display: flex;
      justify-content: space-between;
      gap: 12px;
      padding-block: 8px;
    }
    .lines p {
      margin: 0;
    }
  `,
})
export class DonationRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getCampaignRequest', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly forms = { confirm: confirmDonationForm, refuse: refuseDonationForm };
  protected readonly statuses = CAMPAIGN_STATUSES;
  protected readonly tones = CAMPAIGN_TONES;
  protected readonly time = formatTime;

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: DonationRequest): void {
    this.dialog.set(form(this.api, one, (now) => this.shown(now)));
  }

  protected answer(one: DonationRequest, offer: DonationRequest['substitutes'][number], accepts: boolean): void {
    this.dialog.set(substituteAnswerForm(this.api, one, { offer, accepts }, (now) => this.shown(now)));
  }

  private shown(now: DonationRequest): void {
    this.data.set(now);
    this.changed.emit();
  }

  /** After a refusal too: somebody may have been faster, or the need may have less left. */
  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) this.data.reload();
  }
}
