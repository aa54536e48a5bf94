import { noticeSite } from '@yigou/contracts/labels';
import type { Config } from '@yigou/platform';

/** Where the two sites are. */
export type Sites = Pick<Config, 'STOREFRONT_URL' | 'ADMIN_URL'>;
const ADDRESSES = { console: 'ADMIN_URL', storefront: 'STOREFRONT_URL' } as const satisfies Record<
  ReturnType<typeof noticeSite>,
  keyof Sites
>;

/** The address of a path on one of the sites, which may itself be served below a path. */
export function addressOn(sites: Sites, site: keyof typeof ADDRESSES, path: string): string {
  const base = sites[ADDRESSES[site]];
  return new URL(path.replace(/^\/+/, ''), base.endsWith('/') ? base : `${base}/`).href;
}

/** Where what a notice leads to is followed up. */
export const addressOf = (sites: Sites, link: string): string => addressOn(sites, noticeSite(link), link);
