import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RegionRef } from '@yigou/contracts';
import {
  bulkPriceFen,
  bulkWords,
  CHANNELS,
  demoFieldWords,
  LICENCE_KINDS,
  SUPPLIER_KINDS,
  type SupplierKind,
} from '@yigou/contracts/labels';
import { apiResource, Seats, toApiError } from '@yigou/web-data';
import {
  CertificateBadgeComponent,
  CountPipe,
  DemoFieldComponent,
  DemoTagComponent,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  formatFen,
  IconComponent,
  PriceComponent,
  ProductCardComponent,
  QuantityStepperComponent,
  RegionFieldComponent,
  SkeletonComponent,
  StockTagComponent,
  Toast,
  UnitPriceComponent,
} from '@yigou/web-ui';
import { marketDay, saleStop, standingOf } from '../certification/standing';
import { CartState } from '../orders/cart-state';
import { CheckoutDraft } from '../orders/checkout-draft';
import { CompareLinkComponent, CompareToggleComponent } from '../purchasing/compare-toggle';
import { RecallNoticeComponent } from '../recalls/recall-notice';
import { Place } from '../regions/place';
import { pageHead, SHOP_ORIGIN } from '../shell/page-head';
import { shippingWords } from '../suppliers/shipping-words';
import { firstChoice } from './first-choice';
import { GalleryComponent } from './gallery';
import { productHead } from './product-head';
import { bandFor } from '../prices/price-band';
import { PriceHistoryComponent } from '../prices/price-history';
import { ProductTraceComponent } from '../traceability/product-trace';

/** Goods of the same category that are shown below. */
const ALIKE = 4;

@Component({
  selector: 'app-product-page',
  imports: [
    CertificateBadgeComponent,
    CompareLinkComponent,
    CompareToggleComponent,
    CountPipe,
    DemoFieldComponent,
    DemoTagComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    GalleryComponent,
    IconComponent,
    PriceComponent,
    PriceHistoryComponent,
    ProductCardComponent,
    ProductTraceComponent,
    QuantityStepperComponent,
    RecallNoticeComponent,
    RegionFieldComponent,
    RouterLink,
    SkeletonComponent,
    StockTagComponent,
    UnitPriceComponent,
  ],
  templateUrl: './product-page.html',
  styleUrl: './product-page.scss',
})
export class ProductPage {
  private readonly router = inject(Router);
  private readonly cart = inject(CartState);
  private readonly draft = inject(CheckoutDraft);
  private readonly toast = inject(Toast);
  protected readonly place = inject(Place);

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getProduct', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly product = this.answer.latest;
  protected readonly skus = computed(() => (this.product()?.skus ?? []).filter((sku) => sku.active));
  protected readonly sku = linkedSignal(() => firstChoice(this.skus()));
  protected readonly quantity = linkedSignal({ source: () => this.sku(), computation: () => 1 });
  protected readonly sellable = computed(() => !!this.product()?.listed && (this.sku()?.available ?? 0) > 0);
  /** Who sits in a unit is shown what units pay. */
  private readonly seat = inject(Seats).current;
  protected readonly bulk = computed(() => {
    const terms = this.seat()?.kind === 'agency' ? this.sku()?.bulk : null;
    return terms ? bulkWords(terms, formatFen) : '';
  });
  /** Of so many pieces, in fen. */
  protected readonly sumFen = computed(() => {
    const sku = this.sku();
    if (!sku) return 0;
    return (this.bulk() ? bulkPriceFen(sku, this.quantity()) : sku.priceFen) * this.quantity();
  });
  protected readonly history = computed(() => {
    const skuId = this.sku()?.id;
    return (this.product()?.priceHistory ?? []).filter((point) => point.skuId === skuId);
  });
  protected readonly busy = signal(false);

  private readonly freightAnswer = apiResource('quoteFreight', () => {
    const region = this.place.current()?.code;
    const sku = this.sku();
    const id = this.product()?.id;
    if (!region || !sku || !id) return undefined;
    return { params: { id }, query: { region, skuId: sku.id, quantity: this.quantity() } };
  });
  protected readonly freightFailure = this.freightAnswer.failure;
  protected readonly freight = this.freightAnswer.latest;

  /** Licences, and how fast it sends: the page is complete enough without them. */
  private readonly supplierAnswer = apiResource('supplierPage', () => {
    const id = this.product()?.supplier.id;
    return id ? { params: { id } } : undefined;
  });
  private readonly seller = this.supplierAnswer.latest;
  protected readonly licences = computed(() =>
    (this.seller()?.licences ?? []).map(({ kind, number }) => ({ name: LICENCE_KINDS[kind], number })),
  );
  protected readonly shipping = computed(() => shippingWords(this.seller()?.service.shipHours));
  private readonly likeAnswer = apiResource('listProducts', () => {
    const category = this.product()?.categorySlug;
    return category ? { query: { category, inStock: 'true' as const, limit: ALIKE + 1 } } : undefined;
  });
  protected readonly alike = computed(() =>
    (this.likeAnswer.latest()?.items ?? []).filter(({ id }) => id !== this.id()).slice(0, ALIKE),
  );

  protected readonly paragraphs = computed(() => (this.product()?.description ?? '').split(/\n+/).filter(Boolean));
  protected readonly supplierKind = computed(
    () => SUPPLIER_KINDS[(this.product()?.supplier.kind ?? '') as SupplierKind] ?? '供应商',
  );
  private readonly today = marketDay(Date.now());
  protected readonly standing = computed(() => {
    const certificate = this.product()?.certificate;
    return certificate ? standingOf(certificate, this.today) : null;
  });
  /** What was made up of a product that was published otherwise; one that was made up as a whole says so once. */
  protected readonly filled = computed(() => {
    const product = this.product();
    return product && !product.demo ? product.demoFields : [];
  });
  protected readonly demoNote = computed(() =>
    this.filled().length > 0
      ? `演示补充的内容：${demoFieldWords(this.filled())}。这些没有公布过，由系统补齐，其余来自公示页。`
      : '这件产品全部是演示数据，包括供应商、价格、库存和证书。',
  );
  /** Why it cannot be bought, where it is not for sale at all. */
  protected readonly stop = computed(() => {
    const product = this.product();
    return product && !product.listed ? saleStop(product.certificate, this.today) : null;
  });
  protected readonly band = computed(() =>
    bandFor(this.product()?.priceBand ?? null, this.sku()?.netWeightGrams ?? null),
  );
  protected readonly channels = computed(() =>
    (this.product()?.channels ?? []).map((code) => CHANNELS[code]).join('、'),
  );

  constructor() {
    const origin = inject(SHOP_ORIGIN);
    pageHead(() => {
      const product = this.product();
      return product && productHead(product, origin);
    }, this.failure);
  }

  protected choosePlace(region: RegionRef): void {
    this.place.choose(region);
  }

  protected async addToCart(): Promise<void> {
    const sku = this.sku();
    if (!sku || this.busy()) return;
    this.busy.set(true);
    try {
      await this.cart.add(sku.id, this.quantity());
      this.toast.say(`已加入购物车：${this.product()?.name ?? ''} ${sku.name} ${this.quantity()}件`, {
        text: '去购物车',
        to: '/cart',
      });
    } catch (error) {
      this.toast.warn(toApiError(error).message);
      this.answer.reload();
    } finally {
      this.busy.set(false);
    }
  }

  protected buyNow(): void {
    const sku = this.sku();
    if (!sku) return;
    this.draft.write([{ skuId: sku.id, quantity: this.quantity() }]);
    void this.router.navigateByUrl('/checkout');
  }
}
