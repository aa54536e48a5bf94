import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';
import { REGION } from '../units/unit.queries';
import { shareProblems } from './reserved-share';
import { HOLDS } from './share-reviews.service';
import { RatioGrants } from './ratio-grants.service';
import { type RulesOfUnit, ShareRulesOf } from './share-rules';

type View = RouteResponse<'getFiling'>;
type Year = RouteResponse<'getShareYear'>;
interface Row extends Omit<View, 'filedAt' | 'confirmedAt' | 'problems' | 'steps'> {
  readonly filedAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly steps: readonly (Omit<View['steps'][number], 'at'> & { readonly at: string })[];
}

const NAMED = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;
const STEPS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'action', s.action, 'from', s.from_status, 'to', s.to_status, 'by', w.name,
    'organisation', b.name, 'reason', s.reason, 'fieldNotes', s.field_notes) ORDER BY s.at, s.id), '[]')
  FROM share_filing_step s LEFT JOIN app_user w ON w.id = s.by_id LEFT JOIN organisation b ON b.id = s.by_organisation_id WHERE s.share_filing_id = f.id)`;
const VIEW = `SELECT f.id, jsonb_build_object('id', o.id, 'name', o.name, 'region', ${REGION}) AS unit, f.year::int, f.version, f.status, f.canteen,
    f.canteen_total_fen AS "canteenTotalFen", f.ratio_bp AS "ratioBp", f.reserved_fen AS "reservedFen", ${NAMED('shared')} AS "sharedWith",
    ${NAMED('run')} AS operator, f.union_demand_fen AS "unionDemandFen", f.remark, f.contact_name AS "contactName", f.contact_phone AS "contactPhone",
    f.change_reason AS "changeReason", f.field_notes AS "fieldNotes", f.lock_version AS "lockVersion", f.minimum_bp AS "minimumBp",
    f.due_on::text AS "dueOn", f.filed_at AS "filedAt", f.confirmed_at AS "confirmedAt", ${STEPS} AS steps
  FROM share_filing f JOIN organisation o ON o.id = f.unit_id JOIN budget_unit_place l ON l.unit_id = f.unit_id AND ${HOLDS('l')}
  LEFT JOIN region r ON r.code = l.region_code LEFT JOIN organisation shared ON shared.id = f.shared_with_id
  LEFT JOIN organisation run ON run.id = f.operator_id`;

/** A unit's year and its versions, as the unit, those above it and the finance department read them. */
@Injectable()
export class FilingQueries {
  constructor(
    private readonly db: Database,
    private readonly rules: ShareRulesOf,
    private readonly grants: RatioGrants,
  ) {}

  /** Of the own unit or of one below. Throws `forbidden`, `not_found`. Two statements, and parameters. */
  async ofAgency(caller: Caller, id: string): Promise<View> {
    const { organisationId } = seatOf(caller, 'agency');
    const reach = `EXISTS (SELECT FROM budget_unit_path p WHERE p.ancestor_id = $2 AND p.unit_id = f.unit_id AND ${HOLDS('p')})`;
    return this.one(await this.db.one<Row>(`${VIEW} WHERE f.id = $1 AND ${reach}`, [id, organisationId]));
  }

  /** Of a unit of the region. Throws like `ofAgency`. */
  async ofRegion(caller: Caller, id: string): Promise<View> {
    const { regionPrefix } = seatOf(caller, 'finance');
    return this.one(
      await this.db.one<Row>(`${VIEW} WHERE f.id = $1 AND l.region_code LIKE $2`, [id, `${regionPrefix}%`]),
    );
  }

  /** The own unit's year. Throws `forbidden`, and `not_found` for an agency that is no unit. Three statements, two more where a lower ratio was granted, and parameters. */
  async year(caller: Caller, year: number): Promise<Year> {
    const { organisationId: unitId } = seatOf(caller, 'agency');
    const [rules, versions, shown] = await Promise.all([
      this.rules.of(this.db, unitId, year),
      this.versions(unitId, year),
      this.db.query<Row>(
        `${VIEW} WHERE f.unit_id = $1 AND f.year = $2 AND f.status NOT IN ('superseded', 'discarded')`,
        [unitId, year],
      ),
    ]);
    if (rules.regionCode === '') throw new DomainError('not_found');
    const { regionCode, ...held } = rules;
    const grant = held.grantedBp === null ? null : await this.grants.holding(unitId, year);
    const isHeld = ({ status }: Row): boolean => ['in_force', 'fulfilled', 'unfulfilled'].includes(status);
    const [holds, open] = [shown.find(isHeld), shown.find((row) => !isHeld(row))];
    return {
      year,
      rules: { ...held, grant },
      deadline: await this.rules.deadline(year, regionCode),
      lastYear: versions.lastYear,
      holds: holds ? show(holds, rules) : null,
      open: open ? show(open, rules) : null,
      versions: versions.all,
    };
  }

  private async versions(unitId: string, year: number) {
    const rows = await this.db.query<Version & { year: number; canteenTotalFen: number; ratioBp: number }>(
      `SELECT id, year::int, version, status, canteen_total_fen AS "canteenTotalFen", ratio_bp AS "ratioBp", reserved_fen AS "reservedFen",
         filed_at AS "filedAt", confirmed_at AS "confirmedAt"
       FROM share_filing WHERE unit_id = $1 AND (year = $2 OR (year = $2 - 1 AND status IN ('in_force', 'fulfilled', 'unfulfilled')))
       ORDER BY year DESC, version DESC`,
      [unitId, year],
    );
    const last = rows.find((row) => row.year !== year);
    const { canteenTotalFen = 0, ratioBp = 0, reservedFen = 0 } = last ?? {};
    return {
      lastYear: last ? { canteenTotalFen, ratioBp, reservedFen } : null,
      all: rows
        .filter((row) => row.year === year)
        .map(({ id, version, status, reservedFen: fen, filedAt, confirmedAt }) => ({
          id,
          version,
          status,
          reservedFen: fen,
          filedAt: iso(filedAt),
          confirmedAt: iso(confirmedAt),
        })),
    };
  }

  private async one(row: Row | undefined): Promise<View> {
    if (!row) throw new DomainError('not_found');
    return show(row, await this.rules.of(this.db, row.unit.id, row.year));
  }
}

interface Version {
  readonly id: string;
  readonly version: number;
  readonly status: View['status'];
  readonly reservedFen: number;
  readonly filedAt: Date | null;
  readonly confirmedAt: Date | null;
}

const iso = (at: Date | null): string | null => at && at.toISOString();

/** What was filed is shown with what it was held against then, what is being made with what holds now. */
function show(row: Row, rules: RulesOfUnit): View {
  const made = row.status === 'draft' || row.status === 'returned';
  const minimumBp = made ? (rules.grantedBp ?? rules.minimumBp) : row.minimumBp;
  const statement = { ...row, sharedWithId: row.sharedWith?.id ?? null, operatorId: row.operator?.id ?? null };
  return {
    ...row,
    minimumBp,
    problems: [...shareProblems(statement, { ...rules, grantedBp: minimumBp })],
    filedAt: iso(row.filedAt),
    confirmedAt: iso(row.confirmedAt),
    steps: row.steps.map((step) => ({ ...step, at: new Date(step.at).toISOString() })),
  };
}
