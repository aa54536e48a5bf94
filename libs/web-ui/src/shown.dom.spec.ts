import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ProductCard } from '@yigou/contracts';
import { IconComponent } from './icon';
import { PhotoComponent } from './photo';
import { PriceComponent, UnitPriceComponent } from './price';
import { ProductCardComponent } from './product-card';
import { CardSkeletonsComponent, EmptyStateComponent, ErrorStateComponent, SkeletonComponent } from './states';
import {
  CertificateBadgeComponent,
  DemoFieldComponent,
  DemoTagComponent,
  StatusTagComponent,
  StockTagComponent,
} from './tags';
import { IconHarness, PhotoHarness } from './testing/pictures.harness';
import { PriceHarness, UnitPriceHarness } from './testing/price.harness';
import { ProductCardHarness } from './testing/product-card.harness';
import { CardSkeletonsHarness, EmptyStateHarness, ErrorStateHarness, SkeletonHarness } from './testing/states.harness';
import {
  CertificateBadgeHarness,
  DemoFieldHarness,
  DemoTagHarness,
  StatusTagHarness,
  StockTagHarness,
} from './testing/tags.harness';
import { TimelineHarness } from './testing/timeline.harness';
import { TimelineComponent, type TimelineEntry } from './timeline';

@Component({
  selector: 'yg-shows',
  imports: [
    CardSkeletonsComponent,
    CertificateBadgeComponent,
    DemoFieldComponent,
    DemoTagComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    PhotoComponent,
    PriceComponent,
    SkeletonComponent,
    StatusTagComponent,
    StockTagComponent,
    TimelineComponent,
    UnitPriceComponent,
  ],
  template: `
    <yg-icon name="check" />
    <yg-price [fen]="fen()" size="large" [plain]="true" />
    <yg-unit-price [fen]="unit()" />
    <yg-status-tag of="order" status="to_ship" />
    <yg-status-tag of="certificate" status="expired" />
    <yg-stock-tag state="low" />
    <yg-demo-tag [short]="true" />
    <yg-demo-field [fields]="filled()" [of]="['县', '县代码']" />
    <yg-certificate-badge [households]="households()" [demo]="demo()" />
    <yg-timeline [entries]="entries" />
    <yg-photo [photoKey]="photo()" [alt]="alt()" />
    <yg-empty-state heading="还没有订单" text="买过的在这里"><a href="#">去看看</a></yg-empty-state>
    <yg-error-state message="网络断了。" [requestId]="'r1'" [retryable]="retryable()" (retry)="retries = retries + 1" />
    <yg-card-skeletons [count]="3" />
  `,
})
class Shows {
  readonly fen = signal(123_450);
  readonly unit = signal<number | null>(990);
  readonly filled = signal<readonly string[]>([]);
  readonly households = signal<number | null>(1_234);
  readonly demo = signal(false);
  readonly photo = signal<string | null>('tea');
  readonly alt = signal('');
  readonly retryable = signal(true);
  retries = 0;
  readonly entries: readonly TimelineEntry[] = [
    { title: '已揽收', at: '2026-03-01T01:30:00Z', text: '定西', mark: 'now' },
    { title: '待揽收', at: null },
  ];
}

describe('what shows something', () => {
  let fixture: ComponentFixture<Shows>;
  let shows: Shows;
  const loader = () => TestbedHarnessEnvironment.loader(fixture);

  beforeEach(() => {
    fixture = TestBed.createComponent(Shows);
    shows = fixture.componentInstance;
  });

  it('draws icons for the eye alone', async () => {
    const icon = await loader().getHarness(IconHarness);
    expect(await icon.isHiddenFromReaders()).toBe(true);
    expect(await icon.path()).toBeTruthy();
  });

  it('writes prices to the fen, and nothing where 500 g have none', async () => {
    const price = await loader().getHarness(PriceHarness);
    expect(await price.words()).toBe('¥1,234.50');
    expect([await price.hasClass('price-large'), await price.hasClass('price-plain')]).toEqual([true, true]);
    const unit = await loader().getHarness(UnitPriceHarness);
    expect(await unit.words()).toBe('¥9.90/500克');
    shows.unit.set(null);
    expect(await unit.words()).toBe('');
  });

  it('says a status in words, with a tone that fits: an order that is over is quiet, a certificate that is over alarms', async () => {
    const [order, certificate] = await loader().getAllHarnesses(StatusTagHarness);
    expect([await order?.words(), await order?.hasClass('wait')]).toEqual(['待发货', true]);
    expect([await certificate?.words(), await certificate?.hasClass('bad')]).toEqual(['已到期', true]);
    expect(await (await loader().getHarness(StockTagHarness)).hasClass('act')).toBe(true);
  });

  it('names demo data where it stands, and only there', async () => {
    expect(await (await loader().getHarness(DemoTagHarness)).hasClass('short')).toBe(true);
    const field = await loader().getHarness(DemoFieldHarness);
    expect(await field.words()).toBe('');
    shows.filled.set(['县代码']);
    expect(await field.words()).toBe('演示补充');
  });

  it('gives a certificate that was made up no tick and no households', async () => {
    const badge = await loader().getHarness(CertificateBadgeHarness);
    expect(await badge.words()).toBe('认定产品 · 带动1,234户');
    shows.households.set(null);
    expect(await badge.words()).toBe('认定产品');
    shows.demo.set(true);
    expect(await badge.words()).toBe('演示证书');
  });

  it('tells what happened in the order given, with instants for machines', async () => {
    const timeline = await loader().getHarness(TimelineHarness);
    const [first, second] = await timeline.entries();
    expect(first).toContain('已揽收');
    expect(first).toContain('2026-03-01 09:30');
    expect(second).toBe('待揽收');
    expect(await timeline.instants()).toEqual(['2026-03-01T01:30:00Z']);
    expect(await timeline.marks()).toEqual(['now', 'past']);
  });

  it('loads a picture late and in the better format, and draws in its place when there is none', async () => {
    const photo = await loader().getHarness(PhotoHarness);
    expect(await photo.source()).toContain('tea-400.webp');
    expect([await photo.loading(), await photo.offersAvif(), await photo.name()]).toEqual(['lazy', true, '']);
    await photo.fail();
    expect([await photo.source(), await photo.name()]).toEqual([null, null]);
    shows.alt.set('核桃');
    expect(await photo.name()).toBe('核桃');
    shows.photo.set('nuts');
    expect(await photo.source()).toContain('nuts-400.webp');
  });

  it('says that there is nothing, and what to do next', async () => {
    const empty = await loader().getHarness(EmptyStateHarness);
    expect(await empty.heading()).toBe('还没有订单');
    expect(await empty.words()).toContain('去看看');
  });

  it('alarms with the API’s sentence and its number, and offers to try again where that helps', async () => {
    const error = await loader().getHarness(ErrorStateHarness);
    expect(await error.isAlert()).toBe(true);
    expect(await error.words()).toContain('网络断了。问题编号 r1');
    await error.retry();
    expect(shows.retries).toBe(1);
    shows.retryable.set(false);
    expect(await error.canRetry()).toBe(false);
  });

  it('waits in the shape of what comes, and says once that it loads', async () => {
    const cards = await loader().getHarness(CardSkeletonsHarness);
    expect([await cards.count(), await cards.says()]).toEqual([3, '正在加载']);
    expect(await (await loader().getHarness(SkeletonHarness)).isHiddenFromReaders()).toBe(true);
  });
});

describe('a product on the stall', () => {
  const CARD: ProductCard = {
    id: 'p1',
    name: '渭源黄芪',
    photo: null,
    county: { code: '621123', name: '渭源县', path: '甘肃省 定西市 渭源县' },
    priceFen: 2_000,
    unitPriceFen: 1_000,
    skuCount: 2,
    stockState: 'sold_out',
    soldCount: 12,
    certified: true,
    certificateDemo: false,
    households: 30,
    demo: false,
    demoFields: ['库存'],
  } as unknown as ProductCard;

  it('is one link that says place, price, certificate, stock and what was made up', async () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(ProductCardComponent);
    fixture.componentRef.setInput('product', {
      ...CARD,
      highlight: [
        { text: '渭源', hit: true },
        { text: '黄芪', hit: false },
      ],
    });
    fixture.componentRef.setInput('link', ['/products', 'p1']);
    const card = await TestbedHarnessEnvironment.harnessForFixture(fixture, ProductCardHarness);
    expect(await card.href()).toBe('/products/p1');
    expect(await card.placeHref()).toBeNull();
    fixture.componentRef.setInput('placed', true);
    expect(await card.placeHref()).toBe('/counties/621123');
    expect(await card.hits()).toEqual(['渭源']);
    const words = await card.words();
    for (const part of ['渭源县', '¥20.00', '起', '/500克', '带动30户', '已售12件', '售罄'])
      expect(words).toContain(part);
    expect(await card.demoFields()).toContain('库存');
  });
});
