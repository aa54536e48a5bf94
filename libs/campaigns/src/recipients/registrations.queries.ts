import { Injectable } from '@nestjs/common';
import type { RegistrationStatus, RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, coversSql, type Jurisdiction, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, type Listing, PersonalData, type Queryable } from '@yigou/platform';

type View = RouteResponse<'getRegistration'>;
type Page = RouteResponse<'listRegistrations'>;
type Own = RouteResponse<'listOwnRegistrations'>;
type Query = RouteInput<'listRegistrations'>['query'];
interface Row extends Omit<Page['items'][number], 'submittedAt' | 'decidedAt'> {
  readonly submittedAt: Date;
  readonly decidedAt: Date | null;
}
interface OwnRow extends Omit<Row, 'applicant'> {
  readonly sealed: string;
}

const LAST = `LEFT JOIN LATERAL (SELECT s.at, s.reason FROM campaigns_registration_step s
  WHERE s.campaigns_registration_id = g.id AND s.action IN ('approve', 'return') ORDER BY s.at DESC, s.id DESC LIMIT 1) AS last ON true
  LEFT JOIN region r ON r.code = g.region_code`;
const COLUMNS = `g.id, g.kind, g.type, g.name, g.credit_code AS "creditCode",
  CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS region, g.status,
  coalesce(last.reason, '') AS reason, g.submitted_at AS "submittedAt", last.at AS "decidedAt"`;
const LIST: Omit<Listing, 'from'> = {
  alias: 'g',
  joins: `JOIN app_user u ON u.id = g.user_id ${LAST}`,
  columns: `${COLUMNS}, u.name AS applicant`,
  keyset: latestFirst('g.submitted_at', 'g.id'),
};
/** A person's own: more than these nobody has by honest means. */
const MOST_OWN = 50;

/** Sets on a filter which registrations `g` an office looks at; gives what stands behind FROM. */
export function registrationsOf(filter: Filter, seat: Jurisdiction, status?: RegistrationStatus): string {
  filter
    .and(coversSql({ regionCode: 'g.region_code', township: 'NULL' }, seat, filter.bind))
    .equals('g.status', status);
  return 'campaigns_registration g';
}

const timed = <T extends { readonly submittedAt: Date; readonly decidedAt: Date | null }>(row: T) => ({
  ...row,
  submittedAt: row.submittedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** Registrations, as who registered and the offices read them. */
@Injectable()
export class RegistrationQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
    private readonly personal: PersonalData,
  ) {}

  /** The caller's, the latest first; one statement. */
  async own({ actor }: Pick<Caller, 'actor'>, db: Queryable = this.db): Promise<Own> {
    const rows = await db.query<OwnRow>(
      `SELECT ${COLUMNS}, g.contact_sealed AS sealed FROM campaigns_registration g ${LAST}
       WHERE g.user_id = $1 ORDER BY g.submitted_at DESC, g.id DESC LIMIT ${MOST_OWN}`,
      [actor.userId],
    );
    return { items: rows.map(({ sealed, ...row }) => ({ ...timed(row), ...this.contact(sealed, row.id) })) };
  }

  /** Of the office's region; one statement. */
  async list(caller: Caller, query: Query): Promise<Page> {
    const filter = new Filter();
    const from = registrationsOf(filter, seatOf(caller, 'administration'), query.status);
    filter.equals('g.kind', query.kind).contains(query.q, 'g.name', 'g.credit_code');
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, { ...LIST, from }, query);
    return { ...page, items: rows.map(timed) };
  }

  /** With proof and contact. Two statements. Throws `not_found` outside the region. */
  async get(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'administration');
    const filter = new Filter([id, caller.actor.userId]);
    const from = registrationsOf(filter, seat);
    const row = await this.db.one<
      Row & { readonly sealed: string; readonly files: string[]; readonly known: View['known']; readonly own: boolean }
    >(
      `SELECT ${COLUMNS}, u.name AS applicant, g.contact_sealed AS sealed, g.proof AS files, g.user_id = $2 AS own,
         (SELECT jsonb_build_object('id', o.id, 'name', o.name, 'managed',
            EXISTS (SELECT FROM membership m WHERE m.organisation_id = o.id AND m.role = 'manager'))
          FROM organisation o WHERE o.credit_code = g.credit_code AND o.id IS DISTINCT FROM g.organisation_id) AS known
       FROM ${from} JOIN app_user u ON u.id = g.user_id ${LAST} WHERE g.id = $1 AND ${filter.sql}`,
      filter.values,
    );
    if (!row) throw new DomainError('not_found');
    const { sealed, files, own, ...shown } = row;
    const views = await this.evidence.views(this.db, files);
    return {
      ...timed(shown),
      ...this.contact(sealed, id),
      proof: files.flatMap((file) => views.get(file) ?? []),
      can: { decide: shown.status === 'waiting' && !own && seat.role !== 'viewer' },
    };
  }

  private contact(sealed: string, id: string): { readonly contactName: string; readonly contactPhone: string } {
    const { name, phone } = JSON.parse(this.personal.open(sealed, id)) as { name: string; phone: string };
    return { contactName: name, contactPhone: phone };
  }
}
