import type { RouteQuery } from '@yigou/contracts';
import { BENEFIT_MECHANISMS, CHANNELS, PRODUCT_SORTS, type ProductSort } from '@yigou/contracts/labels';

export type Filter = Omit<NonNullable<RouteQuery<'listProducts'>>, 'minFen' | 'maxFen' | 'cursor' | 'limit'> & {
  /** Fen. */
  minFen?: number;
  /** Fen. */
  maxFen?: number;
};
/** What a change of the filters may set or (null) clear. */
export type FilterPatch = Partial<Record<FilterKey, string | number | null>>;

export const FILTER_KEYS = [
  'q',
  'region',
  'category',
  'channel',
  'mechanism',
  'certified',
  'inStock',
  'minFen',
  'maxFen',
  'sort',
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

interface Params {
  get(name: string): string | null;
}

const has = (table: object, key: string | null): key is string => key !== null && Object.hasOwn(table, key);
const fen = (value: string | null): number | undefined =>
  value !== null && /^\d{1,9}$/.test(value) && Number(value) <= 100_000_000 ? Number(value) : undefined;

/** Reads the filters from the address bar; what nobody can have meant is left out, so that a mangled link still opens. */
export function readFilter(params: Params): Filter {
  const channel = params.get('channel');
  const mechanism = params.get('mechanism');
  const sort = params.get('sort');
  const region = params.get('region');
  const category = params.get('category');
  const certified = params.get('certified');
  return {
    q: params.get('q')?.trim().slice(0, 60) || undefined,
    region: region && /^\d{6}$/.test(region) ? region : undefined,
    category: category && /^[a-z][a-z0-9-]{0,39}$/.test(category) ? category : undefined,
    channel: has(CHANNELS, channel) ? (channel as keyof typeof CHANNELS) : undefined,
    mechanism: has(BENEFIT_MECHANISMS, mechanism) ? (mechanism as keyof typeof BENEFIT_MECHANISMS) : undefined,
    certified: certified === 'true' || certified === 'false' ? certified : undefined,
    inStock: params.get('inStock') === 'true' ? 'true' : undefined,
    minFen: fen(params.get('minFen')),
    maxFen: fen(params.get('maxFen')),
    sort: has(PRODUCT_SORTS, sort) ? (sort as ProductSort) : undefined,
  };
}

/** “12.5” yuan → 1250 fen; null for what is empty or no amount. */
export function yuanToFen(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').replace(/[,，\s]/g, ''));
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
