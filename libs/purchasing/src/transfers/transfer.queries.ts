import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { type EvidenceView, type RouteInput, type RouteResponse, sitsIn } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, type Seat, type SeatedCaller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { awaitsMoney } from '@yigou/orders';
import { Database, Filter, keysetPage, latestFirst, type Listing, UnitOfWork } from '@yigou/platform';
import { CollectingAccounts } from '@yigou/suppliers';
import { PAYER } from './transfers.service';

type PayablePage = RouteResponse<'listPayables'>;
type PayableView = RouteResponse<'getPayable'>;
type Page = RouteResponse<'listTransfers'>;
type View = RouteResponse<'getTransfer'>;
type RefundPage = RouteResponse<'listTransferRefunds'>;
/** As it is stored: files by their ids. */
type Stored<T extends { readonly vouchers: readonly EvidenceView[] }> = Omit<T, 'vouchers'> & {
  readonly vouchers: readonly string[];
};

export const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;
/** The first of an order's goods, and how many others there are. */
export const GOODS = `(SELECT (array_agg(l.product_name || ' ' || l.sku_name ORDER BY l.id))[1] || CASE WHEN count(*) > 1 THEN ' 等 ' || count(*) || ' 种' ELSE '' END
    FROM order_line l WHERE l.order_id = o.id)`;
const CHANNEL = `(SELECT p.channel FROM checkout c JOIN payment p ON p.id = c.payment_id WHERE c.id = o.checkout_id)`;
const UNPAID = "o.status IN ('pending_payment', 'payable')";
/** What is asked for of an order: of what is paid on acceptance, what was accepted. */
const ASKED_FEN = "CASE WHEN o.payment_terms = 'on_acceptance' THEN o.total_fen - o.ended_fen ELSE o.total_fen END";
const SIGNED = 'EXISTS (SELECT FROM order_contract x WHERE x.order_id = o.id)';
const WITH_TRANSFER = 'EXISTS (SELECT FROM purchasing_transfer t WHERE t.order_id = o.id)';

/** Sets on a filter that the orders `o` are a unit's that wait for its money: signed, unpaid, and without a voucher that waits. */
export function unpaid(filter: Filter, unitId: string): string {
  filter.and(`o.unit_id = ${filter.bind(unitId)} AND ${UNPAID}`, SIGNED, `${CHANNEL} = 'online'`);
  return 'sales_order o';
}

/** Sets on a filter that the refunds `f` are those that a supplier owes by transfer. */
export function owed(filter: Filter, supplierId: string): string {
  filter.and(
    `f.channel = 'transfer' AND f.status = 'pending' AND EXISTS (SELECT FROM sales_order o WHERE o.id = f.holder AND o.supplier_id = ${filter.bind(supplierId)})`,
  );
  return 'refund f';
}

const PAYABLE_ROW = `o.id, o.number, o.status, s.name AS "supplierName", b.name AS "buyerName", ${GOODS} AS goods, ${ASKED_FEN} AS "totalFen",
  CASE WHEN o.status = 'pending_payment' THEN ${instant('o.expires_at')} WHEN o.status = 'payable' THEN ${instant('o.due_at')} END AS "dueAt", ${CHANNEL} AS channel,
  (SELECT t.status FROM purchasing_transfer t WHERE t.order_id = o.id ORDER BY t.submitted_at DESC, t.id DESC LIMIT 1) AS transfer`;
const PAYABLE_JOINS = 'JOIN organisation s ON s.id = o.supplier_id JOIN app_user b ON b.id = o.user_id';
const PAYABLES: Listing = {
  from: 'sales_order o',
  alias: 'o',
  joins: PAYABLE_JOINS,
  columns: PAYABLE_ROW,
  keyset: latestFirst('o.created_at', 'o.id'),
};
const TRANSFER_ROW = `t.id, t.status, t.amount_fen AS "amountFen", t.paid_on::text AS "paidOn", w.name AS "submittedBy",
  ${instant('t.submitted_at')} AS "submittedAt", ${instant('t.decided_at')} AS "decidedAt", t.order_id AS "orderId", o.number AS "orderNumber",
  o.status AS "orderStatus", n.name AS "unitName", ${GOODS} AS goods`;
const TRANSFER_JOINS =
  'JOIN sales_order o ON o.id = t.order_id JOIN organisation n ON n.id = t.unit_id JOIN app_user w ON w.id = t.submitted_by';
const TRANSFERS: Listing = {
  from: 'purchasing_transfer t',
  alias: 't',
  joins: TRANSFER_JOINS,
  columns: TRANSFER_ROW,
  keyset: latestFirst('t.submitted_at', 't.id'),
};
const REFUNDS: Listing = {
  from: 'refund f',
  alias: 'f',
  joins: `JOIN sales_order o ON o.id = f.holder JOIN organisation n ON n.id = o.unit_id LEFT JOIN purchasing_transfer_refund v ON v.refund_id = f.id`,
  columns: `f.id, o.number AS "orderNumber", n.name AS "unitName", f.amount_fen AS "amountFen", f.reason, f.status, ${instant('f.created_at')} AS "createdAt",
    v.paid_on::text AS "paidOn"`,
  keyset: latestFirst('f.created_at', 'f.id'),
};

/** What a unit is to pay and says it paid, and what its suppliers see of that. */
@Injectable()
export class TransferQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
    private readonly accounts: CollectingAccounts,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Signed orders of the caller's unit that are to be paid or have a voucher, the latest first; one statement. Throws `forbidden`. */
  async payables(caller: Caller, query: RouteInput<'listPayables'>['query']): Promise<PayablePage> {
    const { organisationId } = seatOf(caller, 'agency');
    const filter = new Filter();
    if (query.unpaid) unpaid(filter, organisationId);
    else filter.and(`o.unit_id = ${filter.bind(organisationId)} AND (${WITH_TRANSFER} OR (${UNPAID} AND ${SIGNED}))`);
    const { rows, nextCursor, total } = await keysetPage<PayablePage['items'][number]>(
      this.db,
      filter,
      PAYABLES,
      query,
    );
    return { items: rows, nextCursor, total };
  }

  /** Three statements. The whole account is for whoever pays, and that it was opened is on record. Throws `forbidden`, and `not_found` for another unit's and for what is not signed. */
  async payable(caller: SeatedCaller, id: string): Promise<PayableView> {
    const seat = seatOf(caller, 'agency');
    const stored = await this.db.one<
      Omit<PayableView, 'transfers' | 'refunds' | 'account' | 'reference' | 'may'> & {
        readonly supplierId: string;
        readonly transfers: readonly Stored<PayableView['transfers'][number]>[];
        readonly refunds: readonly Stored<PayableView['refunds'][number]>[];
      }
    >(
      `SELECT ${PAYABLE_ROW}, o.supplier_id AS "supplierId",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'status', t.status, 'amountFen', t.amount_fen, 'paidOn', t.paid_on, 'submittedBy', w.name,
              'submittedAt', ${instant('t.submitted_at')}, 'decidedAt', ${instant('t.decided_at')}, 'remark', t.remark, 'reason', t.reason,
              'vouchers', t.vouchers) ORDER BY t.submitted_at DESC, t.id DESC), '[]')
            FROM purchasing_transfer t JOIN app_user w ON w.id = t.submitted_by WHERE t.order_id = o.id) AS transfers,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'amountFen', f.amount_fen, 'status', f.status, 'reason', f.reason, 'channel', f.channel,
              'paidOn', v.paid_on, 'vouchers', coalesce(v.vouchers, '{}')) ORDER BY f.created_at, f.id), '[]')
            FROM refund f LEFT JOIN purchasing_transfer_refund v ON v.refund_id = f.id WHERE f.holder = o.id) AS refunds
       FROM sales_order o ${PAYABLE_JOINS} WHERE o.id = $1 AND o.unit_id = $2 AND ${SIGNED}`,
      [id, seat.organisationId],
    );
    if (!stored) throw new DomainError('not_found');
    const { supplierId, ...order } = stored;
    const files = await this.filesOf([...order.transfers, ...order.refunds]);
    const pays = paysFor(seat);
    const account = await this.accounts.of(supplierId, { whole: pays });
    if (pays && account) await this.opened(caller, { supplierId, number: order.number });
    return {
      ...order,
      account,
      reference: order.number,
      transfers: order.transfers.map((one) => withFiles(one, files)),
      refunds: order.refunds.map((one) => withFiles(one, files)),
      may: {
        submit: pays && awaitsMoney(order.status) && order.channel === 'online',
        withdraw: pays && order.transfer === 'submitted',
      },
    };
  }

  /** To the caller's supplier, the latest first; one statement. Throws `forbidden`. */
  async list(caller: Caller, query: RouteInput<'listTransfers'>['query']): Promise<Page> {
    const filter = new Filter()
      .equals('t.supplier_id', seatOf(caller, 'supplier').organisationId)
      .equals('t.status', query.status);
    const { rows, nextCursor, total } = await keysetPage<Page['items'][number]>(this.db, filter, TRANSFERS, query);
    return { items: rows, nextCursor, total };
  }

  /** Two statements. Throws `forbidden`, and `not_found` for another supplier's. */
  async get(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'supplier');
    const stored = await this.db.one<Omit<Stored<View>, 'may'>>(
      `SELECT ${TRANSFER_ROW}, t.remark, t.reason, t.vouchers,
         (SELECT jsonb_agg(jsonb_build_object('at', ${instant('h.at')}, 'action', h.action, 'by', u.name, 'reason', h.reason) ORDER BY h.at, h.id)
            FROM purchasing_transfer_step h LEFT JOIN app_user u ON u.id = h.by_id WHERE h.purchasing_transfer_id = t.id) AS history
       FROM purchasing_transfer t ${TRANSFER_JOINS} WHERE t.id = $1 AND t.supplier_id = $2`,
      [id, seat.organisationId],
    );
    if (!stored) throw new DomainError('not_found');
    const turn = seat.role !== 'viewer' && stored.status === 'submitted';
    return { ...withFiles(stored, await this.filesOf([stored])), may: { confirm: turn, return: turn } };
  }

  /** What the caller's supplier owes or sent back by transfer, the latest first; one statement. Throws `forbidden`. */
  async refunds(caller: Caller, query: RouteInput<'listTransferRefunds'>['query']): Promise<RefundPage> {
    const { organisationId } = seatOf(caller, 'supplier');
    const filter = new Filter();
    if (query.owed) owed(filter, organisationId);
    else
      filter.and(
        `f.channel = 'transfer' AND EXISTS (SELECT FROM sales_order q WHERE q.id = f.holder AND q.supplier_id = ${filter.bind(organisationId)})`,
      );
    const { rows, nextCursor, total } = await keysetPage<RefundPage['items'][number]>(this.db, filter, REFUNDS, query);
    return { items: rows, nextCursor, total };
  }

  /** That somebody has the whole of an account before them. */
  private opened(
    by: SeatedCaller,
    { supplierId, number }: { readonly supplierId: string; readonly number: string },
  ): Promise<void> {
    return this.uow.run((tx) =>
      this.audit.record(tx, {
        ...auditOf(by),
        action: 'purchasing.account_opened',
        subjectKind: 'organisation',
        subjectId: supplierId,
        summary: `查看供应商收款账户（订单 ${number}）`,
      }),
    );
  }

  private filesOf(things: readonly { readonly vouchers: readonly string[] }[]): Promise<Map<string, EvidenceView>> {
    return this.evidence.views(
      this.db,
      things.flatMap(({ vouchers }) => vouchers),
    );
  }
}

const paysFor = (seat: Seat): boolean => seat.role !== 'viewer' && sitsIn(PAYER, seat);

const withFiles = <T extends { readonly vouchers: readonly string[] }>(
  thing: T,
  files: ReadonlyMap<string, EvidenceView>,
): Omit<T, 'vouchers'> & { readonly vouchers: EvidenceView[] } => ({
  ...thing,
  vouchers: thing.vouchers.flatMap((id) => {
    const file = files.get(id);
    return file ? [file] : [];
  }),
});
