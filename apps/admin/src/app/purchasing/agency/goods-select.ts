import { Component, computed, debounced, output, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { apiResource } from '@yigou/web-data';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { formatMoney } from '../../shared/format';
import { SelectName } from '../../shared/select-name';
import { SelectValue } from '../../shared/select-value';

export type Good = RouteResponse<'findGoods'>['items'][number];

/** What a good is told apart by: names, price, what 500 g cost, seller. */
export function goodWords({ productName, skuName, supplierName, priceFen, unitPriceFen }: Good): string {
  const unit = unitPriceFen === null ? '' : `（每 500 克 ${formatMoney(unitPriceFen)}）`;
  return `${productName} ${skuName}　${formatMoney(priceFen)}${unit}　${supplierName}`;
}

/** Finds goods by words of their name, one at a time, and hands each on that is chosen. */
@Component({
  selector: 'yg-goods-select',
  imports: [NzOptionComponent, NzSelectComponent, SelectName, SelectValue],
  template: `
    <nz-select
      nzShowSearch
      nzServerSearch
      nzPlaceHolder="输入商品名称查找"
      ygName="输入商品名称查找"
      [picked]="null"
      (pickedChange)="choose($event)"
      (nzOnSearch)="words.set($event.trim())"
      [nzDropdownMatchSelectWidth]="false"
      [nzLoading]="found.isLoading()"
      [nzNotFoundContent]="words() ? '没有找到在售的商品' : '请输入商品名称'"
      data-testid="goods-select"
    >
      @for (good of goods(); track good.skuId) {
        <nz-option [nzValue]="good.skuId" [nzLabel]="label(good)" />
      }
    </nz-select>
  `,
  styles: `
    :host,
    nz-select {
      display: block;
    }
  `,
})
export class GoodsSelect {
  readonly chosen = output<Good>();

  protected readonly words = signal('');
  private readonly settled = debounced(this.words, 250);
  protected readonly found = apiResource('findGoods', () => {
    const q = this.settled.value();
    return q ? { query: { q } } : undefined;
  });
  protected readonly goods = computed(() => this.found.latest()?.items ?? []);

  protected readonly label = goodWords;

  protected choose(skuId: string | null): void {
    const good = this.goods().find((one) => one.skuId === skuId);
    if (good) this.chosen.emit(good);
  }
}
