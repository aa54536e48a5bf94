import { Component, computed, input } from '@angular/core';
import { CountPipe, Fact, FactList, FenPipe } from '@yigou/web-ui';
import type { Mine } from './draft-model';

/** What a campaign does for which counties and households, before anything is sold: from certificates and the catalogue alone. */
@Component({
  selector: 'app-campaign-effect',
  imports: [CountPipe, Fact, FactList, FenPipe],
  template: `
    <section class="yg-card" aria-labelledby="effect-title" data-testid="organise-effect">
      <h2 id="effect-title">这次活动能带来什么</h2>
      <p class="muted small">按商品资料和有效的认定证书计算，不能手工填写。</p>
      @if (effect().products === 0) {
        <p class="muted">选好商品后显示产地、带动的农户和重量。</p>
      } @else {
        <yg-facts>
          <ng-template ygFact="产地">{{ counties() || '商品没有填写产地' }}</ng-template>
          <ng-template ygFact="供应商">{{ suppliers() }}</ng-template>
          <ng-template ygFact="商品">
            {{ effect().products }} 种，{{ effect().certifiedProducts }} 种认定有效
          </ng-template>
          <ng-template ygFact="带动农户" strong>
            {{ effect().households | count }} 户{{
              effect().people > 0 ? '，' + (effect().people | count) + ' 人' : ''
            }}
          </ng-template>
          <ng-template ygFact="刚好成团">
            {{ tons(effect().atThreshold.grams) }}，{{ effect().atThreshold.goodsFen | fen }}
          </ng-template>
          <ng-template ygFact="全部卖出">
            {{ tons(effect().atCap.grams) }}，{{ effect().atCap.goodsFen | fen }}
          </ng-template>
          @if (effect().unweighed > 0) {
            <ng-template ygFact="未计重量">{{ effect().unweighed }} 种商品没有填写净重</ng-template>
          }
        </yg-facts>
      }
    </section>
  `,
  styles: `
    section {
      padding: 20px;
      margin-block-start: 20px;
    }
    h2 {
      font-size: 18px;
    }
    p {
      margin-block-end: 12px;
    }
  `,
})
export class CampaignEffectComponent {
  readonly effect = input.required<Mine['effect']>();

  protected readonly counties = computed(() =>
    this.effect()
      .counties.map(({ path }) => path)
      .join('、'),
  );
  protected readonly suppliers = computed(() =>
    this.effect()
      .suppliers.map(({ name }) => name)
      .join('、'),
  );
  /** Grams → “1.25 吨”, below a ton in kilograms. */
  protected readonly tons = (grams: number): string =>
    grams >= 1_000_000 ? `${Number((grams / 1_000_000).toFixed(2))} 吨` : `${Number((grams / 1_000).toFixed(1))} 公斤`;
}
