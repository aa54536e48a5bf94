import { Component, input } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { formatCount, formatMoney } from '../shared/format';

type Ask = RouteResponse<'getCampaignAsk'>;

/** What a share holds, with the price per piece at each tier beside what everybody pays. */
@Component({
  selector: 'yg-campaign-goods',
  template: `
    <div class="scroll" role="region" aria-label="商品和各档价格" tabindex="0">
      <table class="plain-table" data-testid="campaign-goods">
        <thead>
          <tr>
            <th scope="col">商品</th>
            <th scope="col" class="number">每份件数</th>
            @for (from of tierFrom(); track from) {
              <th scope="col" class="number">{{ count(from) }} 份起</th>
            }
            <th scope="col" class="number">平台售价</th>
            <th scope="col" class="number">可用库存</th>
          </tr>
        </thead>
        <tbody>
          @for (good of goods(); track good.skuId) {
            <tr>
              <td>
                {{ good.productName }} {{ good.skuName }}
                <span class="sub">
                  {{ good.supplierName }}{{ good.county ? ' · ' + good.county : '' }}
                  {{ good.certificateNumber ? ' · ' + good.certificateNumber : ' · 没有有效认定' }}
                </span>
                @if (!good.orderable) {
                  <span class="sub bad">现在不在售</span>
                }
              </td>
              <td class="number">{{ good.pieces }}</td>
              @for (price of good.pricesFen; track $index) {
                <td class="number">{{ money(price) }}</td>
              }
              <td class="number">{{ money(good.publicFen) }}</td>
              <td class="number">{{ count(good.available) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .scroll {
      overflow-x: auto;
    }
    .number {
      white-space: nowrap;
    }
    td:first-child {
      min-width: 150px;
    }
    .sub {
      display: block;
      color: var(--color-muted);
      font-size: 13px;
    }
    .sub.bad {
      color: var(--color-alarm);
    }
  `,
})
export class CampaignGoodsTable {
  readonly goods = input.required<Ask['goods']>();
  readonly tierFrom = input.required<Ask['tierFrom']>();

  protected readonly money = formatMoney;
  protected readonly count = formatCount;
}
