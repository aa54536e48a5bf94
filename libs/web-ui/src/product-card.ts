import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProductCard } from '@yigou/contracts';
import { demoFieldWords } from '@yigou/contracts/labels';
import { formatCount } from './format';
import { IconComponent } from './icon';
import { PhotoComponent } from './photo';
import { PriceComponent, UnitPriceComponent } from './price';
import { CertificateBadgeComponent, DemoTagComponent, StockTagComponent } from './tags';

interface Run {
  readonly text: string;
  readonly hit: boolean;
}

/** One product as it lies on the stall: picture, place, name, price with the price of 500 g, certificate, stock. */
@Component({
  selector: 'yg-product-card',
  imports: [
    RouterLink,
    IconComponent,
    PhotoComponent,
    PriceComponent,
    UnitPriceComponent,
    CertificateBadgeComponent,
    DemoTagComponent,
    StockTagComponent,
  ],
  templateUrl: './product-card.html',
  styleUrl: './product-card.scss',
  host: { 'data-testid': 'product-card', '[attr.data-product-id]': 'product().id' },
})
export class ProductCardComponent {
  readonly product = input.required<ProductCard & { highlight?: readonly Run[] }>();
  readonly link = input.required<readonly string[]>();
  readonly priority = input(false);
  /** Where the place leads to its own page, and not with the rest to the product. */
  readonly placed = input(false);

  protected readonly runs = computed<readonly Run[]>(() => {
    const { highlight, name } = this.product();
    return highlight?.length ? highlight : [{ text: name, hit: false }];
  });
  /** What was made up of a product that was published otherwise. */
  protected readonly filled = computed(() => (this.product().demo ? '' : demoFieldWords(this.product().demoFields)));
  protected readonly sold = computed(() => {
    const { soldCount } = this.product();
    return soldCount > 0 ? `已售${formatCount(soldCount)}件` : '';
  });
}
