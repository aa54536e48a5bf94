import type { Page } from '@playwright/test';
import type { RouteId, RouteResponse } from '@yigou/contracts';
import { routePath } from '../http-client/client.ts';

export interface OpenedPage {
  readonly name: string;
  readonly path: string;
  /** What people do there first. */
  readonly act: (page: Page) => Promise<unknown>;
}

async function search(page: Page): Promise<void> {
  const field = page.getByTestId('search-input').first();
  await field.tap();
  await field.pressSequentially('xiao', { delay: 120 });
}

async function filter(page: Page): Promise<void> {
  await page.getByTestId('open-filters').tap();
  await page.getByRole('button', { name: '关闭' }).tap();
}

const oneMore = (page: Page) => page.getByRole('button', { name: '增加一' }).tap();

/** What strangers open first, each with a thing that the market has. */
export async function openedPages(shop: string): Promise<OpenedPage[]> {
  const first = async <Id extends RouteId>(id: Id, query: Record<string, string> = {}) => {
    const answer = await fetch(shop + routePath(id, {}, query));
    if (!answer.ok) throw new Error(`${id} answered ${answer.status}`);
    return (await answer.json()) as RouteResponse<Id> as { readonly items: readonly { id: string; number: string }[] };
  };
  const [product, certificate, publicity, campaign] = (
    await Promise.all([
      first('listProducts', { inStock: 'true' }),
      first('listOpenCertificates'),
      first('listPublicity'),
      first('listGroupBuys'),
    ])
  ).map(({ items }) => items[0]);
  const pages: (OpenedPage | undefined)[] = [
    { name: '首页', path: '/', act: search },
    { name: '全部产品', path: '/products', act: filter },
    { name: '搜索', path: `/products?q=${encodeURIComponent('小米')}`, act: search },
    product && { name: '产品', path: `/products/${product.id}`, act: oneMore },
    certificate && { name: '证书', path: `/certificates/${encodeURIComponent(certificate.number)}`, act: search },
    { name: '认定公示', path: '/publicity', act: search },
    publicity && { name: '一件公示', path: `/publicity/${publicity.id}`, act: search },
    { name: '以购代捐', path: '/group-buys', act: search },
    campaign && { name: '一个活动', path: `/group-buys/${campaign.id}`, act: search },
    { name: '帮助', path: '/help', act: search },
  ];
  return pages.filter((page) => page !== undefined);
}
