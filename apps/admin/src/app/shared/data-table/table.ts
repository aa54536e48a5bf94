import type { RouteId } from '@yigou/contracts/paths';
import type { RouteResponse } from '@yigou/contracts';
import type { Tone } from '../tones';

type Paged = { items: readonly unknown[]; nextCursor: string | null; total: number };
/** Routes that answer a keyset page. */
export type TableRoute = { [Id in RouteId]: RouteResponse<Id> extends Paged ? Id : never }[RouteId];
export type RowOf<Id extends TableRoute> = Extract<RouteResponse<Id>, Paged>['items'][number] & { id: string };

/** What stands in a cell. `sub` is a quieter second line. */
export type Cell =
  | { kind: 'text'; text: string; sub?: string; mono?: boolean; quiet?: boolean }
  | { kind: 'photo'; key: string | null; text: string; sub?: string; demo?: boolean }
  | { kind: 'tag'; text: string; tone: Tone }
  /** A part of a whole in percent, as a bar with its words. */
  | { kind: 'share'; text: string; percent: number };

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => Cell;
  /** How the API names the order: a column with `order=asc|desc`, or one word for each direction. */
  readonly sort?: string | { readonly asc: string; readonly desc: string };
  readonly align?: 'right';
  readonly width?: string;
  /** Left out on a phone, where a row is a card. */
  readonly wide?: boolean;
}

interface FilterBase {
  readonly key: string;
  readonly label: string;
}
export type Filter =
  | (FilterBase & { readonly kind: 'search'; readonly placeholder: string })
  | (FilterBase & { readonly kind: 'select'; readonly options: Readonly<Record<string, string>> })
  | (FilterBase & { readonly kind: 'tabs'; readonly options: Readonly<Record<string, string>> })
  | (FilterBase & { readonly kind: 'region' })
  | (FilterBase & { readonly kind: 'date' });

export interface TableConfig<Id extends TableRoute> {
  readonly route: Id;
  /** Plural noun: accessible name of the table and unit of the total. */
  readonly noun: string;
  readonly testId: string;
  readonly columns: readonly Column<RowOf<Id>>[];
  readonly filters: readonly Filter[];
  readonly empty: string;
  /** The row leads to a page, or opens the drawer whose content the page gives as `#detail`. */
  readonly link?: (row: RowOf<Id>) => readonly string[];
  readonly drawerTitle?: (row: RowOf<Id> | undefined) => string;
  /** In pixels; 640 unless stated. */
  readonly drawerWidth?: number;
  /** Rows that may be chosen for one action together; the page reads them from `chosen`. */
  readonly choosable?: (row: RowOf<Id>) => boolean;
  /** The address of the .xlsx with the given filters. */
  readonly exportUrl?: (filters: Readonly<Record<string, string>>) => string;
}

export const text = (value: string | null | undefined, sub?: string | null): Cell => ({
  kind: 'text',
  text: value || '—',
  ...(sub ? { sub } : {}),
});
export const mono = (value: string | null | undefined): Cell => ({ kind: 'text', text: value || '—', mono: true });
export const quiet = (value: string): Cell => ({ kind: 'text', text: value, quiet: true });
export const tag = (value: string, tone: Tone): Cell => ({ kind: 'tag', text: value, tone });
export const share = (value: string, percent: number): Cell => ({ kind: 'share', text: value, percent });

/** Keeps the type of the route while a page writes its table. */
export const defineTable = <Id extends TableRoute>(config: TableConfig<Id>): TableConfig<Id> => config;
