import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, MARKET_TODAY } from '@yigou/platform';
import { SHARE_PARTS } from '../attribution/share-progress.queries';
import { HOLDS } from '../filings/share-reviews.service';
import { thisYear } from '../filings/share-rules';

type List = RouteResponse<'listBudgets'>;
type Budget = List['own'][number];
type Detail = RouteResponse<'getBudget'>;
type Desk = RouteResponse<'getBuyingDesk'>;

const COLUMNS = `b.id, jsonb_build_object('id', o.id, 'name', o.name) AS unit, b.kind, b.reach, b.cost_centre AS "costCentre", b.name,
  b.ceiling_fen AS "ceilingFen", b.encumbered_fen AS "encumberedFen", b.spent_fen AS "spentFen",
  b.ceiling_fen - b.encumbered_fen - b.spent_fen AS "leftFen"`;
/** Most movements of a ceiling that a page shows. */
const MOVEMENTS = 200;

/** Procurement budgets as their unit sees them. */
@Injectable()
export class BudgetQueries {
  constructor(private readonly db: Database) {}

  /** Of the own unit and a year, and of units above that reach down to it today. Throws `forbidden`. One statement. */
  async list(caller: Caller, { year = thisYear() }: RouteInput<'listBudgets'>['query']): Promise<List> {
    const { organisationId, role } = seatOf(caller, 'agency');
    const rows = await this.db.query<Budget & { depth: number }>(
      `SELECT ${COLUMNS}, p.depth FROM budget_unit_path p JOIN budget b ON b.unit_id = p.ancestor_id AND b.year = $2
       JOIN organisation o ON o.id = b.unit_id
       WHERE p.unit_id = $1 AND ${HOLDS('p')} AND (p.depth = 0 OR b.reach = 'subtree') ORDER BY p.depth, b.kind, b.reach, b.cost_centre, b.id`,
      [organisationId, year],
    );
    const side = (own: boolean): Budget[] =>
      rows.filter(({ depth }) => (depth === 0) === own).map(({ depth: _depth, ...budget }) => budget);
    return { year, own: side(true), above: side(false), may: { manage: role === 'manager' } };
  }

  /** Throws `forbidden`, `not_found` for another unit's. One statement. */
  async one(caller: Caller, id: string): Promise<Detail> {
    const { organisationId } = seatOf(caller, 'agency');
    const found = await this.db.one<Detail>(
      `SELECT ${COLUMNS}, b.year::int, (SELECT coalesce(jsonb_agg(jsonb_build_object('at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'changeFen', e.amount_fen, 'ceilingFen', e.total, 'by', w.name, 'reason', e.reason) ORDER BY e.at DESC, e.id DESC), '[]')
         FROM (SELECT c.*, sum(c.amount_fen) OVER (ORDER BY c.at, c.id) AS total FROM budget_entry c
           WHERE c.budget_id = b.id AND c.kind = 'ceiling' ORDER BY c.at DESC, c.id DESC LIMIT ${MOVEMENTS}) e
         LEFT JOIN app_user w ON w.id = e.by_id) AS ceilings
       FROM budget b JOIN organisation o ON o.id = b.unit_id WHERE b.id = $1 AND b.unit_id = $2`,
      [id, organisationId],
    );
    if (!found) throw new DomainError('not_found');
    return found;
  }

  /**
   * What the own unit may buy for today: its budgets of this year, each with what is left at the narrowest level, and its share. Throws `forbidden`, `not_found` for
   * an agency that is no unit or is no more. One statement.
   */
  async desk(caller: Caller): Promise<Desk> {
    const { organisationId } = seatOf(caller, 'agency');
    const row = await this.db.one<Desk>(
      `WITH today AS (SELECT extract(year FROM ${MARKET_TODAY})::int AS year),
         level AS (
           SELECT b.id, b.kind, b.name, b.cost_centre, b.ceiling_fen - b.encumbered_fen - b.spent_fen AS left_fen,
             above.unit, above.name AS above_name, above.left_fen AS above_fen
           FROM budget b JOIN today ON b.year = today.year
           LEFT JOIN LATERAL (
             SELECT o.name AS unit, a.name, a.ceiling_fen - a.encumbered_fen - a.spent_fen AS left_fen FROM budget_unit_path p
             JOIN budget a ON a.unit_id = p.ancestor_id AND a.year = b.year AND a.kind = b.kind AND a.reach = 'subtree'
             JOIN organisation o ON o.id = a.unit_id WHERE p.unit_id = b.unit_id AND ${HOLDS('p')} ORDER BY left_fen, a.id LIMIT 1) above ON true
           WHERE b.unit_id = $1 AND b.reach = 'own')
       SELECT jsonb_build_object('id', o.id, 'name', o.name) AS unit, today.year,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'name', l.name, 'costCentre', l.cost_centre, 'leftFen', l.left_fen,
             'spendableFen', least(l.left_fen, l.above_fen),
             'bound', CASE WHEN l.above_fen < l.left_fen THEN jsonb_build_object('unit', l.unit, 'name', l.above_name) END)
           ORDER BY l.kind, l.cost_centre, l.id), '[]') FROM level l) AS budgets,
         jsonb_build_object('reservedFen', f.reserved_fen, 'countedFen', coalesce(y.counted_fen, 0),
           'parts', ${SHARE_PARTS('u.organisation_id', 'today.year')}) AS share
       FROM budget_unit u JOIN organisation o ON o.id = u.organisation_id CROSS JOIN today
       LEFT JOIN share_filing f ON f.unit_id = u.organisation_id AND f.year = today.year AND f.status IN ('in_force', 'fulfilled', 'unfulfilled')
         AND f.reserved_fen > 0
       LEFT JOIN share_year y ON y.unit_id = u.organisation_id AND y.year = today.year
       WHERE u.organisation_id = $1 AND u.ends_on > ${MARKET_TODAY}`,
      [organisationId],
    );
    if (!row) throw new DomainError('not_found');
    return row;
  }
}
