import type { ProductCard, RouteResponse } from '@yigou/contracts';
import type { ItemList, Organization, SearchAction, WebSite } from 'schema-dts';
import type { PageHead } from '../shell/page-head';
import { breadcrumbs } from './product-head';
import type { Filter } from './product-filter';

const listed = (products: readonly Pick<ProductCard, 'id' | 'name'>[], origin: string): ItemList => ({
  '@type': 'ItemList',
  itemListElement: products.map(({ id, name }, at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name,
    url: `${origin}/products/${id}`,
  })),
});

/** Its `query-input` is a property of actions that schema.org writes with a hyphen, and that its types do not know. */
function searchFrom(origin: string): SearchAction {
  const search = {
    '@type': 'SearchAction' as const,
    target: { '@type': 'EntryPoint' as const, urlTemplate: `${origin}/products?q={search_term_string}` },
    'query-input': 'required name=search_term_string',
  };
  return search;
}

export function homeHead(home: RouteResponse<'home'>, origin: string): PageHead {
  const { products, counties } = home.year;
  const shop: Organization = {
    '@type': 'Organization',
    name: '益购',
    alternateName: 'Yigou',
    url: `${origin}/`,
    logo: `${origin}/favicon.svg`,
  };
  const site: WebSite = {
    '@type': 'WebSite',
    name: '益购',
    url: `${origin}/`,
    inLanguage: 'zh-CN',
    potentialAction: searchFrom(origin),
  };
  return {
    title: '买产地的好东西',
    description: `来自832个县的认定产品：${counties}个县有${products}种产品在售，产地、价格、证书与带动的农户，下单前都看得见。`,
    path: '/',
    things: [shop, site, listed([...home.popular, ...home.newest].slice(0, 24), origin)],
  };
}

/** What makes another page of the list, in one order; the rest of the filter is for people. */
const OWN_PAGES = ['category', 'region'] as const;

export function listHead(
  heading: string,
  filter: Filter,
  page: {
    readonly items: readonly Pick<ProductCard, 'id' | 'name'>[];
    readonly total: number;
    readonly totalOver: boolean;
  },
  origin: string,
): PageHead {
  const kept = new URLSearchParams();
  for (const name of OWN_PAGES) if (filter[name]) kept.set(name, filter[name]);
  const path = `/products${kept.size ? `?${kept}` : ''}`;
  const named = page.items.slice(0, 3).map(({ name }) => name);
  const count = `${page.totalOver ? '超过' : '共'}${page.total}种`;
  return {
    title: heading,
    description: `${heading}，${count}${named.length ? `：${named.join('、')}等` : ''}。每件产品写明产地、供应商、证书与带动的农户。`,
    path,
    // Whatever somebody searched for is no page for everybody.
    index: !filter.q && page.items.length > 0,
    things: [
      listed(page.items, origin),
      breadcrumbs(
        origin,
        kept.size
          ? [
              ['全部产品', '/products'],
              [heading, path],
            ]
          : [['全部产品', '/products']],
      ),
    ],
  };
}
