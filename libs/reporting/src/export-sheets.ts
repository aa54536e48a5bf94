import { demoFieldsSql } from '@yigou/certification';
import {
  AUDIT_ACTIONS,
  AUDIT_SUBJECTS,
  BENEFIT_MECHANISMS,
  CERTIFICATE_LEVELS,
  CERTIFICATE_WORTHS,
  type CertificateStatus,
  EXPORT_KINDS,
  type ExportFilters,
  type ExportKind,
  ORDER_STATUSES,
  PAYMENT_CHANNELS,
  PAYMENT_PURPOSES,
  PAYMENT_STATUSES,
  PRODUCT_STATUSES,
  SUPPLIER_KINDS,
} from '@yigou/contracts';
import type { CellKind } from './cells';
import { supplierFigures } from './console-tables';
import {
  auditSource,
  certificateSource,
  type OrderFilter,
  type OrderScope,
  orderSource,
  paymentSource,
  productSource,
  type Source,
  supplierSource,
} from './sources';
import { EVERYWHERE, type Jurisdiction } from '@yigou/identity';
import type { Filter } from '@yigou/platform';

export interface Column {
  readonly title: string;
  readonly kind: CellKind;
  /** SQL over the view's alias `v`. */
  readonly value: string;
  /** Words for codes; a code without one is written as it is. */
  readonly words?: Readonly<Record<string, string>>;
  /** In characters. */
  readonly width: number;
}
/** One sheet: what it is read from, in which order, and its columns. */
export interface Sheet {
  readonly name: string;
  readonly source: Source;
  readonly order: string;
  readonly columns: readonly Column[];
}

type Options = Partial<Pick<Column, 'kind' | 'words' | 'width'>>;
const column = (title: string, value: string, options: Options = {}): Column => ({
  title,
  value,
  kind: 'text',
  width: options.kind === undefined || options.kind === 'text' ? 20 : options.kind === 'instant' ? 20 : 12,
  ...options,
});
const fen = (title: string, value: string) => column(title, value, { kind: 'fen', width: 14 });
const count = (title: string, value: string) => column(title, value, { kind: 'count' });
const instant = (title: string, value: string) => column(title, value, { kind: 'instant' });
const date = (title: string, value: string) => column(title, value, { kind: 'date' });
const yes = (title: string, value: string) =>
  column(title, `CASE WHEN ${value} THEN '是' ELSE '否' END`, { width: 10 });
const wide = (title: string, value: string) => column(title, value, { width: 40 });

/** Which console table, filtered as its list is. */
export type AdminExport = {
  readonly [K in ExportKind]: { readonly kind: K; readonly query: ExportFilters<K> };
}[ExportKind];

/** The sheet of a console table, of the reader's region. Payments and the audit trail know no region. */
export function adminSheet(filter: Filter, { kind, query }: AdminExport, scope: Jurisdiction): Sheet {
  const name = EXPORT_KINDS[kind];
  switch (kind) {
    case 'suppliers':
      return { name, ...suppliers(filter, scope, query) };
    case 'certificates':
      return { name, source: certificateSource(filter, scope, query), order: 'v.number, v.id', columns: CERTIFICATES };
    case 'products':
      return {
        name,
        source: productSource(filter, scope, query),
        order: 'v.updated_at DESC, v.id DESC',
        columns: PRODUCTS,
      };
    case 'orders':
      return orderSheet(filter, scope, query);
    case 'payments':
      return { name, source: paymentSource(filter, query), order: 'v.created_at DESC, v.id DESC', columns: PAYMENTS };
    case 'audit':
      return { name, source: auditSource(filter, query), order: 'v.at DESC, v.id DESC', columns: AUDIT };
  }
}

/** Orders with one row each. Where to send it is the supplier's to know; the administration sees the place alone. */
export function orderSheet(filter: Filter, scope: OrderScope, query: OrderFilter & { sort?: string }): Sheet {
  const columns = 'supplierId' in scope ? [...ORDERS, ...DELIVERY] : [...ORDERS, column('收货地区', 'v.region_path')];
  const order = ORDER_SORTS[query.sort ?? 'newest'] ?? ORDER_SORTS['newest'];
  return { name: EXPORT_KINDS.orders, source: orderSource(filter, scope, query), order: order as string, columns };
}
const ORDER_SORTS: Readonly<Record<string, string>> = {
  newest: 'v.created_at DESC, v.id DESC',
  oldest: 'v.created_at, v.id',
  total_desc: 'v.total_fen DESC, v.id DESC',
  total_asc: 'v.total_fen, v.id',
};

function suppliers(filter: Filter, scope: Jurisdiction, query: ExportFilters<'suppliers'>): Omit<Sheet, 'name'> {
  const figures = supplierFigures(filter.bind, scope);
  return {
    source: supplierSource(filter, scope, query),
    order: 'v.name, v.id',
    columns: [
      wide('供应商', 'v.name'),
      column('类型', 'v.supplier_kind', { words: SUPPLIER_KINDS, width: 12 }),
      column('统一社会信用代码', 'v.credit_code', { width: 24 }),
      column('地区代码', 'v.region_code', { width: 12 }),
      column('地区', 'v.region_path', { width: 30 }),
      count('在售产品', figures.products),
      count('成交订单', figures.orders),
      fen('销售额（元）', figures.salesFen),
      yes('演示数据', 'v.demo'),
      instant('登记时间', 'v.created_at'),
    ],
  };
}

/** The certified catalogue for everybody: what {@link CERTIFICATES} says without where the data came from. */
export function openCertificateSheet(
  filter: Filter,
  query: { region?: string | undefined; status?: CertificateStatus | undefined },
): Sheet {
  return {
    name: '认定产品目录',
    source: certificateSource(filter, EVERYWHERE, query),
    order: 'v.number',
    columns: CERTIFICATES.filter((one) => one.value !== 'v.source_url'),
  };
}

/** `礼盒装 2500克 39.80元；散装 500克 6.50元`. */
const SCOPE = `(SELECT string_agg(concat(line ->> 'name', ' ', line ->> 'netWeightGrams', '克 ',
    trim(to_char((line ->> 'priceFen')::numeric / 100, '999999999990.00')), '元'), '；' ORDER BY place)
  FROM jsonb_array_elements(v.scope) WITH ORDINALITY AS scope (line, place))`;
/** A certificate that was made up never reads as a real one, in whatever state it is. */
const CERTIFICATE_WORDS: Readonly<Record<string, string>> = {
  ...CERTIFICATE_WORTHS,
  ...Object.fromEntries(Object.entries(CERTIFICATE_WORTHS).map(([code, word]) => [`demo_${code}`, `演示（${word}）`])),
};
const CERTIFICATES: readonly Column[] = [
  column('证书编号', 'v.number', { width: 26 }),
  count('版本', 'v.version'),
  wide('产品', 'v.product_name'),
  wide('供应商', 'v.supplier_name'),
  column('地区代码', 'v.region_code', { width: 12 }),
  column('地区', 'v.region_path', { width: 30 }),
  column('认定层级', 'v.level', { words: CERTIFICATE_LEVELS, width: 12 }),
  column('状态', "CASE WHEN v.demo THEN 'demo_' ELSE '' END || v.status", { words: CERTIFICATE_WORDS, width: 18 }),
  column('今日效力', "CASE WHEN v.demo THEN 'demo_' ELSE '' END || v.worth", { words: CERTIFICATE_WORDS, width: 30 }),
  date('有效期起', 'v.valid_from'),
  date('有效期止', 'v.valid_to'),
  instant('状态起始', 'v.status_since'),
  column('状态原因', 'v.status_reason', { width: 30 }),
  column('品种', 'v.variety', { width: 14 }),
  column('等级', 'v.grade', { width: 10 }),
  column('认定规格与价格', SCOPE, { width: 60 }),
  column('发证机关', 'v.issued_by', { width: 30 }),
  count('带动户数', 'v.households'),
  count('带动人数', 'v.people'),
  column('带贫机制', 'v.mechanisms', { words: BENEFIT_MECHANISMS }),
  wide('来源', 'v.source_url'),
  yes('演示数据', 'v.demo'),
  wide('演示补充的内容', `array_to_string(${demoFieldsSql('v')}, '、')`),
];

const PRODUCTS: readonly Column[] = [
  wide('产品', 'v.name'),
  wide('供应商', 'v.supplier_name'),
  column('地区代码', 'v.region_code', { width: 12 }),
  column('产地', 'v.region_path', { width: 30 }),
  column('分类', 'v.category_name', { width: 14 }),
  column('状态', 'v.status', { words: PRODUCT_STATUSES, width: 10 }),
  fen('最低价（元）', 'v.price_fen'),
  fen('每斤价（元）', 'v.unit_price_fen'),
  count('可售库存', 'v.available'),
  count('已售', 'v.sold_count'),
  column('证书编号', 'v.certificate_number', { width: 26 }),
  yes('演示数据', 'v.demo'),
  instant('更新时间', 'v.updated_at'),
];

const ORDERS: readonly Column[] = [
  column('订单号', 'v.number', { width: 20 }),
  column('状态', 'v.status', { words: ORDER_STATUSES, width: 12 }),
  wide('供应商', 'v.supplier_name'),
  column('买家', 'v.buyer_name', { width: 14 }),
  column('产地', 'v.county_path', { width: 30 }),
  column('商品', 'v.goods', { width: 60 }),
  count('件数', 'v.pieces'),
  fen('商品金额（元）', 'v.goods_fen'),
  fen('运费（元）', 'v.freight_fen'),
  fen('优惠（元）', 'v.discount_fen'),
  fen('实付（元）', 'v.total_fen'),
  fen('已退款（元）', 'v.refunded_fen'),
  instant('下单时间', 'v.created_at'),
  instant('付款时间', 'v.paid_at'),
  instant('发货时间', 'v.shipped_at'),
  instant('完成时间', 'v.completed_at'),
  instant('关闭时间', 'v.closed_at'),
];
const DELIVERY: readonly Column[] = [
  column('收货人', 'v.receiver', { width: 14 }),
  column('电话', 'v.phone', { width: 14 }),
  column('收货地区', 'v.region_path', { width: 30 }),
  wide('详细地址', 'v.detail'),
  wide('买家留言', 'v.remark'),
];

const PAYMENTS: readonly Column[] = [
  column('支付编号', 'v.id', { width: 38 }),
  column('用途', 'v.purpose', { words: PAYMENT_PURPOSES, width: 12 }),
  column('状态', 'v.status', { words: PAYMENT_STATUSES, width: 16 }),
  column('付款方式', 'v.channel', { words: PAYMENT_CHANNELS, width: 12 }),
  fen('应付（元）', 'v.amount_fen'),
  fen('已收（元）', 'v.captured_fen'),
  fen('已退（元）', 'v.refunded_fen'),
  fen('用于合并支付（元）', 'v.pooled_fen'),
  column('支付平台编号', 'v.provider_ref', { width: 34 }),
  column('订单号', "array_to_string(v.order_numbers, '、')", { width: 40 }),
  instant('创建时间', 'v.created_at'),
  instant('付款时间', 'v.paid_at'),
];

const AUDIT: readonly Column[] = [
  instant('时间', 'v.at'),
  column('操作人', 'v.actor_name', { width: 14 }),
  column('机构', 'v.organisation_name', { width: 30 }),
  column('操作', 'v.action', { words: AUDIT_ACTIONS, width: 28 }),
  column('对象类型', 'v.subject_kind', { words: AUDIT_SUBJECTS, width: 16 }),
  column('对象编号', 'v.subject_id', { width: 38 }),
  column('说明', 'v.summary', { width: 60 }),
  column('请求编号', 'v.request_id', { width: 38 }),
  column('来源地址', 'v.address', { width: 18 }),
];
