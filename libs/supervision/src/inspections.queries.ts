import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, type Keyset, keyset, keysetPage, type Listing, MARKET_TODAY } from '@yigou/platform';
import { BELONGS } from './decide';
import { hasDuty } from './duties';
import { ACTION_OF_RESULT, INSPECTION } from './inspection-status';
import { COUNTY, iso, within } from './supervision-list';

type View = RouteResponse<'getInspection'>;
type Row = RouteResponse<'listInspections'>['items'][number];
interface FullRow extends Omit<View, 'evidence' | 'rectificationEvidence' | 'recordedAt' | 'rectifiedAt' | 'can'> {
  readonly evidence: string[];
  readonly rectificationEvidence: string[];
  readonly recordedAt: Date | null;
  readonly rectifiedAt: Date | null;
  readonly mine: boolean;
}

/** What a look may lead to. */
const RECORDING = Object.values(ACTION_OF_RESULT);

const byDay = (order: Keyset['order']): Keyset =>
  keyset(order, { sql: 'v.due_on', kind: 'date' }, { sql: 'v.id', kind: 'id' });
const JOINS = `JOIN certificate c ON c.id = v.certificate_id JOIN organisation o ON o.id = v.supplier_id
    LEFT JOIN region r ON r.code = v.region_code`;
const LIST: Listing = {
  columns: `v.id, v.number, v.certificate_id AS "certificateId", c.number AS "certificateNumber", c.product_name AS "productName",
    o.name AS "supplierName", ${COUNTY} AS county, v.cause, v.status, v.due_on AS "dueOn",
    CASE v.status WHEN 'ordered' THEN v.due_on < ${MARKET_TODAY} WHEN 'rectifying' THEN coalesce(v.rectify_by < ${MARKET_TODAY}, false)
      ELSE false END AS overdue`,
  from: `inspection v ${JOINS}`,
  alias: 'v',
  joins: JOINS,
  keyset: byDay('ASC'),
};
const fullListing = (user: string): Listing => ({
  ...LIST,
  columns: `${LIST.columns}, v.items, v.findings, v.evidence, v.recorded_by_name AS "recordedBy", v.recorded_at AS "recordedAt",
    v.rectify_by AS "rectifyBy", v.rectification, v.rectification_evidence AS "rectificationEvidence", v.rectified_at AS "rectifiedAt",
    ${BELONGS(user, 'v.supplier_id')} AS mine`,
});

/** Inspections as administrators and suppliers see them. */
@Injectable()
export class InspectionQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** One statement. */
  async list(caller: Caller, query: RouteInput<'listInspections'>['query']): Promise<RouteResponse<'listInspections'>> {
    const filter = within(new Filter(), seatOf(caller, 'administration'), query.region);
    filter.equals('v.status', query.status).equals('v.draw_id', query.drawId);
    filter.contains(query.q, 'v.number', 'c.number', 'c.product_name', 'o.name');
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return { ...page, items: rows };
  }

  /** Throws `not_found` outside the jurisdiction. */
  async view(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'administration');
    const filter = new Filter();
    const user = `${filter.bind(caller.actor.userId)}::uuid`;
    within(filter, seat, undefined).equals('v.id', id);
    const [view] = await this.read(filter, user, 1, seat);
    if (!view) throw new DomainError('not_found');
    return view;
  }

  /** The last 100 of a supplier by their day. What is still to come is not announced to it, so that what is found is what is there. */
  async ofSupplier(caller: Caller): Promise<RouteResponse<'listSupplierInspections'>> {
    const filter = new Filter();
    const user = `${filter.bind(caller.actor.userId)}::uuid`;
    filter
      .equals('v.supplier_id', seatOf(caller, 'supplier').organisationId)
      .and(`v.status <> '${INSPECTION.initial}'`);
    return { items: await this.read(filter, user, 100, null) };
  }

  private async read(filter: Filter, user: string, limit: number, seat: Seat | null): Promise<View[]> {
    const listing = { ...fullListing(user), keyset: byDay('DESC') };
    const { rows } = await keysetPage<FullRow>(this.db, filter, listing, { limit });
    const files = await this.evidence.views(
      this.db,
      rows.flatMap(({ evidence, rectificationEvidence }) => [...evidence, ...rectificationEvidence]),
    );
    const shown = (ids: readonly string[]) => ids.flatMap((id) => files.get(id) ?? []);
    return rows.map(({ mine, ...row }) => ({
      ...row,
      evidence: shown(row.evidence),
      rectificationEvidence: shown(row.rectificationEvidence),
      recordedAt: iso(row.recordedAt),
      rectifiedAt: iso(row.rectifiedAt),
      can: {
        record:
          seat !== null &&
          !mine &&
          hasDuty(seat.level, 'inspection') &&
          RECORDING.some((action) => INSPECTION.can(row.status, action)),
      },
    }));
  }
}
