import { Component, inject, input, output } from '@angular/core';
import { SUBSTITUTE_RECIPIENT_ANSWERS, SUBSTITUTE_STATUSES } from '@yigou/contracts/labels';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import { StatusTag } from '../../shared/status-tag';
import type { DonationRequest } from './donation-forms';

const TONES = { asked: 'todo', accepted: 'go', declined: 'rest' } as const;

/** Other goods offered in place of some that the recipient confirmed: it takes them or not, until the date. */
@Component({
  selector: 'yg-donation-substitute',
  imports: [Fact, FactList, NzButtonComponent, StatusTag],
  template: `
    @let one = offer();
    <div data-testid="donation-substitute">
      <yg-facts>
        <ng-template ygFact="不能供货">{{ one.goodsName }}</ng-template>
        <ng-template ygFact="替代商品"
          >{{ one.name }}，{{ money(one.priceFen) }} / 件，每份 {{ count(one.pieces) }} 件</ng-template
        >
        <ng-template ygFact="供应商">{{ one.supplierName }}</ng-template>
        <ng-template ygFact="原因">{{ one.reason }}</ng-template>
        <ng-template ygFact="本单位答复">
          @if (one.status === 'withdrawn') {
            {{ statuses[one.status] }}
          } @else if (one.recipient; as said) {
            <yg-status [label]="answers[said]" [tone]="tones[said]" data-testid="donation-substitute-answer" />
          }
        </ng-template>
        <ng-template ygFact="答复期限">{{ time(one.answerBy) }}</ng-template>
      </yg-facts>
      @if (one.open && session.may('answerDonationSubstitute')) {
        <p class="acts">
          <button
            nz-button
            type="button"
            [disabled]="one.recipient === 'declined'"
            [attr.aria-label]="'不接收替代商品 ' + one.name"
            (click)="answered.emit(false)"
            data-testid="donation-substitute-decline"
          >
            不接收
          </button>
          <button
            nz-button
            nzType="primary"
            type="button"
            [disabled]="one.recipient === 'accepted'"
            [attr.aria-label]="'接收替代商品 ' + one.name"
            (click)="answered.emit(true)"
            data-testid="donation-substitute-accept"
          >
            接收
          </button>
        </p>
      }
    </div>
  `,
  styles: `
    :host + :host {
      display: block;
      margin-block-start: 24px;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      margin-block: 12px 0;
    }
  `,
})
export class DonationSubstitute {
  readonly offer = input.required<DonationRequest['substitutes'][number]>();
  /** Whether the recipient takes them. */
  readonly answered = output<boolean>();

  protected readonly session = inject(Session);
  protected readonly statuses = SUBSTITUTE_STATUSES;
  protected readonly answers = SUBSTITUTE_RECIPIENT_ANSWERS;
  protected readonly tones = TONES;
  protected readonly money = formatMoney;
  protected readonly count = formatCount;
  protected readonly time = formatTime;
}
