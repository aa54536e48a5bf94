import { Component, computed, inject, input, signal } from '@angular/core';
import { SUBSTITUTE_RECIPIENT_ANSWERS, SUBSTITUTE_STATUSES, type SubstituteStatus } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordSection } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { offerForm, type Substitutes, withdrawForm } from './substitute-forms';

const TONES = { open: 'todo', closed: 'rest', withdrawn: 'rest' } as const satisfies Record<SubstituteStatus, string>;

/** Other goods that the supplier offers in place of some that it cannot deliver; nothing is shown where there is none and none may be offered. */
@Component({
  selector: 'yg-campaign-substitutes',
  imports: [Fact, FactList, FormDialog, NzButtonComponent, RecordSection, StatusTag],
  template: `
    @if (list(); as now) {
      @if (now.items.length > 0 || (now.open && now.goods.length > 0)) {
        <yg-record-section heading="不能供货和替代商品">
          @for (one of now.items; track one.id) {
            <div class="offer" data-testid="substitute">
              <yg-facts>
                <ng-template ygFact="原商品">{{ one.goodsName }}，{{ money(one.goodsPriceFen) }} / 件</ng-template>
                <ng-template ygFact="替代商品">{{ one.name }}，{{ money(one.priceFen) }} / 件</ng-template>
                <ng-template ygFact="状态">
                  <yg-status [label]="words[one.status]" [tone]="tones[one.status]" data-testid="substitute-status" />
                </ng-template>
                <ng-template ygFact="答复期限">{{ time(one.answerBy) }}</ng-template>
                <ng-template ygFact="已接受">
                  {{ count(one.acceptedShares) }} 份，每份 {{ count(one.pieces) }} 件
                </ng-template>
                @if (one.recipient; as said) {
                  <ng-template ygFact="受赠方"
                    >{{ answers[said] }}{{ said === 'asked' ? '，不答复就不发替代商品' : '' }}</ng-template
                  >
                }
                <ng-template ygFact="原因">{{ one.reason }}</ng-template>
              </yg-facts>
              @if (one.status === 'open' && session.may('withdrawSubstitute')) {
                <button
                  nz-button
                  type="button"
                  nzSize="small"
                  (click)="dialog.set(withdraw(one))"
                  [attr.aria-label]="'撤回替代商品 ' + one.name"
                  data-testid="substitute-withdraw"
                >
                  撤回，按原商品供货
                </button>
              }
            </div>
          }
          @if (now.open && session.may('offerSubstitute')) {
            @for (goods of now.goods; track goods.id) {
              <p class="goods">
                <span>{{ goods.name }}，{{ money(goods.priceFen) }} / 件</span>
                <button
                  nz-button
                  type="button"
                  nzSize="small"
                  (click)="dialog.set(offer(now, goods))"
                  [attr.aria-label]="goods.name + ' 不能供货，提出替代商品'"
                  data-testid="substitute-open"
                >
                  不能供货，提出替代商品
                </button>
              </p>
            }
          }
        </yg-record-section>
      }
    }
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    .offer + .offer,
    .offer + .goods {
      margin-block-start: 16px;
    }
    .goods {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px;
    }
  `,
})
export class CampaignSubstitutes {
  /** Of the campaign. */
  readonly id = input.required<string>();

  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly data = apiResource('listSubstitutes', () => ({ params: { id: this.id() } }));
  protected readonly list = computed(() => this.data.latest());
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly words = SUBSTITUTE_STATUSES;
  protected readonly answers = SUBSTITUTE_RECIPIENT_ANSWERS;
  protected readonly tones = TONES;
  protected readonly money = formatMoney;
  protected readonly count = formatCount;
  protected readonly time = formatTime;

  protected offer(now: Substitutes, goods: Substitutes['goods'][number]): FormConfig {
    return offerForm(this.api, this.id(), now, goods, (list) => this.data.set(list));
  }

  protected withdraw(one: Substitutes['items'][number]): FormConfig {
    return withdrawForm(this.api, one, (list) => this.data.set(list));
  }

  /** Also after a refusal: it may have closed or been ordered meanwhile. */
  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) this.data.reload();
  }
}
