import { Component, input } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { Fact, FactList } from '@yigou/web-ui';
import { formatTime } from '../shared/format';

/** What a need says, as its recipient and the offices read it: with the place and whom to call. */
@Component({
  selector: 'yg-need-facts',
  imports: [Fact, FactList],
  template: `
    @let one = need();
    <yg-facts>
      <ng-template ygFact="编号">{{ one.number }}</ng-template>
      <ng-template ygFact="受赠单位">{{ one.recipient.name }}</ng-template>
      <ng-template ygFact="需要">{{ one.title }}，{{ one.quantity }} {{ one.unit }}</ng-template>
      @if (one.category; as category) {
        <ng-template ygFact="分类">{{ category.name }}</ng-template>
      }
      <ng-template ygFact="已承诺">{{ one.promised }} {{ one.unit }}</ng-template>
      <ng-template ygFact="已签收">{{ one.delivered }} {{ one.unit }}</ng-template>
      <ng-template ygFact="截止">{{ one.until }}</ng-template>
      <ng-template ygFact="用途">{{ one.why }}</ng-template>
      <ng-template ygFact="收货地">{{ one.region?.path ?? '' }} {{ one.detail }}</ng-template>
      <ng-template ygFact="收货人">{{ one.contactName }}，{{ one.contactPhone }}</ng-template>
      <ng-template ygFact="提交">{{ time(one.submittedAt) }}</ng-template>
      @if (one.reason) {
        <ng-template ygFact="原因">{{ one.reason }}</ng-template>
      }
    </yg-facts>
    <p class="muted">公开页面不显示详细地址、收货人和电话。</p>
  `,
})
export class NeedFacts {
  readonly need = input.required<Omit<RouteResponse<'getOwnNeed'>, 'can'>>();
  protected readonly time = formatTime;
}
