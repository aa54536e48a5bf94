import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentRef, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import type { CountyPage as County, SupplierProfile } from '@yigou/contracts';
import { SupplierPage } from '../suppliers/supplier';
import { CountyPage } from './county';

const COUNTY = { code: '620826', name: '静宁县', path: '甘肃省 平凉市 静宁县' };
const SUPPLIER = '0b7f3f8e-0000-4000-8000-000000000001';
const CERTIFICATE = {
  number: '甘-620826-0001',
  productName: '苹果',
  supplierId: SUPPLIER,
  supplierName: '静宁苹果社',
  validTo: '2027-05-01',
  households: 40,
  demo: false,
};
const county: County = {
  county: COUNTY,
  poverty: true,
  figures: { products: 30, suppliers: 1, certificates: 25, households: 40, stockGrams: 5_000_000 },
  categories: [{ slug: 'fruit', name: '水果', productCount: 30 }],
  harvest: [{ id: 'p1', name: '红富士', photo: null, stockGrams: 4_000_000, soldCount: 0 }],
  suppliers: [
    {
      id: SUPPLIER,
      name: '静宁苹果社',
      kind: 'cooperative',
      products: 30,
      certificates: 25,
      households: 40,
      demo: false,
    },
  ],
  certificates: [CERTIFICATE],
  months: Array.from({ length: 12 }, (_, at) => ({
    month: `2026-${String(at + 1).padStart(2, '0')}`,
    orders: at === 8 ? 3 : 0,
    salesFen: at === 8 ? 9_000 : 0,
  })),
  products: [],
};
const supplier: SupplierProfile = {
  supplier: { id: SUPPLIER, name: '静宁苹果社', kind: 'cooperative', county: COUNTY, demo: false },
  sells: true,
  admittedAt: '2026-01-05T02:00:00.000Z',
  story: { introduction: '一起种苹果。', productionBase: '', baseMu: 300, township: '城川镇' },
  licences: [{ kind: 'business_licence', number: '92620826MA0000000X', validFrom: '2019-01-01', validTo: null }],
  figures: { products: 30, certificates: 1, households: null, linked: 2, confirmed: 1, batches: 0 },
  mechanisms: [{ kind: 'contract_farming', households: 2 }],
  certificates: [CERTIFICATE],
  batches: [],
  service: { orders: 6, completed: 5, unsent: 1, shipHours: 31, inspections: 2, inspectionsFailed: 1 },
  products: [],
};

async function open(page: Type<unknown>, input: readonly [string, string], body: object, status = 200) {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const fixture = TestBed.createComponent(page);
  (fixture.componentRef as ComponentRef<unknown>).setInput(...input);
  const settle = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const request = TestBed.inject(HttpTestingController).expectOne(({ url }) => url.endsWith(`/${input[1]}`));
  request.flush(body, { status, statusText: String(status) });
  await settle();
  return fixture.nativeElement as HTMLElement;
}
const words = (page: HTMLElement) => page.textContent?.replace(/\s+/g, ' ') ?? '';

describe('a county for everybody', () => {
  it('says what grows there, what is unsold, who sells it and what sold when, and leads to each', async () => {
    const page = await open(CountyPage, ['code', COUNTY.code], county);
    expect(page.querySelector('[data-testid="county-name"]')?.textContent).toBe('静宁县');
    for (const part of ['30种', '5吨', '40户', '另有24张没有逐一列出']) expect(words(page)).toContain(part);
    expect(page.querySelector('[data-testid="county-harvest"]')?.getAttribute('href')).toBe('/products/p1');
    expect(page.querySelector('[data-testid="county-supplier"]')?.getAttribute('href')).toBe(`/suppliers/${SUPPLIER}`);
    expect(page.querySelector('figcaption')?.textContent).toContain('2026年9月最多');
    const rows = [...page.querySelectorAll('app-sales-by-month tbody tr')].map((row) => row.textContent);
    expect(rows).toHaveLength(12);
    expect(rows[3]).toContain('2026年9月');
    expect(document.title).toContain('静宁县');
  });

  it('says what to do where there is no such county', async () => {
    const error = { error: { code: 'not_found', message: '没有找到。' } };
    const page = await open(CountyPage, ['code', '999999'], error, 404);
    expect(words(page)).toContain('没有找到这个县');
    expect(page.querySelector('a[href="/counties"]')).not.toBeNull();
  });
});

describe('a supplier for everybody', () => {
  it('says what it may, whom it carries and how it delivers, and leads to its county and certificates', async () => {
    const page = await open(SupplierPage, ['id', SUPPLIER], supplier);
    const told = words(page);
    for (const part of [
      '92620826MA0000000X',
      '长期有效',
      '其中1户已由户主确认',
      '31小时内发出',
      '其中不合格1次',
      '未公布',
    ])
      expect(told).toContain(part);
    expect(page.querySelector('[data-testid="supplier-stopped"]')).toBeNull();
    expect(page.querySelector('a[href="/counties/620826"]')).not.toBeNull();
    expect(page.querySelector('[data-testid="named-certificates"] a')?.textContent?.trim()).toBe(CERTIFICATE.number);
  });

  it('says that it may not sell', async () => {
    const page = await open(SupplierPage, ['id', SUPPLIER], { ...supplier, sells: false, story: null });
    expect(page.querySelector('[data-testid="supplier-stopped"]')?.textContent).toContain('目前不能销售');
  });
});
