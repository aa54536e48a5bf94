import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse, ShareCorrectionStatus } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, seatOf } from '@yigou/identity';
import { Database, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { SHARE_CORRECTION } from './correction-status';

type Page = RouteResponse<'listShareCorrections'>;
type Item = Page['items'][number];
type Query = RouteInput<'listShareCorrections'>['query'];
interface Row extends Omit<Item, 'orderedAt' | 'askedAt' | 'proofs' | 'may' | 'steps'> {
  readonly orderedAt: Date;
  readonly askedAt: Date;
  readonly proofIds: readonly string[];
  readonly steps: readonly (Omit<Item['steps'][number], 'at'> & { readonly at: string })[];
}

const LIST: Omit<Listing, 'from'> = {
  alias: 'c',
  joins: 'JOIN organisation o ON o.id = c.unit_id JOIN organisation t ON t.id = c.to_unit_id',
  columns: `c.id, c.holder AS "orderId", c.order_number AS "orderNumber", c.supplier_name AS "supplierName", c.ordered_at AS "orderedAt", c.goods_fen AS "goodsFen",
    c.year::int, jsonb_build_object('id', o.id, 'name', o.name) AS unit, jsonb_build_object('id', t.id, 'name', t.name) AS "toUnit", c.reason,
    c.proof_ids AS "proofIds", c.status, c.due_on::text AS "dueOn", c.created_at AS "askedAt",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'action', s.action, 'to', s.to_status, 'by', w.name, 'organisation', b.name, 'reason', s.reason)
        ORDER BY s.at, s.id), '[]')
     FROM share_correction_step s LEFT JOIN app_user w ON w.id = s.by_id JOIN organisation b ON b.id = s.by_organisation_id WHERE s.share_correction_id = c.id) AS steps`,
  keyset: latestFirst('c.created_at', 'c.id'),
};

/** Whom requests concern: a unit those from it and to it, or those that it shall answer alone; a finance department those between units of its region. */
type Reader = { readonly organisationId: string; readonly toAnswer?: boolean } | { readonly regionPrefix: string };

/** Sets on a filter which requests `c` are the reader's, and those in a state alone; gives what stands behind FROM. */
export function correctionsOf(filter: Filter, reader: Reader, status?: ShareCorrectionStatus): string {
  if ('regionPrefix' in reader) filter.and(`c.region_code LIKE ${filter.bind(`${reader.regionPrefix}%`)}`);
  else if (reader.toAnswer) filter.equals('c.to_unit_id', reader.organisationId);
  else {
    const unit = filter.bind(reader.organisationId);
    filter.and(`(c.unit_id = ${unit} OR c.to_unit_id = ${unit})`);
  }
  filter.equals('c.status', status);
  return 'share_correction c';
}

/** Corrections of the unit that an order counts to, as both units and the finance department over them read them. */
@Injectable()
export class CorrectionQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** From the caller's unit and to it, the latest first. Two statements. Throws `forbidden`. */
  own(caller: Caller, query: Query): Promise<Page> {
    const { organisationId, role } = seatOf(caller, 'agency');
    const manages = role === 'manager';
    return this.list({ organisationId }, query, ({ status, unit, toUnit }) => ({
      answer: manages && toUnit.id === organisationId && SHARE_CORRECTION.can(status, 'agree'),
      withdraw: manages && unit.id === organisationId && SHARE_CORRECTION.can(status, 'withdraw'),
      decide: false,
    }));
  }

  /** Between units of the finance department's region. Two statements. Throws `forbidden`. */
  region(caller: Caller, query: Query): Promise<Page> {
    const { regionPrefix, role } = seatOf(caller, 'finance');
    return this.list({ regionPrefix }, query, ({ status }) => ({
      answer: false,
      withdraw: false,
      decide: role !== 'viewer' && SHARE_CORRECTION.can(status, 'approve'),
    }));
  }

  private async list(reader: Reader, { status, ...query }: Query, mayOf: (row: Row) => Item['may']): Promise<Page> {
    const filter = new Filter();
    const from = correctionsOf(filter, reader, status);
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, { ...LIST, from }, query);
    const files = await this.evidence.views(
      this.db,
      rows.flatMap(({ proofIds }) => proofIds),
    );
    return { ...page, items: rows.map((row) => shown(row, files, mayOf(row))) };
  }
}

function shown(
  { proofIds, orderedAt, askedAt, steps, ...row }: Row,
  files: Awaited<ReturnType<Evidence['views']>>,
  may: Item['may'],
): Item {
  return {
    ...row,
    orderedAt: orderedAt.toISOString(),
    askedAt: askedAt.toISOString(),
    proofs: proofIds.flatMap((id) => files.get(id) ?? []),
    steps: steps.map(({ at, ...step }) => ({ ...step, at: new Date(at).toISOString() })),
    may,
  };
}
