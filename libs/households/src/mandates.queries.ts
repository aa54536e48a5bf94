import { Injectable } from '@nestjs/common';
import { actsOfSql } from '@yigou/audit';
import {
  type ActOnBehalf,
  AUDIT_ACTIONS,
  type HelperTitle,
  type RegionRef,
  type RouteInput,
  type RouteResponse,
} from '@yigou/contracts';
import { AttemptLimits, type Jurisdiction } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  belowSql,
  Database,
  Filter,
  keysetPage,
  type Listing,
  MARKET_TODAY,
  newestId,
  type Queryable,
  startOfMarketDay,
} from '@yigou/platform';
import { readMandateCode } from './mandate-code';

type Mandate = RouteResponse<'grantMandate'>;

/** A condition on `mandate d`: it may be acted on. */
export const LIVE_MANDATE = `(d.revoked_at IS NULL AND d.ends_on >= ${MARKET_TODAY})`;
/** The last moment that a mandate `d` covers. */
const END_OF_MANDATE = `least(coalesce(d.revoked_at, 'infinity'), ${startOfMarketDay('d.ends_on + 1')})`;
/** What the trail says of the helper of mandate `d` for its supplier while it was in force: rows `a`. */
const SUPPLIER_ACTS = actsOfSql({
  actor: 'd.helper_id',
  organisation: 'd.supplier_id',
  since: 'd.granted_at',
  until: END_OF_MANDATE,
});
/** Acts of a log are shown this far back. */
const SHOWN_ACTS = 200;

const COLUMNS = `d.id, d.code, u.name AS helper, d.title, d.household_id AS "householdId", d.supplier_id AS "supplierId",
  coalesce(o.name, h.name_masked || '（' || h.township || h.village || '）') AS "subjectName",
  json_build_object('code', r.code, 'name', r.name, 'path', r.path) AS region, d.consent_evidence_id AS "consentEvidenceId",
  d.consent_note AS "consentNote", d.granted_at AS "grantedAt", d.ends_on AS "endsOn", d.revoked_at AS "revokedAt", ${LIVE_MANDATE} AS live,
  CASE WHEN d.supplier_id IS NULL THEN (SELECT count(*)::int FROM mandate_act c WHERE c.mandate_id = d.id)
    ELSE (SELECT count(*)::int FROM ${SUPPLIER_ACTS}) END AS acts`;
const JOINS = `JOIN app_user u ON u.id = d.helper_id JOIN region r ON r.code = d.region_code
  LEFT JOIN organisation o ON o.id = d.supplier_id LEFT JOIN household h ON h.id = d.household_id`;
const SOURCE = `mandate d ${JOINS}`;
const LIST: Listing = {
  from: 'mandate d LEFT JOIN supplier_site f ON f.supplier_id = d.supplier_id LEFT JOIN household h ON h.id = d.household_id',
  alias: 'd',
  joins: JOINS,
  columns: COLUMNS,
  keyset: newestId('d.id'),
};

interface Row {
  readonly id: string;
  readonly code: string;
  readonly helper: string;
  readonly title: HelperTitle;
  readonly householdId: string | null;
  readonly supplierId: string | null;
  readonly subjectName: string;
  readonly region: RegionRef;
  readonly consentEvidenceId: string;
  readonly consentNote: string;
  readonly grantedAt: Date;
  readonly endsOn: string;
  readonly revokedAt: Date | null;
  readonly live: boolean;
  readonly acts: number;
}

function view({ householdId, supplierId, subjectName, ...row }: Row): Mandate {
  return {
    ...row,
    subject: { kind: supplierId ? 'supplier' : 'household', id: supplierId ?? householdId ?? '', name: subjectName },
    grantedAt: row.grantedAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/** Who may act for whom, 代办授权, and what they did. */
@Injectable()
export class Mandates {
  constructor(
    private readonly db: Database,
    private readonly limits: AttemptLimits,
  ) {}

  /** Mandates within the office's jurisdiction, the latest first; one statement. */
  async list(office: Jurisdiction, query: RouteInput<'listMandates'>['query']): Promise<RouteResponse<'listMandates'>> {
    const filter = new Filter();
    filter.and(belowSql(filter.bind, 'd.region_code', office.regionPrefix));
    filter.equals('coalesce(h.township, f.township)', office.township ?? undefined);
    if (query.live === 'true') filter.and(LIVE_MANDATE);
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(view) };
  }

  /** Throws `not_found`. Whoever asks has to have been let through by the caller. */
  async get(id: string, db: Queryable = this.db): Promise<Mandate> {
    const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM ${SOURCE} WHERE d.id = $1`, [id]);
    if (!row) throw new DomainError('not_found');
    return view(row);
  }

  /** For whom a person may act or could, those in force first. */
  async ofHelper(userId: string): Promise<Mandate[]> {
    const rows = await this.db.query<Row>(
      `SELECT ${COLUMNS} FROM ${SOURCE} WHERE d.helper_id = $1 ORDER BY ${LIVE_MANDATE} DESC, d.granted_at DESC LIMIT 100`,
      [userId],
    );
    return rows.map(view);
  }

  /**
   * The household of a person's own mandate, held until the transaction ends: whoever revokes it waits. Throws `not_found` for another's or one for a
   * supplier, and `mandate_invalid` when it has ended.
   */
  async requireLive(tx: Queryable, id: string, userId: string): Promise<{ householdId: string; regionCode: string }> {
    const [mandate] = await tx.query<{ householdId: string; regionCode: string }>(
      `SELECT household_id AS "householdId", region_code AS "regionCode" FROM mandate
       WHERE id = $1 AND helper_id = $2 AND household_id IS NOT NULL FOR SHARE`,
      [id, userId],
    );
    if (!mandate) throw new DomainError('not_found');
    // After the lock, in a statement of its own: it sees what whoever held the lock has done.
    const [live] = await tx.query<{ live: boolean }>(`SELECT ${LIVE_MANDATE} AS live FROM mandate d WHERE d.id = $1`, [
      id,
    ]);
    if (!live?.live) throw new DomainError('mandate_invalid');
    return mandate;
  }

  /** What was done by a mandate, for whoever has its code. Throws `not_found`, and `rate_limited` for an address that tries many. */
  async log(code: string, address: string): Promise<RouteResponse<'getMandateLog'>> {
    await this.limits.take('mandateLogAddress', address);
    const row = await this.db.one<Row>(`SELECT ${COLUMNS} FROM ${SOURCE} WHERE d.code = $1`, [readMandateCode(code)]);
    if (!row) throw new DomainError('not_found');
    const acts = await this.acts(
      row.supplierId ? { supplierId: row.supplierId, mandateId: row.id } : { mandateId: row.id },
    );
    const { helper, title, endsOn, grantedAt, revokedAt, subjectName } = row;
    return {
      helper,
      title,
      endsOn,
      subject: subjectName,
      grantedAt: grantedAt.toISOString(),
      revokedAt: revokedAt?.toISOString() ?? null,
      acts,
    };
  }

  /** What helpers did: by one mandate, or for a supplier by all of its mandates; the latest first. One statement. */
  async acts(of: { readonly supplierId?: string; readonly mandateId?: string }): Promise<ActOnBehalf[]> {
    const rows = await this.db.query<{ at: Date; by: string; act: string; summary: string }>(
      of.supplierId === undefined
        ? `SELECT at, actor_name AS "by", act, summary FROM mandate_act WHERE mandate_id = $1 ORDER BY at DESC, id DESC LIMIT ${SHOWN_ACTS}`
        : `SELECT a.at, a.actor_name AS "by", a.action AS act, a.summary FROM mandate d CROSS JOIN LATERAL ${SUPPLIER_ACTS}
           WHERE d.supplier_id = $1 AND ($2::uuid IS NULL OR d.id = $2) ORDER BY a.at DESC, a.id DESC LIMIT ${SHOWN_ACTS}`,
      of.supplierId === undefined ? [of.mandateId] : [of.supplierId, of.mandateId ?? null],
    );
    const labels: Readonly<Record<string, string>> = AUDIT_ACTIONS;
    return rows.map(({ at, by, act, summary }) => ({ at: at.toISOString(), by, act: labels[act] ?? act, summary }));
  }
}
