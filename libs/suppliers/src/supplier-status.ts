import type { SupplierAction, SupplierStatus } from '@yigou/contracts';
import type { TransitionTable } from '@yigou/kernel';

/**
 * A supplier's way (domain §3b): 注册 → 完善信息 → 县级推荐审核 → 平台审核 → 已入驻 → (抽查/投诉) 整改 → 恢复 | 冻结 → 清退/黑名单.
 * For each action, the states that it starts from and the one that it leads to.
 */
export const SUPPLIER_MOVES = {
  register: { from: [null], to: 'draft' },
  import: { from: [null], to: 'admitted' },
  submit: { from: ['draft'], to: 'county_review' },
  recommend: { from: ['county_review'], to: 'platform_review' },
  admit: { from: ['platform_review'], to: 'admitted' },
  return: { from: ['county_review', 'platform_review'], to: 'returned' },
  refuse: { from: ['county_review', 'platform_review'], to: 'refused' },
  reapply: { from: ['refused', 'exited'], to: 'draft' },
  order_rectification: { from: ['admitted'], to: 'rectifying' },
  accept_rectification: { from: ['rectifying'], to: 'admitted' },
  freeze: { from: ['admitted', 'rectifying'], to: 'frozen' },
  remove: { from: ['admitted', 'rectifying', 'frozen'], to: 'removed' },
  blacklist: { from: ['admitted', 'rectifying', 'frozen', 'removed', 'exited', 'refused'], to: 'blacklisted' },
  restore: { from: ['frozen', 'removed', 'blacklisted'], to: 'admitted' },
  exit: { from: ['admitted', 'rectifying'], to: 'exited' },
} as const satisfies Record<
  SupplierAction,
  { readonly from: readonly (SupplierStatus | null)[]; readonly to: SupplierStatus }
>;

/** A file that came back goes to the review that sent it. */
export const RESUBMITTED = { from: 'returned', to: ['county_review', 'platform_review'] } as const;

/** Black-listed after it had left or been refused, a supplier goes back there when the term is over, and not to the market. */
export const RESTORED = { from: 'blacklisted', to: ['refused', 'exited'] } as const;

/** Every step that a supplier may take; what came back may be sent to either review. */
export const SUPPLIER_TRANSITIONS: TransitionTable<SupplierStatus> = (() => {
  const table: Record<string, Set<SupplierStatus>> = {};
  for (const { from, to } of Object.values(SUPPLIER_MOVES))
    for (const state of from) if (state !== null) (table[state] ??= new Set()).add(to);
  const read = (state: SupplierStatus): readonly SupplierStatus[] =>
    state === RESUBMITTED.from
      ? RESUBMITTED.to
      : [...(table[state] ?? []), ...(state === RESTORED.from ? RESTORED.to : [])];
  const states: readonly SupplierStatus[] = [
    ...['draft', 'county_review', 'platform_review', 'returned', 'refused', 'admitted', 'rectifying', 'frozen'],
    ...['removed', 'blacklisted', 'exited'],
  ] as SupplierStatus[];
  return Object.fromEntries(states.map((state) => [state, read(state)])) as TransitionTable<SupplierStatus>;
})();

/** In these states goods may be sold; a supplier that puts something right goes on selling what is not suspended. */
export const SELLING_STATUSES: readonly SupplierStatus[] = ['admitted', 'rectifying'];
/** The file can be changed. */
export const EDITABLE_STATUSES: readonly SupplierStatus[] = ['draft', 'returned'];
