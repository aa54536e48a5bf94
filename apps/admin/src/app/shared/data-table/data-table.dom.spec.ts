import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, computed, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataTableHarness, RegionSelectHarness } from '../testing/data-table.harness';
import { DataTable } from './data-table';
import { defineTable, text } from './table';
import { DetailTemplate } from './templates';

@Component({
  selector: 'yg-mails-page',
  imports: [DataTable, DetailTemplate],
  template: `
    <p data-testid="chosen">{{ chosen() }}</p>
    <yg-data-table [config]="table"
      ><ng-template [ygDetail]="table" let-row>{{ row ? '寄给 ' + row.to : '另一页' }}</ng-template></yg-data-table
    >
  `,
})
class MailsPage {
  protected readonly table = defineTable({
    route: 'listSuppliers',
    noun: '供应商',
    testId: 'supplier',
    empty: '还没有供应商。',
    filters: [
      { kind: 'tabs', key: 'kind', label: '类型', options: { cooperative: '合作社' } },
      { kind: 'search', key: 'q', label: '搜索', placeholder: '名称' },
      { kind: 'date', key: 'from', label: '从' },
      { kind: 'region', key: 'region', label: '地区' },
    ],
    columns: [{ key: 'name', title: '名称', sort: 'name', cell: (row) => text(row.name) }],
    drawerTitle: (row) => row?.name ?? '供应商',
    choosable: () => true,
  });
  private readonly list = viewChild.required<DataTable<'listSuppliers'>>(DataTable);
  /** As the pages do it: read above the table, before that has its configuration. */
  protected readonly chosen = computed(() =>
    JSON.stringify(
      this.list()
        .chosen()
        .map((row) => row.name),
    ),
  );
}

describe('a list of the console', () => {
  let http: HttpTestingController;
  let page: RouterTestingHarness;
  let table: DataTableHarness;
  const LIST = '/api/v1/admin/suppliers';
  const rest = async () => {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setTimeout(resolve));
    page.detectChanges();
  };
  /** The request for the list that is on its way, with its query. */
  const asked = () => {
    for (const other of http.match(({ url }) => url.startsWith('/api/v1/regions'))) other.flush({ items: [] });
    const one = http.expectOne(({ url }) => url.startsWith(LIST));
    return { query: new URL(one.request.url, 'http://x').searchParams, one };
  };
  const answer = async (names: string[], nextCursor: string | null = null, more = {}) => {
    const { one, query } = asked();
    const items = names.map((name) => ({ id: name, name, to: name, ...more }));
    one.flush({ items, nextCursor, total: names.length });
    await rest();
    return query;
  };
  /** Acts without waiting for the answers that nobody gives yet. */
  const act = async (doing: Promise<void>) => {
    await rest();
    return { query: await answer(['乙社']), done: await doing };
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([{ path: 'list', component: MailsPage }]),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    page = await RouterTestingHarness.create();
    await page.navigateByUrl('/list');
    await rest();
    await answer(['甲社', '乙社'], 'next');
    table = await TestbedHarnessEnvironment.loader(page.fixture).getHarness(DataTableHarness);
  });
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((one) => one.replaceChildren()));

  it('is a named region with its rows and how many there are', async () => {
    expect(await table.name()).toBe('供应商列表');
    expect(await table.rows()).toEqual(['甲社', '乙社']);
    expect(await table.totalWords()).toContain('共 2 条供应商');
  });

  it('orders on the server, the largest first, and says so to a screen reader', async () => {
    expect(await table.sorted()).toEqual([null]);
    const { query } = await act(table.sort(0));
    expect([query.get('sort'), query.get('order')]).toEqual(['name', 'desc']);
    expect(await table.sorted()).toEqual(['descending']);
  });

  it('turns pages forth by cursor and back', async () => {
    expect(await table.canTurn()).toEqual({ back: false, forward: true });
    const { query } = await act(table.forward());
    expect(query.get('cursor')).toBe('next');
    expect(await table.canTurn()).toEqual({ back: true, forward: false });
    expect((await act(table.back())).query.get('cursor')).toBeNull();
  });

  it('filters by words at Enter, by tab and day at once, and keeps them in the address', async () => {
    const bar = await table.filters();
    expect((await act(bar.search('合作'))).query.get('q')).toBe('合作');
    expect(await bar.pressedTab()).toBe('全部');
    expect((await act(bar.tab('合作社'))).query.get('kind')).toBe('cooperative');
    expect(await bar.pressedTab()).toBe('合作社');
    const { query } = await act(bar.pickDay('2026-03-01'));
    expect([query.get('from'), query.get('q')]).toEqual(['2026-03-01', '合作']);
    expect(TestBed.inject(Router).url).toContain('kind=cooperative');
    expect((await act(bar.type(''))).query.get('q')).toBeNull();
  });

  it('tells a list that is empty from one that the filters emptied, and clears them', async () => {
    const bar = await table.filters();
    const searching = bar.search('无');
    await rest();
    await answer([]);
    await searching;
    expect(await table.empty()).toContain('没有符合条件的供应商。');
    expect((await act(table.clear())).query.get('q')).toBeNull();
  });

  it('opens a row in the drawer, named by it, and says its id in the address', async () => {
    await table.open(0);
    const drawer = await table.drawer();
    expect([await drawer?.name(), await drawer?.content()]).toEqual(['甲社', expect.stringContaining('寄给 甲社')]);
    expect(TestBed.inject(Router).url).toContain(`id=${encodeURIComponent('甲社')}`);
    await drawer?.close();
    expect(TestBed.inject(Router).url).not.toContain('id=');
  });

  it('says why it could not be read, and reads again', async () => {
    const searching = (await table.filters()).search('断');
    await rest();
    const error = { code: 'unavailable', message: '服务暂时不可用。', details: {} };
    asked().one.flush({ error }, { status: 503, statusText: 'Unavailable' });
    await searching;
    const failure = await table.failure();
    expect(await failure?.words()).toContain('服务暂时不可用。');
    await act(failure!.retry());
    expect(await table.rows()).toEqual(['乙社']);
  });

  describe('with rows that are chosen', () => {
    const chosen = () => {
      page.detectChanges();
      const words = (page.fixture.nativeElement as HTMLElement).querySelector('[data-testid="chosen"]')?.textContent;
      return JSON.parse(words ?? '') as string[];
    };
    const searched = async (words: string, ...rows: Parameters<typeof answer>) => {
      const searching = (await table.filters()).search(words);
      await rest();
      await answer(...rows);
      await searching;
    };

    it('tells the page which they are', async () => {
      expect(chosen()).toEqual([]);
      await table.choose(1);
      expect(chosen()).toEqual(['乙社']);
      await table.chooseAll();
      expect(chosen()).toEqual(['甲社', '乙社']);
      await table.choose(0);
      expect(chosen()).toEqual(['乙社']);
      expect(await table.chosen()).toEqual([false, true]);
    });

    it('keeps the choice of a row that another search brings again as it was, also when it was chosen while that search was on its way', async () => {
      await table.choose(0);
      const searching = (await table.filters()).search('社');
      await rest();
      // A harness would wait for the answer first.
      const boxes = (page.fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>(
        '[data-testid="choose-row"]',
      );
      boxes[1]?.click();
      expect(chosen()).toEqual(['甲社', '乙社']);
      await answer(['丙社', '乙社', '甲社']);
      await searching;
      expect(chosen()).toEqual(['乙社', '甲社']);
      expect(await table.chosen()).toEqual([false, true, true]);
    });

    it('lets a row go that has changed: nobody has agreed to what it says now', async () => {
      await table.choose(0);
      await searched('社', ['甲社', '乙社'], null, { to: '另一处' });
      expect(chosen()).toEqual([]);
      expect(await table.chosen()).toEqual([false, false]);
    });

    it('lets a row go for good that is not among those in view', async () => {
      await table.chooseAll();
      await searched('乙', ['乙社']);
      expect(chosen()).toEqual(['乙社']);
      await searched('社', ['甲社', '乙社']);
      expect(chosen()).toEqual(['乙社']);
      expect(await table.chosen()).toEqual([false, true]);
    });
  });

  it('names its place filter, which is empty until one is chosen', async () => {
    const [place] = await TestbedHarnessEnvironment.loader(page.fixture).getAllHarnesses(RegionSelectHarness);
    expect(await place?.name()).toBe('地区');
    expect(await place?.value()).toBeNull();
  });
});
