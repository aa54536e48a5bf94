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
      <ng-template ygFact="产品">{{ i.products | count }} 种</ng-template>
      <ng-template ygFact="县">{{ i.counties | count }} 个</ng-template>
      <ng-template ygFact="带动农户">{{ i.households | count }} 户</ng-template>
      <ng-template ygFact="带动人口">{{ i.people | count }} 人</ng-template>
    </yg-facts>
    <p class="muted small">
      重量、产品和县取自订单；农户是认定证书所连的登记农户，每户只计一次，可能少于证书写明的带动总数。
    </p>
  `,
  styles: `
    p {
      margin-block-start: 8px;
    }
  `,
})
export class CampaignImpactComponent {
  readonly impact = input.required<z.infer<typeof CampaignImpact>>();
}
