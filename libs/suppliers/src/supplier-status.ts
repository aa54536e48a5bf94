import { SUPPLIER_STATUS_CODES, type SupplierStatus } from '@yigou/contracts';
import { defineMachine } from '@yigou/kernel';

/**
 * A supplier's way (domain §3b): 注册 → 完善信息 → 县级推荐审核 → 平台审核 → 已入驻 → (抽查/投诉) 整改 → 恢复 | 冻结 → 清退/黑名单. A file that came back goes to the review that
 * sent it. Black-listed after it had left or been refused, a supplier goes back there when the term is over, and not to the market. Its mover is `moveSupplier`.
 */
export const SUPPLIER = defineMachine({
  name: 'supplier',
  states: SUPPLIER_STATUS_CODES,
  initial: 'draft',
  actions: {
    register: { from: [null], to: 'draft' },
    import: { from: [null], to: 'admitted' },
    submit: [
      { from: ['draft'], to: 'county_review' },
      { from: ['returned'], to: ['county_review', 'platform_review'] },
    ],
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
    restore: [
      { from: ['frozen', 'removed'], to: 'admitted' },
      { from: ['blacklisted'], to: ['admitted', 'refused', 'exited'] },
    ],
    exit: { from: ['admitted', 'rectifying'], to: 'exited' },
    undo_import: { from: ['admitted'], to: 'exited' },
    import_again: { from: ['exited'], to: 'admitted' },
  },
});

/** In these states goods may be sold; a supplier that puts something right goes on selling what is not suspended. */
export const SELLING_STATUSES: readonly SupplierStatus[] = ['admitted', 'rectifying'];
/** The file can be changed. */
export const EDITABLE_STATUSES: readonly SupplierStatus[] = ['draft', 'returned'];
