import { Injectable } from '@nestjs/common';
import {
  type ApplicationStatus,
  type ApplicationView,
  type EvidenceKind,
  REVIEW_LEVELS,
  type ReviewLevel,
  type RouteInput,
  type RouteResponse,
} from '@yigou/contracts';
import { covers, type Seat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, type Listing, PolicyParameters } from '@yigou/platform';
import { benefitSummary, LIVE_MECHANISM } from '@yigou/suppliers';
import { APPLICATION, EDITABLE, LEVEL_OF_REVIEW } from './application-status';
import { missingOf } from './application-form';
import { examiningLevel } from './examining-level';
import { timelineOf } from './timeline';

/** A file as the contract shows it, of evidence `e`, as SQL. */
export const EVIDENCE_JSON = `jsonb_build_object('id', e.id, 'fileName', e.file_name, 'mediaType', e.media_type, 'bytes', e.bytes, 'pages', e.pages,
  'scan', e.scan, 'uploadedAt', e.uploaded_at)`;
/** Several by their ids. */
export const evidenceList = (ids: string): string =>
  `(SELECT coalesce(jsonb_agg(${EVIDENCE_JSON} ORDER BY e.uploaded_at, e.id), '[]') FROM evidence e WHERE e.id = ANY(${ids}))`;
/** A region `r` that is always there. */
export const REGION_JSON = "jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path)";

/** The head of an application `a`: what every list and view begins with. */
export const HEAD_JSON = `'id', a.id, 'number', a.number, 'kind', a.kind, 'causes', to_jsonb(a.causes), 'status', a.status,
  'statusSince', a.status_since, 'dueAt', nullif(a.due_at, 'infinity'), 'productName', a.product_name`;

const OWN: Listing = {
  from: 'application a',
  alias: 'a',
  joins: 'LEFT JOIN app_user u ON u.id = a.claimed_by',
  columns: `jsonb_build_object(${HEAD_JSON}, 'holder', u.name, 'createdAt', a.created_at) AS row`,
  keyset: latestFirst('a.created_at', 'a.id'),
};

const VIEW = `
  SELECT jsonb_build_object(${HEAD_JSON}, 'version', a.version, 'round', a.round, 'supplierName', o.name, 'county', ${REGION_JSON},
      'certificateNumber', c.number, 'form', a.form, 'fieldNotes', a.field_notes, 'households', a.households, 'people', a.people,
      'publicityEndsAt', a.publicity_ends_at,
      'evidence', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', ae.kind, 'evidence', ${EVIDENCE_JSON}) ORDER BY ae.added_at), '[]')
        FROM application_evidence ae JOIN evidence e ON e.id = ae.evidence_id WHERE ae.application_id = a.id),
      'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'action', s.action, 'from', s.from_status, 'to', s.to_status,
          'level', s.level, 'actor', s.actor_name, 'seat', s.seat, 'reason', s.reason, 'round', s.round,
          'evidence', ${evidenceList('s.evidence')}) ORDER BY s.at, s.id), '[]')
        FROM application_step s WHERE s.application_id = a.id)) AS view,
    a.supplier_id AS "supplierId", a.region_code AS "regionCode", a.township, a.returned_from AS "returnedFrom", u.name AS "claimedBy",
    a.category_slug AS "categorySlug", a.claimed_by AS "claimedById", c.scope,
    (SELECT count(*)::int FROM benefit_mechanism m WHERE m.supplier_id = a.supplier_id AND ${LIVE_MECHANISM}
      AND m.id IN (SELECT (jsonb_array_elements_text(a.form->'mechanismIds'))::uuid)) AS "ownMechanisms",
    (SELECT clock_timestamp() <= CASE WHEN p.id IS NULL THEN a.appeal_by ELSE p.again_by END
       FROM (SELECT id, at FROM application_step WHERE application_id = a.id AND action = 'refuse' ORDER BY at DESC, id DESC LIMIT 1) refusal
         LEFT JOIN LATERAL (SELECT * FROM application_appeal WHERE refusal_id = refusal.id ORDER BY instance DESC LIMIT 1) p ON true) AS "inTime"
  FROM application a JOIN organisation o ON o.id = a.supplier_id JOIN region r ON r.code = a.region_code
    LEFT JOIN certificate c ON c.id = a.certificate_id LEFT JOIN app_user u ON u.id = a.claimed_by
  WHERE a.id = $1`;

type Stored = Omit<ApplicationView, 'requiredEvidence' | 'missing' | 'stops' | 'can'>;
interface ViewRow {
  readonly view: Stored;
  readonly supplierId: string;
  readonly regionCode: string;
  readonly township: string | null;
  readonly returnedFrom: ApplicationStatus | null;
  readonly claimedBy: string | null;
  readonly claimedById: string | null;
  readonly categorySlug: string | null;
  readonly scope: ApplicationView['form']['specifications'] | null;
  readonly ownMechanisms: number;
  /** Whether the refusal, or the first appeal against it that was rejected, may still be appealed against; null where nothing can be. */
  readonly inTime: boolean | null;
}

/** A view together with what its readers need beside it. */
export type ReadApplication = Pick<
  ViewRow,
  'supplierId' | 'regionCode' | 'township' | 'claimedById' | 'claimedBy' | 'scope'
> & {
  readonly view: ApplicationView;
};

/** Applications as their applicant and the offices see them. */
@Injectable()
export class ApplicationQueries {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** A supplier's own, the latest first. One statement. */
  async ofSupplier(
    supplierId: string,
    query: RouteInput<'listApplications'>['query'],
  ): Promise<RouteResponse<'listApplications'>> {
    type Row = RouteResponse<'listApplications'>['items'][number];
    const filter = new Filter().equals('a.supplier_id', supplierId).equals('a.status', query.status);
    const { rows, ...page } = await keysetPage<{ row: Row }>(this.db, filter, OWN, query);
    return { ...page, items: rows.map(({ row }) => ({ ...row, holder: holderOf(row.status, row.holder) })) };
  }

  /** One of a supplier's own. Throws `not_found`. */
  async own(supplierId: string, id: string): Promise<ApplicationView> {
    const row = await this.db.one<ViewRow>(VIEW, [id]);
    if (row?.supplierId !== supplierId) throw new DomainError('not_found');
    return (await this.complete(row)).view;
  }

  /** One within a seat's jurisdiction that was submitted. Throws `not_found`. */
  async within(seat: Seat, id: string): Promise<ReadApplication> {
    const row = await this.db.one<ViewRow>(VIEW, [id]);
    if (!row || row.view.round === 0 || !covers(seat, row)) throw new DomainError('not_found');
    return this.complete(row);
  }

  private async complete(row: ViewRow): Promise<ReadApplication> {
    const { view: stored, regionCode, supplierId } = row;
    const category = stored.form.categorySlug ?? '';
    const editable = EDITABLE.includes(stored.status);
    const requiredEvidence = await this.policy.get('certification.evidence', regionCode, category);
    const carried = editable
      ? await benefitSummary(this.db, supplierId, stored.form.mechanismIds)
      : { households: stored.households, people: stored.people };
    const attached: EvidenceKind[] = stored.evidence.map(({ kind }) => kind);
    const { form } = stored;
    const missing = editable
      ? missingOf({ form, attached, required: requiredEvidence, carried, ownMechanisms: row.ownMechanisms })
      : {};
    const view: ApplicationView = {
      ...stored,
      ...carried,
      requiredEvidence: [...requiredEvidence],
      missing,
      stops: timelineOf({
        ...stored,
        returnedFrom: row.returnedFrom,
        claimedBy: row.claimedBy,
        levels: await this.policy.get('certification.levels', regionCode, category),
        offices: await this.offices(row),
        examiner: stored.status === 'examination' ? await examiningLevel(this.db, stored.id) : 'county',
      }),
      can: {
        edit: editable,
        submit: editable && Object.keys(missing).length === 0,
        withdraw: APPLICATION.can(stored.status, 'withdraw'),
        appeal: APPLICATION.can(stored.status, 'reopen') && row.inTime === true,
      },
    };
    return { ...row, view };
  }

  /** The office of each level that reviews a place: the nearest one where several do. */
  private async offices({ regionCode, township }: ViewRow): Promise<Map<string, string>> {
    const rows = await this.db.query<{ level: string; name: string }>(
      `SELECT DISTINCT ON (level) level, name FROM (
         SELECT m.level, o.name, length(m.region_prefix) AS near, o.id FROM seat_holder m JOIN organisation o ON o.id = m.organisation_id
         WHERE m.kind = 'administration' AND m.role <> 'viewer' AND $1 LIKE m.region_prefix || '%'
           AND (m.township IS NULL OR m.township = $2)) AS offices
       ORDER BY level, near DESC, id`,
      [regionCode, township],
    );
    return new Map(rows.map(({ level, name }) => [level, name]));
  }
}

/** Who has an application: the person who took it up, or else the level. */
export function holderOf(status: ApplicationStatus, claimedBy: string | null): string | null {
  if (claimedBy) return claimedBy;
  const level: ReviewLevel | undefined = LEVEL_OF_REVIEW[status];
  return level ? `${REVIEW_LEVELS[level]}审核部门` : null;
}
