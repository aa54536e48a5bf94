import { Injectable } from '@nestjs/common';
import { type EvidenceView, type RouteInput, type RouteResponse, sitsIn } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { ACCEPTOR } from './acceptances.service';

type OrderPage = RouteResponse<'listAcceptableOrders'>;
type OrderView = RouteResponse<'getAcceptableOrder'>;
type Page = RouteResponse<'listAcceptances'>;
type View = RouteResponse<'getAcceptance'>;
type StoredLine = Omit<View['lines'][number], 'photos'> & { readonly photos: readonly string[] };

type StoredSheet = Omit<View, 'lines' | 'may'> & { readonly lines: readonly StoredLine[] };

const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;
const person = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;
/** Pieces of a line `l` that were shipped and that nobody has settled. */
const UNSETTLED = '(l.shipped_quantity - l.accepted_quantity - l.refused_quantity)';
const OPEN_SHEET = `(SELECT jsonb_build_object('id', a.id, 'number', a.number, 'firstName', u.name)
    FROM purchasing_acceptance a JOIN app_user u ON u.id = a.first_id WHERE a.order_id = o.id AND a.status = 'signed')`;
/** The first of an order's goods, and how many others there are. */
const GOODS = `(SELECT (array_agg(l.product_name || ' ' || l.sku_name ORDER BY l.id))[1] || CASE WHEN count(*) > 1 THEN ' 等 ' || count(*) || ' 种' ELSE '' END
    FROM order_line l WHERE l.order_id = o.id)`;

/** Sets on a filter that the orders `o` are those of a unit of which something waits to be accepted. */
export function acceptable(filter: Filter, unitId: string): string {
  filter.and(
    `o.unit_id = ${filter.bind(unitId)} AND o.status IN ('part_shipped', 'shipped')`,
    `EXISTS (SELECT FROM order_line l WHERE l.order_id = o.id AND ${UNSETTLED} > 0)`,
  );
  return 'sales_order o';
}

/** The same, of which no sheet waits for its second signature. */
export function unsigned(filter: Filter, unitId: string): string {
  acceptable(filter, unitId);
  filter.and(`NOT EXISTS (SELECT FROM purchasing_acceptance a WHERE a.order_id = o.id AND a.status = 'signed')`);
  return 'sales_order o';
}

/** Sets on a filter that the sheets `a` are those that wait for a person of a unit, who did not sign first. */
export function unconfirmed(
  filter: Filter,
  { organisationId, userId }: { readonly organisationId: string; readonly userId: string },
): string {
  filter.and(
    `a.unit_id = ${filter.bind(organisationId)} AND a.status = 'signed' AND a.first_id <> ${filter.bind(userId)}`,
  );
  return 'purchasing_acceptance a';
}

const ORDER_ROW = `o.id, o.number, o.status, s.name AS "supplierName", b.name AS "buyerName", ${GOODS} AS goods,
  (SELECT sum${UNSETTLED}::int FROM order_line l WHERE l.order_id = o.id) AS waiting,
  ${instant('o.auto_confirm_at')} AS "autoConfirmAt", ${OPEN_SHEET} AS open`;
const ORDER_JOINS = 'JOIN organisation s ON s.id = o.supplier_id JOIN app_user b ON b.id = o.user_id';
const ORDERS: Listing = {
  from: 'sales_order o',
  alias: 'o',
  joins: ORDER_JOINS,
  columns: ORDER_ROW,
  keyset: earliestFirst('o.created_at', 'o.id'),
};
const SHEET_ROW = `a.id, a.number, a.order_id AS "orderId", o.number AS "orderNumber", a.status, s.name AS "supplierName", ${GOODS} AS goods,
  ${person('f')} AS first, ${instant('a.signed_at')} AS "signedAt", ${person('x')} AS second, ${instant('a.decided_at')} AS "decidedAt",
  n.accepted, n.short, n.refused, a.refund_fen AS "refundFen"`;
const SHEET_JOINS = `JOIN sales_order o ON o.id = a.order_id JOIN organisation s ON s.id = o.supplier_id
  JOIN app_user f ON f.id = a.first_id LEFT JOIN app_user x ON x.id = a.second_id
  CROSS JOIN LATERAL (SELECT sum(accepted)::int AS accepted, sum(short)::int AS short, sum(refused)::int AS refused
    FROM purchasing_acceptance_line WHERE acceptance_id = a.id) AS n`;
const SHEETS: Listing = {
  from: 'purchasing_acceptance a',
  alias: 'a',
  joins: SHEET_JOINS,
  columns: SHEET_ROW,
  keyset: latestFirst('a.signed_at', 'a.id'),
};

const SHEET = `SELECT ${SHEET_ROW}, a.remark, a.reason, ${instant('a.recorded_at')} AS "recordedAt", v.name AS "unitName",
     (SELECT jsonb_agg(jsonb_build_object('orderLineId', l.id, 'productName', l.product_name, 'skuName', l.sku_name,
          'certificateNumber', l.certificate_number, 'priceFen', l.price_fen, 'weight', l.weight_terms, 'accepted', t.accepted, 'grams', t.grams, 'short', t.short, 'refused', t.refused,
          'refusal', t.refusal, 'note', t.note, 'batch', t.batch, 'producedOn', t.produced_on, 'shelfLifeDays', t.shelf_life_days,
          'papers', t.papers, 'photos', t.photos) ORDER BY t.position)
        FROM purchasing_acceptance_line t JOIN order_line l ON l.id = t.order_line_id WHERE t.acceptance_id = a.id) AS lines,
     (SELECT jsonb_agg(jsonb_build_object('at', ${instant('t.at')}, 'action', t.action, 'by', u.name, 'reason', t.reason) ORDER BY t.at, t.id)
        FROM purchasing_acceptance_step t LEFT JOIN app_user u ON u.id = t.by_id WHERE t.purchasing_acceptance_id = a.id) AS history
   FROM purchasing_acceptance a ${SHEET_JOINS} JOIN organisation v ON v.id = a.unit_id`;

/** What a unit's people see of what came: orders that wait to be accepted, and the sheets of those that were. */
@Injectable()
export class AcceptanceQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** Whatever waits longest first; one statement. Throws `forbidden`. */
  async orders(caller: Caller, query: RouteInput<'listAcceptableOrders'>['query']): Promise<OrderPage> {
    const { organisationId } = seatOf(caller, 'agency');
    const filter = new Filter();
    (query.unsigned ? unsigned : acceptable)(filter, organisationId);
    const { rows, nextCursor, total } = await keysetPage<OrderPage['items'][number]>(this.db, filter, ORDERS, query);
    return { items: rows, nextCursor, total };
  }

  /** Two statements. Throws `forbidden`, and `not_found` for another unit's. */
  async order(caller: Caller, id: string): Promise<OrderView> {
    const seat = seatOf(caller, 'agency');
    const order = await this.db.one<Omit<OrderView, 'sheets' | 'may'>>(
      `SELECT ${ORDER_ROW},
         (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'productName', l.product_name, 'skuName', l.sku_name, 'quantity', l.quantity,
              'shipped', l.shipped_quantity, 'accepted', l.accepted_quantity, 'refused', l.refused_quantity, 'waiting', ${UNSETTLED},
              'priceFen', l.price_fen, 'weight', l.weight_terms) ORDER BY l.id) FROM order_line l WHERE l.order_id = o.id) AS lines,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('carrier', k.carrier, 'waybill', k.waybill, 'status', k.status) ORDER BY k.shipped_at, k.waybill), '[]')
            FROM order_parcel k WHERE k.order_id = o.id) AS parcels
       FROM sales_order o ${ORDER_JOINS} WHERE o.id = $1 AND o.unit_id = $2`,
      [id, seat.organisationId],
    );
    if (!order) throw new DomainError('not_found');
    const sheets = await this.db.query<Page['items'][number]>(
      `SELECT ${SHEET_ROW} FROM purchasing_acceptance a ${SHEET_JOINS} WHERE a.order_id = $1 ORDER BY a.signed_at, a.id`,
      [id],
    );
    const open = order.status === 'part_shipped' || order.status === 'shipped';
    return { ...order, sheets, may: { sign: accepts(seat) && open && order.waiting > 0 && order.open === null } };
  }

  /** Of the caller's unit, the latest first; one statement. Throws `forbidden`. */
  async list(caller: Caller, query: RouteInput<'listAcceptances'>['query']): Promise<Page> {
    const { organisationId } = seatOf(caller, 'agency');
    const filter = new Filter();
    if (query.mine) unconfirmed(filter, { organisationId, userId: caller.actor.userId });
    else filter.and(`a.unit_id = ${filter.bind(organisationId)}`);
    filter.equals('a.status', query.status);
    const { rows, nextCursor, total } = await keysetPage<Page['items'][number]>(this.db, filter, SHEETS, query);
    return { items: rows, nextCursor, total };
  }

  /** Two statements. Throws `forbidden`, and `not_found` for another unit's. */
  async get(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'agency');
    const stored = await this.db.one<StoredSheet>(`${SHEET} WHERE a.id = $1 AND a.unit_id = $2`, [
      id,
      seat.organisationId,
    ]);
    if (!stored) throw new DomainError('not_found');
    const files = await this.evidence.views(
      this.db,
      stored.lines.flatMap(({ photos }) => photos),
    );
    const lines = stored.lines.map((line) => ({ ...line, photos: filesOf(line.photos, files) }));
    const turn = accepts(seat) && stored.status === 'signed' && stored.first.id !== caller.actor.userId;
    return { ...stored, lines, may: { confirm: turn, return: turn } };
  }

  /** The sheets of orders, as they were signed one after the other, for who was asked elsewhere whether they may read them. One statement. */
  sheetsOf(orderIds: readonly string[]): Promise<StoredSheet[]> {
    return this.db.query<StoredSheet>(`${SHEET} WHERE a.order_id = ANY($1) ORDER BY a.signed_at, a.id`, [orderIds]);
  }
}

const accepts = (seat: Seat): boolean => seat.role !== 'viewer' && sitsIn(ACCEPTOR, seat);

const filesOf = (ids: readonly string[], files: ReadonlyMap<string, EvidenceView>): EvidenceView[] =>
  ids.flatMap((id) => {
    const file = files.get(id);
    return file ? [file] : [];
  });
