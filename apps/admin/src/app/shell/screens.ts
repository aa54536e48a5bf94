import type { Routes } from '@angular/router';
import type { Seat, SeatKind } from '../identity/session';

/** Headings of the navigation, in the order of the work. */
export const GROUPS = {
  supplier: ['今天', '卖货', '资质与认定', '监管', '本单位'],
  administration: ['全局', '认定', '监管', '帮扶对象', '带贫主体与产品', '交易', '运行', '本单位'],
} as const satisfies Record<SeatKind, readonly string[]>;
type Group<Kind extends SeatKind = SeatKind> = (typeof GROUPS)[Kind][number];

/** Whether whoever sits there may see an entry: as the API answers them, so that no entry leads to a refusal. */
export type Seen = (seat: Pick<Seat, 'regionPrefix'>) => boolean;
export interface NavEntry<G extends string = Group> {
  readonly group: G;
  /** Below the address of the kind of member. */
  readonly path: string;
  readonly label: string;
  readonly icon: string;
  readonly seen: Seen;
}

const everybody: Seen = () => true;
/** An office of the whole country: what belongs to no county. */
export const national: Seen = (seat) => seat.regionPrefix === '';

export const entry = <const G extends Group>(
  group: G,
  path: string,
  label: string,
  icon: string,
  seen: Seen = everybody,
): NavEntry<G> => ({ group, path, label, icon, seen });

interface KindScreens<Kind extends SeatKind> {
  readonly routes: Routes;
  readonly navigation: readonly NavEntry<Group<Kind>>[];
}
/** What one context shows to each kind of member: its pages, and its entries in the navigation. */
export type Screens = { readonly [Kind in SeatKind]?: KindScreens<Kind> };
export const screens = (of: Screens): Screens => of;
