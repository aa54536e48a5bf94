import { keys } from '../closed-list';
import { type PolicyAuthority, regional } from '../policy-authority';

/** Benefit mechanism, 带贫机制 (domain R28). */
export const BENEFIT_MECHANISMS = {
  contract_farming: '订单生产',
  land_transfer: '土地流转',
  employment: '就业务工',
  entrusted_production: '生产托管',
  shareholding: '股份合作',
  asset_lease: '资产租赁',
} as const;
export const BENEFIT_MECHANISM_CODES = keys(BENEFIT_MECHANISMS);
export type BenefitMechanism = keyof typeof BENEFIT_MECHANISMS;

/** Kind of supplier, 带贫主体. */
export const SUPPLIER_KINDS = {
  cooperative: '合作社',
  enterprise: '企业',
  workshop: '扶贫车间',
  family_farm: '家庭农场',
  village_collective: '村集体',
} as const;
export const SUPPLIER_KIND_CODES = keys(SUPPLIER_KINDS);
export type SupplierKind = keyof typeof SUPPLIER_KINDS;

/** States of a supplier, 带贫主体入驻与监管 (domain §3b). */
export const SUPPLIER_STATUSES = {
  draft: '待完善',
  county_review: '县级推荐审核',
  platform_review: '平台审核',
  returned: '退回补正',
  refused: '不予入驻',
  admitted: '已入驻',
  rectifying: '整改中',
  frozen: '已冻结',
  removed: '已清退',
  blacklisted: '黑名单',
  exited: '已退出',
} as const;
export const SUPPLIER_STATUS_CODES = keys(SUPPLIER_STATUSES);
export type SupplierStatus = keyof typeof SUPPLIER_STATUSES;

/** What moved a supplier. */
export const SUPPLIER_ACTIONS = {
  register: '登记',
  import: '随产品导入',
  submit: '提交入驻申请',
  recommend: '县级推荐',
  admit: '平台同意入驻',
  return: '退回补正',
  refuse: '不予入驻',
  reapply: '重新申请',
  order_rectification: '责令整改',
  accept_rectification: '整改合格',
  freeze: '冻结',
  remove: '清退',
  blacklist: '列入黑名单',
  restore: '恢复',
  exit: '主动退出',
  undo_import: '撤销导入',
  import_again: '再次随产品导入',
} as const;
export const SUPPLIER_ACTION_CODES = keys(SUPPLIER_ACTIONS);
export type SupplierAction = keyof typeof SUPPLIER_ACTIONS;

/** Licences of a supplier, 证照. */
export const LICENCE_KINDS = {
  business_licence: '营业执照',
  food_production: '食品生产许可证',
  food_business: '食品经营许可证',
  workshop_record: '食品小作坊登记证',
  organic: '有机产品认证',
  green: '绿色食品证书',
  geographical: '地理标志使用授权',
  entrustment: '委托销售协议',
} as const;
export const LICENCE_KIND_CODES = keys(LICENCE_KINDS);
export type LicenceKind = keyof typeof LICENCE_KINDS;

/** Without these, in force, nothing may be sold: when the last of its kind expires, the listings go with it. */
export const SELLING_LICENCES = ['business_licence', 'food_production', 'food_business', 'workshop_record'] as const;

/** How a mechanism reaches the household, 收益类型 (domain R28). */
export const INCOME_KINDS = { wage: '工资性收益', asset: '资产性收益', operating: '经营性收益' } as const;
export const INCOME_KIND_CODES = keys(INCOME_KINDS);
export type IncomeKind = keyof typeof INCOME_KINDS;

/** Whether a household has said that it is carried, 带动关系确认. */
export const LINK_STATUSES = { declared: '已申报', confirmed: '户主已确认', disputed: '户主有异议' } as const;
export const LINK_STATUS_CODES = keys(LINK_STATUSES);
export type LinkStatus = keyof typeof LINK_STATUSES;

export const SUPPLIERS_AUDIT_ACTIONS = {
  'certification.supplier_registered': '登记带贫主体',
  'certification.supplier_file_saved': '修改主体档案',
  'certification.supplier_moved': '主体入驻与监管',
  'certification.licence_saved': '登记证照',
  'certification.licence_removed': '删除证照',
  'certification.mechanism_saved': '登记带贫机制',
  'certification.household_linked': '登记带动关系',
  'certification.household_unlinked': '解除带动关系',
  'certification.link_answered': '户主答复带动关系',
} as const;

export const SUPPLIERS_POLICIES = {
  'supplier.licences': '入驻所需证照',
} as const;
export const SUPPLIERS_POLICY_CODES = keys(SUPPLIERS_POLICIES);

/** Who sets them, and how far. */
export const SUPPLIERS_POLICY_AUTHORITY = {
  'supplier.licences': regional('superset', true),
} as const satisfies Record<keyof typeof SUPPLIERS_POLICIES, PolicyAuthority>;

/** What notices of this context are about. */
export const SUPPLIERS_NOTICE_KINDS = {
  supplier: '入驻',
} as const;

/** Letters and digits that a unified social credit code is written with (GB 32100): no I, O, S, V, Z. */
const LETTER = /^[0-9A-HJ-NP-RTUWXY]$/;
export const CREDIT_CODE_LENGTH = 18;

/**
 * What is wrong with the form of a unified social credit code as far as it is typed; empty when nothing is, or when it may simply not be finished. The check digit
 * is looked at by the server.
 */
export function creditCodeProblem(typed: string): string {
  const code = typed.trim().toUpperCase();
  const strange = [...code].find((letter) => !LETTER.test(letter));
  if (strange) return `信用代码里没有“${strange}”，请对照营业执照核对（数字 0、1、2、5 不要写成 O、I、Z、S）。`;
  const more = code.length - CREDIT_CODE_LENGTH;
  return more > 0 ? `多了 ${more} 位，信用代码共 ${CREDIT_CODE_LENGTH} 位。` : '';
}
