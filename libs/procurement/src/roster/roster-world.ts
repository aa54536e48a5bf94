import { Injectable } from '@nestjs/common';
import type { RosterRow } from '@yigou/contracts';
import { MARKET_TODAY, type Queryable } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { HOLDS } from '../filings/share-reviews.service';
import type { KnownUnit, RosterWorld } from './roster-plan';

/** What is there of the units that a roster names. */
@Injectable()
export class RosterWorlds {
  constructor(private readonly regions: RegionDirectory) {}

  /** Four statements, however many rows. */
  async of(db: Queryable, ownId: string, rows: readonly RosterRow[]): Promise<RosterWorld> {
    const inputs = rows.flatMap(({ input }) => (input ? [input] : []));
    const codes = inputs.flatMap(({ creditCode, parentCode, successorCode }) =>
      [creditCode, parentCode, successorCode].filter((code) => code !== null),
    );
    const known = await db.query<KnownUnit & { readonly code: string }>(KNOWN, [ownId, [...new Set(codes)]]);
    const byCode = new Map(known.map(({ code, ...unit }) => [code, unit]));
    const ids = known.map(({ id }) => id);
    const above = await db.query<{ id: string; parentId: string | null }>(
      `SELECT l.unit_id AS id, l.parent_id AS "parentId" FROM budget_unit_place l WHERE ${HOLDS('l')} AND l.unit_id IN (
         SELECT p.ancestor_id FROM budget_unit_path p WHERE p.unit_id = ANY($1) AND ${HOLDS('p')})`,
      [ids],
    );
    const ending = inputs.flatMap(({ creditCode, ending: ends }) => (ends ? [byCode.get(creditCode)?.id ?? ''] : []));
    const below = await db.query<{ parentId: string; id: string; name: string }>(
      `SELECT l.parent_id AS "parentId", o.id, o.name FROM budget_unit_place l JOIN organisation o ON o.id = l.unit_id
       WHERE l.parent_id = ANY($1) AND ${HOLDS('l')}`,
      [ending.filter((id) => id !== '')],
    );
    const names = inputs.filter(({ creditCode }) => !byCode.has(creditCode)).map(({ name }) => name);
    const same = await db.query<{ name: string; code: string | null }>(
      `SELECT o.name, o.credit_code AS code FROM organisation o JOIN budget_unit_path p ON p.unit_id = o.id AND p.ancestor_id = $1 AND ${HOLDS('p')}
       WHERE o.kind = 'agency' AND o.name = ANY($2)`,
      [ownId, names],
    );
    const { byCode: regions } = await this.regions.tree();
    return {
      ownId,
      byCode,
      parentOf: new Map([
        ...above.map(({ id, parentId }) => [id, parentId] as const),
        ...below.map(({ id, parentId }) => [id, parentId] as const),
      ]),
      children: Map.groupBy(below, ({ parentId }) => parentId),
      codeOfName: new Map(same.map(({ name, code }) => [name, code])),
      isRegion: (code) => regions.has(code),
    };
  }
}

/** Of the codes $2, seen from the unit $1. */
const KNOWN = `SELECT o.credit_code AS code, o.id, o.name, o.kind, l.region_code AS "regionCode", l.parent_id AS "parentId",
    CASE WHEN u.organisation_id IS NULL THEN 'none' WHEN u.ends_on <= ${MARKET_TODAY} THEN 'ended'
      WHEN l.unit_id IS NULL THEN 'waiting' ELSE 'stands' END AS standing,
    EXISTS (SELECT FROM budget_unit_path p WHERE p.ancestor_id = $1 AND p.unit_id = o.id AND p.depth > 0 AND ${HOLDS('p')}) AS below
  FROM organisation o LEFT JOIN budget_unit u ON u.organisation_id = o.id
  LEFT JOIN budget_unit_place l ON l.unit_id = o.id AND ${HOLDS('l')} WHERE o.credit_code = ANY($2)`;
