import type { Routes } from '@angular/router';
import type { RouteId } from '@yigou/contracts/paths';
import type { SeatKind } from '../identity/session';

/** Headings of the navigation, in the order of the work. */
export const GROUPS = {
  supplier: ['今天', '卖货', '收款与发票', '资质与认定', '监管', '本单位'],
  administration: ['工作台', '认定', '监管', '名录', '交易', '运行', '本单位'],
  agency: ['预留份额', '采购', '监督', '本单位'],
  finance: ['预留份额', '监督', '本单位'],
  auditor: ['监督', '本单位'],
  recipient: ['受赠', '本单位'],
} as const satisfies Record<SeatKind, readonly string[]>;
type Group<Kind extends SeatKind = SeatKind> = (typeof GROUPS)[Kind][number];

export interface NavEntry<G extends string = Group> {
  readonly group: G;
  /** Below the address of the kind of member. */
  readonly path: string;
  readonly label: string;
  readonly icon: string;
  /** What its page reads: who may not call this does not see the entry, so that none leads to a refusal. */
  readonly reads: RouteId;
}

export const entry = <const G extends Group>(
  group: G,
  path: string,
  label: string,
  icon: string,
  reads: RouteId,
): NavEntry<G> => ({ group, path, label, icon, reads });

interface KindScreens<Kind extends SeatKind> {
  readonly routes: Routes;
  readonly navigation: readonly NavEntry<Group<Kind>>[];
}
/** What one context shows to each kind of member: its pages, and its entries in the navigation. */
export type Screens = { readonly [Kind in SeatKind]?: KindScreens<Kind> };
export const screens = (of: Screens): Screens => of;
