import { keys } from '../closed-list';

export const EXPORT_KINDS = {
  suppliers: '供应商',
  certificates: '认定证书',
  products: '产品',
  orders: '订单',
  payments: '支付',
  audit: '审计记录',
} as const;
export const EXPORT_KIND_CODES = keys(EXPORT_KINDS);
export type ExportKind = keyof typeof EXPORT_KINDS;

/** What the pages of a file of the site map are about. */
export const SITE_MAP_KIND_CODES = ['pages', 'products', 'certificates', 'campaigns'] as const;
export type SiteMapKind = (typeof SITE_MAP_KIND_CODES)[number];

export const REPORTING_AUDIT_ACTIONS = {
  'reporting.exported': '导出表格',
} as const;
