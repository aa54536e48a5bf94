import { Component, input } from '@angular/core';
import type { CampaignImpact } from '@yigou/contracts';
import { CountPipe, Fact, FactList, GramsPipe } from '@yigou/web-ui';
import type * as z from 'zod';

/** What a campaign does or did, side by side: of orders and certificates alone. */
@Component({
  selector: 'app-campaign-impact',
  imports: [CountPipe, Fact, FactList, GramsPipe],
  template: `
    @let i = impact();
    <yg-facts layout="figures">
      <ng-template ygFact="农产品">{{ i.grams | grams }}</ng-template>
      <ng-template ygFact="产品">{{ i.products | count }}种</ng-template>
      <ng-template ygFact="县">{{ i.counties | count }}个</ng-template>
      <ng-template ygFact="带动农户">{{ i.households | count }}户</ng-template>
      <ng-template ygFact="带动人口">{{ i.people | count }}人</ng-template>
    </yg-facts>
    <p class="muted small">数字取自订单和认定证书，每户只计一次。</p>
  `,
})
export class CampaignImpactComponent {
  readonly impact = input.required<z.infer<typeof CampaignImpact>>();
}
