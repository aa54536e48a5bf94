import { Injectable } from '@nestjs/common';
import type { EvidenceView, RouteInput, RouteResponse, SurplusStatus } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { CAMPAIGN } from '../campaign-status';
import { SURPLUS } from './surplus-status';

type Page = RouteResponse<'listDeliveries'>;
type View = RouteResponse<'getDelivery'>;
type SurplusPage = RouteResponse<'listSurplus'>;
type Line = View['lines'][number];
interface Stored extends Omit<View, 'lines' | 'can'> {
  readonly campaignStatus: Parameters<typeof CAMPAIGN.can>[0];
  readonly lines: readonly (Omit<Line, 'photos'> & { readonly photos: readonly string[] })[];
}

const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;
const GOODS = `(SELECT (array_agg(l.product_name || ' ' || l.sku_name ORDER BY l.id))[1] || CASE WHEN count(*) > 1 THEN ' 等 ' || count(*) || ' 种' ELSE '' END
    FROM order_line l WHERE l.order_id = o.id)`;
const ROW = `o.id, o.number, o.status, s.name AS "supplierName", c.id AS "campaignId", c.title, ${GOODS} AS goods,
  (SELECT coalesce(sum(l.shipped_quantity), 0)::int FROM order_line l WHERE l.order_id = o.id) AS shipped, ${instant('v.signed_at')} AS "signedAt"`;
const FROM = `campaigns_order b JOIN campaigns_campaign c ON c.id = b.campaign_id JOIN sales_order o ON o.id = b.order_id
  LEFT JOIN campaigns_delivery v ON v.order_id = b.order_id`;
const LIST: Listing = {
  from: FROM,
  alias: 'o',
  joins: `JOIN campaigns_order b ON b.order_id = o.id JOIN campaigns_campaign c ON c.id = b.campaign_id LEFT JOIN campaigns_delivery v ON v.order_id = o.id
    JOIN organisation s ON s.id = o.supplier_id`,
  columns: ROW,
  keyset: latestFirst('o.created_at', 'o.id'),
};

/** Sets on a filter which orders `o` were sent to a recipient, all or those that wait to be signed for; gives what stands behind FROM. */
export function deliveriesTo(filter: Filter, recipientId: string, unsigned = false): string {
  filter.equals('c.recipient_id', recipientId).and(`c.delivery_mode = 'recipient'`);
  filter.and(
    unsigned
      ? `o.status = 'shipped' AND v.order_id IS NULL`
      : `o.status IN ('to_ship', 'part_shipped', 'shipped', 'payable', 'completed')`,
  );
  return FROM;
}

/** Sets on a filter which offers `x` a recipient made or was made; gives what stands behind FROM. */
export function surplusOf(filter: Filter, recipientId: string, side?: 'in' | 'out', status?: SurplusStatus): string {
  const who = filter.bind(recipientId);
  const columns = { in: 'x.to_id', out: 'x.from_id' };
  filter.and(side ? `${columns[side]} = ${who}` : `${who} IN (x.from_id, x.to_id)`).equals('x.status', status);
  return 'campaigns_surplus x';
}

/** What was sent to a recipient, as it reads it, and what of it goes to others. */
@Injectable()
export class DeliveryQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** One statement. */
  async list(caller: Caller, query: RouteInput<'listDeliveries'>['query']): Promise<Page> {
    const filter = new Filter();
    deliveriesTo(filter, seatOf(caller, 'recipient').organisationId, query.unsigned === '1');
    const { rows, ...page } = await keysetPage<Page['items'][number]>(this.db, filter, LIST, query);
    return { ...page, items: rows };
  }

  /** Two statements, one where there are no photos. Throws `not_found` for another recipient's. */
  async get(caller: Caller, orderId: string): Promise<View> {
    const seat = seatOf(caller, 'recipient');
    const filter = new Filter([orderId]);
    deliveriesTo(filter, seat.organisationId);
    const row = await this.db.one<Stored>(
      `SELECT ${ROW}, c.status AS "campaignStatus", coalesce(v.remark, '') AS remark, u.name AS "signedBy",
         (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'productName', l.product_name, 'skuName', l.sku_name, 'quantity', l.quantity,
            'shipped', l.shipped_quantity, 'received', d.received, 'short', d.short, 'damaged', d.damaged, 'note', coalesce(d.note, ''),
            'offered', coalesce(d.offered, 0), 'photos', to_jsonb(coalesce(d.photos, '{}'))) ORDER BY l.id)
          FROM order_line l LEFT JOIN campaigns_delivery_line d ON d.order_line_id = l.id WHERE l.order_id = o.id) AS lines,
         coalesce((SELECT jsonb_agg(jsonb_build_object('carrier', p.carrier, 'waybill', p.waybill, 'status', p.status) ORDER BY p.waybill)
          FROM order_parcel p WHERE p.order_id = o.id), '[]') AS parcels
       FROM ${FROM} JOIN organisation s ON s.id = o.supplier_id LEFT JOIN app_user u ON u.id = v.signed_by
       WHERE o.id = $1 AND ${filter.sql}`,
      filter.values,
    );
    if (!row) throw new DomainError('not_found');
    const { campaignStatus, lines, ...shown } = row;
    const files = await this.evidence.views(
      this.db,
      lines.flatMap(({ photos }) => photos),
    );
    const writes = seat.role !== 'viewer';
    return {
      ...shown,
      lines: lines.map((line) => ({
        ...line,
        photos: line.photos.flatMap((id): EvidenceView[] => [files.get(id) ?? []].flat()),
      })),
      can: {
        sign: writes && row.status === 'shipped' && row.signedAt === null,
        reallocate:
          writes &&
          row.signedAt !== null &&
          (campaignStatus === 'reallocating' || CAMPAIGN.can(campaignStatus, 'reallocate')),
      },
    };
  }

  /** Offers that the recipient made or was made; one statement. */
  async surplus(caller: Caller, query: RouteInput<'listSurplus'>['query']): Promise<SurplusPage> {
    const seat = seatOf(caller, 'recipient');
    const filter = new Filter();
    const from = surplusOf(filter, seat.organisationId, query.side, query.status);
    const own = filter.bind(seat.organisationId);
    const { rows, ...page } = await keysetPage<Omit<SurplusPage['items'][number], 'can'>>(
      this.db,
      filter,
      {
        from,
        alias: 'x',
        joins: `JOIN organisation f ON f.id = x.from_id JOIN organisation t ON t.id = x.to_id JOIN order_line l ON l.id = x.order_line_id
          JOIN campaigns_campaign c ON c.id = x.campaign_id
          LEFT JOIN LATERAL (SELECT reason FROM campaigns_surplus_step z WHERE z.campaigns_surplus_id = x.id ORDER BY z.at DESC, z.id DESC LIMIT 1) last ON true`,
        columns: `x.id, c.title, l.product_name AS "productName", l.sku_name AS "skuName", x.pieces, x.note, x.status, f.name AS "fromName", t.name AS "toName",
          coalesce(last.reason, '') AS reason, ${instant('x.created_at')} AS "createdAt", CASE WHEN x.to_id = ${own} THEN 'in' ELSE 'out' END AS side`,
        keyset: latestFirst('x.created_at', 'x.id'),
      },
      query,
    );
    const open = (status: SurplusStatus) => seat.role !== 'viewer' && SURPLUS.can(status, 'accept');
    return {
      ...page,
      items: rows.map((row) => ({
        ...row,
        can: { answer: row.side === 'in' && open(row.status), withdraw: row.side === 'out' && open(row.status) },
      })),
    };
  }

  /** Other recipients by name, the first hundred; one statement. */
  async recipients(caller: Caller, q?: string): Promise<RouteResponse<'findRecipients'>> {
    const filter = new Filter([seatOf(caller, 'recipient').organisationId]).contains(q, 'o.name');
    const items = await this.db.query<{ id: string; name: string; region: string }>(
      `SELECT o.id, o.name, coalesce(r.path, '') AS region FROM organisation o LEFT JOIN region r ON r.code = o.region_code
       WHERE o.kind = 'recipient' AND o.id <> $1 AND ${filter.sql} ORDER BY o.name, o.id LIMIT 100`,
      filter.values,
    );
    return { items };
  }
}
