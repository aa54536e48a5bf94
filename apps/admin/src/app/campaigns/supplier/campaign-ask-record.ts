import { Component, inject, input, output, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { CAMPAIGN_FORMS, CAMPAIGN_STATUSES, DELIVERY_MODES, SUPPLIER_ANSWERS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { CAMPAIGN_TONES } from '../../shared/tones';
import { answerForm, askFen } from '../campaign-forms';
import { CampaignGoodsTable } from '../goods-table';
import { CampaignSubstitutes } from './campaign-substitutes';

type Ask = RouteResponse<'getCampaignAsk'>;

/** What one campaign wants of the supplier, to be agreed to or declined. */
@Component({
  selector: 'yg-campaign-ask-record',
  imports: [
    CampaignGoodsTable,
    CampaignSubstitutes,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
  ],
  template: `
    <yg-record noun="个邀约">
      <ng-template [ygRecord]="data" let-one>
        <yg-record-head>
          <yg-status [label]="words.status[one.status]" [tone]="tones[one.status]" data-testid="ask-status" />
          <ng-container recordActions>
            @if (one.mayExport && session.may('exportCampaignPacks')) {
              <a nz-button [href]="addresses(one.id)" download data-testid="ask-addresses">下载收件名单</a>
            }
            @if (one.open && session.may('answerCampaign')) {
              <button nz-button type="button" (click)="ask(one, 'decline')" data-testid="ask-decline">谢绝</button>
              <button nz-button nzType="primary" type="button" (click)="ask(one, 'agree')" data-testid="ask-agree">
                同意供货
              </button>
            }
          </ng-container>
        </yg-record-head>
        <yg-facts>
          <ng-template ygFact="编号">{{ one.number }}</ng-template>
          <ng-template ygFact="形式">{{ words.form[one.form] }}</ng-template>
          <ng-template ygFact="发起人">{{ one.organiserName }}</ng-template>
          <ng-template ygFact="本单位答复">
            {{ words.answer[one.answer] }}{{ one.answeredAt ? '，' + time(one.answeredAt) : '' }}
            {{ one.reason }}
          </ng-template>
          <ng-template ygFact="份数">
            {{ count(one.thresholdShares) }} 份成团，最多 {{ count(one.capShares) }} 份
          </ng-template>
          <ng-template ygFact="本单位最多金额" strong>{{ money(fen(one)) }}（第一档价格，不含运费）</ng-template>
          <ng-template ygFact="截止">{{ one.deadline ? time(one.deadline) : '—' }}</ng-template>
          @if (one.shipOn) {
            <ng-template ygFact="采收日期">{{ one.shipOn }}，之后发货</ng-template>
          }
          @if (one.deposit; as d) {
            <ng-template ygFact="定金">
              <span data-testid="ask-deposit">
                每份 {{ money(d.shareFen) }}，尾款 {{ d.balanceOn }} 起
                {{ d.balanceDays }}
                天内支付。按付清尾款的份数供货，达到的价格档位不变；没付清的，定金按货款比例归供应商。不能供货的，已付的款全部退回，买方可依法要求双倍返还定金
              </span>
            </ng-template>
          }
          @if (one.balances; as b) {
            <ng-template ygFact="尾款">
              <span data-testid="ask-balances">
                已付清 {{ count(b.paidShares) }} 份，待付 {{ count(b.dueShares) }} 份，没付
                {{ count(b.unpaidShares) }} 份；归本单位的定金 {{ money(b.forfeitFen) }}
              </span>
            </ng-template>
          }
          <ng-template ygFact="收货">
            {{ words.delivery[one.deliveryMode] }} {{ one.destination }}{{ pointsWords(one.morePoints) }}
          </ng-template>
          <ng-template ygFact="运费">
            {{
              one.freightShareFen > 0 ? '每份最多 ' + money(one.freightShareFen) + '，超出由本单位承担' : '含在价格里'
            }}
          </ng-template>
          @if (one.recipient; as recipient) {
            <ng-template ygFact="受赠方">{{ recipient.name }}</ng-template>
          }
          @if (one.others > 0) {
            <ng-template ygFact="其他供应商">{{ one.others }} 家，都同意后才送审</ng-template>
          }
          @if (one.addresses; as list) {
            <ng-template ygFact="收件名单">
              {{ count(list.people) }} 人，{{ count(list.packs) }} 份{{ one.mayExport ? '' : '，发货期间可以下载' }}
            </ng-template>
          }
          <ng-template ygFact="说明"
            ><span class="story">{{ one.story }}</span></ng-template
          >
        </yg-facts>
        <yg-record-section heading="本单位的商品和各档价格">
          <yg-campaign-goods [goods]="one.goods" [tierFrom]="one.tierFrom" />
        </yg-record-section>
        @if (one.answer === 'agreed') {
          <yg-campaign-substitutes [id]="one.id" />
        }
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    .story {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class CampaignAskRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly data = apiResource('getCampaignAsk', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly words = {
    status: CAMPAIGN_STATUSES,
    form: CAMPAIGN_FORMS,
    delivery: DELIVERY_MODES,
    answer: SUPPLIER_ANSWERS,
  };
  protected readonly tones = CAMPAIGN_TONES;
  protected readonly time = formatTime;
  protected readonly money = formatMoney;
  protected readonly count = formatCount;
  /** How many points of sub-leaders may still be added to the organiser's; empty: none. */
  protected readonly pointsWords = (more: number): string =>
    more > 0 ? `，招募中发起人还可接受最多 ${more} 个团长自设的自提点（同县），每个点单独发一票货` : '';
  protected readonly fen = askFen;
  protected readonly addresses = (id: string): string => apiUrl('exportCampaignPacks', { id });

  protected ask(one: Ask, answer: 'agree' | 'decline'): void {
    this.dialog.set(answerForm(this.api, one, answer, (now) => this.data.set(now)));
  }

  /** Also after a refusal: stock or state may have changed meanwhile. */
  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) this.data.reload();
    this.changed.emit();
  }
}
