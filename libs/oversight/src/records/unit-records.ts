import {
  ACCEPTANCE_STATUSES,
  BUDGET_KINDS,
  INVOICE_STATUSES,
  ORDER_STATUSES,
  PLEDGE_STATUSES,
  PAYMENT_CHANNELS,
  REFUND_STATUSES,
  REQUISITION_ACTIONS,
  REQUISITION_STATUSES,
  SHARE_STATES,
  STATEMENT_STATUSES,
  TRANSFER_STATUSES,
  type UnitRecordKind,
} from '@yigou/contracts';
import type { Filter } from '@yigou/platform';

/** One kind of what a unit's procurement leaves behind, as SQL over its table `v`. */
export interface RecordKind {
  /** The table, and what the conditions need beside it. */
  readonly from: string;
  /** What is joined for the columns alone; `from` may have joined it already. */
  readonly joins: string;
  readonly unit: string;
  readonly at: string;
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** A code of `words`, or an empty text. */
  readonly status: string;
  readonly words: Readonly<Record<string, string>>;
  readonly amountFen: string;
  readonly party: string;
  readonly note: string;
}

const yuan = (fen: string): string => `round(${fen} / 100.0, 2)::text`;
const ORDER = 'JOIN sales_order o ON o.id = v.order_id';
const SUPPLIER = 'JOIN organisation s ON s.id = o.supplier_id';
const VERSION = 'JOIN purchasing_statement_version c ON c.statement_id = v.id AND c.version = v.version';
const NONE = { status: `''`, words: {}, note: `''` } as const;

/** Read by the auditor's lists and written into the audit pack, so that both say the same. */
export const UNIT_RECORDS: Readonly<Record<UnitRecordKind, RecordKind>> = {
  order: {
    ...NONE,
    from: 'sales_order v',
    joins: 'JOIN organisation s ON s.id = v.supplier_id',
    unit: 'v.unit_id',
    at: 'v.created_at',
    id: 'v.id',
    number: 'v.number',
    title: `coalesce((SELECT min(l.product_name) || CASE WHEN count(*) > 1 THEN ' 等 ' || count(*) || ' 种' ELSE '' END FROM order_line l WHERE l.order_id = v.id), '')`,
    status: 'v.status',
    words: ORDER_STATUSES,
    amountFen: 'v.total_fen',
    party: 's.name',
  },
  line: {
    ...NONE,
    from: 'order_line v JOIN sales_order o ON o.id = v.order_id',
    joins: `${ORDER} ${SUPPLIER}`,
    unit: 'o.unit_id',
    at: 'o.created_at',
    id: 'v.id',
    number: 'o.number',
    title: `v.product_name || ' ' || v.sku_name`,
    amountFen: 'v.line_fen',
    party: 's.name',
    note: `v.quantity || ' 件 × ' || ${yuan('v.price_fen')} || ' 元，发货 ' || v.shipped_quantity || '，验收 ' || v.accepted_quantity || '，未接收 ' || v.refused_quantity`,
  },
  contract: {
    ...NONE,
    from: `order_contract v ${ORDER}`,
    joins: `${ORDER} ${SUPPLIER}`,
    unit: 'o.unit_id',
    at: 'v.signed_at',
    id: 'v.order_id',
    number: 'o.number',
    title: `'采购合同'`,
    amountFen: 'o.total_fen',
    party: 's.name',
    note: `'签署人 ' || v.signer_name || '，内容 SHA-256 ' || v.hash`,
  },
  acceptance: {
    from: 'purchasing_acceptance v',
    joins: `${ORDER} ${SUPPLIER} JOIN app_user f ON f.id = v.first_id LEFT JOIN app_user x ON x.id = v.second_id`,
    unit: 'v.unit_id',
    at: 'v.signed_at',
    id: 'v.id',
    number: 'v.number',
    title: `'订单 ' || o.number`,
    status: 'v.status',
    words: ACCEPTANCE_STATUSES,
    amountFen: 'v.refund_fen',
    party: 's.name',
    note: `'登记 ' || f.name || coalesce('，复核 ' || x.name, '') || CASE WHEN v.remark = '' THEN '' ELSE '。' || v.remark END`,
  },
  invoice: {
    from: 'purchasing_invoice v',
    joins: 'JOIN organisation s ON s.id = v.supplier_id',
    unit: 'v.unit_id',
    at: 'v.recorded_at',
    id: 'v.id',
    number: 'v.number',
    title: `'订单 ' || coalesce((SELECT string_agg(o.number, '、' ORDER BY o.number) FROM purchasing_invoice_order p JOIN sales_order o ON o.id = p.order_id WHERE p.invoice_id = v.id), '')`,
    status: 'v.status',
    words: INVOICE_STATUSES,
    amountFen: 'v.amount_fen',
    party: 's.name',
    note: `v.issued_on || ' 开具'`,
  },
  payment: {
    ...NONE,
    from: `sales_order v JOIN payment p ON p.holder = v.checkout_id AND p.status = 'paid' AND p.paid_at IS NOT NULL`,
    joins: 'JOIN payment p ON p.holder = v.checkout_id JOIN organisation s ON s.id = v.supplier_id',
    unit: 'v.unit_id',
    at: 'p.paid_at',
    id: 'v.id',
    number: 'v.number',
    title: `'订单付款'`,
    status: 'p.channel',
    words: PAYMENT_CHANNELS,
    amountFen: 'v.total_fen',
    party: 's.name',
  },
  transfer: {
    from: 'purchasing_transfer v',
    joins: `${ORDER} ${SUPPLIER}`,
    unit: 'v.unit_id',
    at: 'v.submitted_at',
    id: 'v.id',
    number: 'o.number',
    title: `'转账凭证 ' || cardinality(v.vouchers) || ' 份'`,
    status: 'v.status',
    words: TRANSFER_STATUSES,
    amountFen: 'v.amount_fen',
    party: 's.name',
    note: `v.paid_on || ' 转账'`,
  },
  refund: {
    from: 'refund v JOIN sales_order o ON o.id = v.holder',
    joins: `JOIN sales_order o ON o.id = v.holder ${SUPPLIER}`,
    unit: 'o.unit_id',
    at: 'v.created_at',
    id: 'v.id',
    number: 'o.number',
    title: `'退款'`,
    status: 'v.status',
    words: REFUND_STATUSES,
    amountFen: 'v.amount_fen',
    party: 's.name',
    note: 'v.reason',
  },
  requisition: {
    from: 'purchasing_requisition v',
    joins: 'JOIN app_user b ON b.id = v.requester_id',
    unit: 'v.unit_id',
    at: 'v.created_at',
    id: 'v.id',
    number: `coalesce(v.po_number, '')`,
    title: 'v.purpose',
    status: 'v.status',
    words: REQUISITION_STATUSES,
    amountFen: 'v.total_fen',
    party: 'b.name',
    note: `CASE WHEN v.split IS NULL THEN '' ELSE '疑似拆分' END`,
  },
  approval: {
    from: 'purchasing_requisition_step v JOIN purchasing_requisition q ON q.id = v.purchasing_requisition_id',
    joins: 'JOIN purchasing_requisition q ON q.id = v.purchasing_requisition_id LEFT JOIN app_user b ON b.id = v.by_id',
    unit: 'q.unit_id',
    at: 'v.at',
    id: 'v.id',
    number: `coalesce(q.po_number, '')`,
    title: 'q.purpose',
    status: 'v.action',
    words: REQUISITION_ACTIONS,
    amountFen: 'q.total_fen',
    party: `coalesce(b.name, '系统')`,
    note: 'v.reason',
  },
  filing: {
    from: 'share_filing v',
    joins: '',
    unit: 'v.unit_id',
    at: 'v.created_at',
    id: 'v.id',
    number: `v.year || ' 年第 ' || v.version || ' 版'`,
    title: `'年度预留份额'`,
    status: 'v.status',
    words: SHARE_STATES,
    amountFen: 'v.reserved_fen',
    party: `''`,
    note: `'采购总额 ' || ${yuan('v.canteen_total_fen')} || ' 元，比例 ' || round(v.ratio_bp / 100.0, 2) || '%' || CASE WHEN v.remark = '' THEN '' ELSE '。' || v.remark END`,
  },
  budget: {
    from: 'budget v',
    joins: '',
    unit: 'v.unit_id',
    at: 'v.created_at',
    id: 'v.id',
    number: `v.year || ' 年'`,
    title: 'v.name',
    status: 'v.kind',
    words: BUDGET_KINDS,
    amountFen: 'v.ceiling_fen',
    party: `''`,
    note: `'占用 ' || ${yuan('v.encumbered_fen')} || ' 元，支出 ' || ${yuan('v.spent_fen')} || ' 元'`,
  },
  statement: {
    from: `purchasing_statement v ${VERSION}`,
    joins: `${VERSION} JOIN organisation s ON s.id = v.supplier_id`,
    unit: 'v.unit_id',
    at: 'c.made_at',
    id: 'v.id',
    number: `to_char(v.month, 'YYYY-MM')`,
    title: `'第 ' || v.version || ' 版'`,
    status: 'v.status',
    words: STATEMENT_STATUSES,
    amountFen: 'c.closing_fen',
    party: 's.name',
    note: `'期初 ' || ${yuan('c.opening_fen')} || ' 元，摘要 ' || c.hash`,
  },
  pledge: {
    from: 'campaigns_unit_pledge v',
    joins: 'JOIN budget b ON b.id = v.budget_id JOIN app_user u ON u.id = v.user_id',
    unit: 'v.unit_id',
    at: 'v.created_at',
    id: 'v.id',
    number: 'v.number',
    title: `v.title || '（' || v.campaign_number || '）'`,
    status: 'v.status',
    words: PLEDGE_STATUSES,
    amountFen: 'v.amount_fen',
    party: 'v.organiser_name',
    note: `v.shares || ' 份，' || b.year || ' 年预算“' || b.name || '”，经办人 ' || u.name || CASE WHEN v.counted_at IS NULL THEN '' ELSE '，已计入份额' END`,
  },
};

/** The columns of a record, in the order of the contract. */
export const recordColumns = (kind: RecordKind): string =>
  `${kind.id} AS id, ${kind.number} AS number, ${kind.title} AS title, ${kind.status} AS status, ${kind.amountFen} AS "amountFen", ${kind.party} AS party,
    to_json(${kind.at}) #>> '{}' AS at, ${kind.note} AS note`;

/** Sets on a filter that records are of a unit and a period of the market's days. */
export const ofUnitAndPeriod = (
  filter: Filter,
  kind: RecordKind,
  of: { readonly unitId: string; readonly from?: string | undefined; readonly to?: string | undefined },
): Filter => filter.and(`${kind.unit} = ${filter.bind(of.unitId)}`).onDays(kind.at, of.from, of.to);

/** A status in its kind's words. */
export const statusWords = ({ words }: RecordKind, status: string): string => words[status] ?? status;
