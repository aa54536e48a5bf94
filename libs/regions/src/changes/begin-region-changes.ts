import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { REGION_CHANGE_KINDS, type RegionChangeKind } from '@yigou/contracts';
import {
  Database,
  DivisionPlaces,
  eachIsolated,
  MARKET_TODAY,
  publish,
  raiseFailures,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { RegionsChanged } from '../regions.events';
import { problemsOf } from './check-change';
import { type ChangeLine, changed, type Divisions } from './division-tree';
import { follow, type Succession } from './follow-places';
import { readStanding } from './standing-divisions';

/** How long a statement of a change may take: a county may have a million orders. */
const PATIENCE_MS = 300_000;
/** A writer that had read the divisions before a change, a page that was open: what they leave under an old code is brought along for so long. */
const STRAGGLERS = "interval '2 days'";

interface Due {
  readonly id: string;
  readonly kind: RegionChangeKind;
  readonly effectiveOn: string;
  readonly source: string;
}
type Line = ChangeLine & Succession;

/** Lets changes of divisions begin on their day, and what names them follow. Everything here may be repeated, late or cut off. */
@Injectable()
export class BeginRegionChanges {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly places: DivisionPlaces,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Begins what is due, the earliest first, each in a transaction of its own: divisions, codes given up, names of before, and all rows that follow. One that cannot begin as the divisions
   * stand says why and is tried again. Returns how many began. Throws `SweepFailed` at the end.
   */
  async begin(): Promise<number> {
    const due = await this.db.query<{ id: string }>(
      `SELECT id FROM region_change WHERE begun_at IS NULL AND withdrawn_at IS NULL AND effective_on <= ${MARKET_TODAY} ORDER BY effective_on, id`,
    );
    let begun = 0;
    const result = await eachIsolated('begin-region-changes', due, async ({ id }) => {
      if (await this.uow.run((tx) => this.beginOne(tx, id))) begun += 1;
    });
    raiseFailures('begin-region-changes', result);
    return begun;
  }

  /** Brings along what has come under an old code since a change began in the last two days; returns how many rows. */
  async bringStragglers(): Promise<number> {
    const recent = await this.db.query<{ id: string }>(
      `SELECT id FROM region_change WHERE begun_at > now() - ${STRAGGLERS} ORDER BY begun_at, id`,
    );
    let brought = 0;
    const result = await eachIsolated('bring-stragglers', recent, async ({ id }) => {
      brought += await this.uow.run(async (tx) => {
        await tx.takeUpTo(PATIENCE_MS);
        const successions = successionsOf(await readLines(tx, id));
        const touched = await follow(tx, this.places.following, successions);
        const moved = touched.reduce((sum, one) => sum + one.follow, 0);
        if (moved > 0) await publish(tx, RegionsChanged, { codes: successions.map(({ newCode }) => newCode) });
        return moved;
      });
    });
    raiseFailures('bring-stragglers', result);
    return brought;
  }

  /** Null when another worker has it, or somebody withdrew it. */
  private async beginOne(tx: Tx, id: string): Promise<boolean> {
    await tx.takeUpTo(PATIENCE_MS);
    const change = await tx.one<Due>(
      `SELECT id, kind, effective_on::text AS "effectiveOn", source FROM region_change
       WHERE id = $1 AND begun_at IS NULL AND withdrawn_at IS NULL FOR UPDATE SKIP LOCKED`,
      [id],
    );
    if (!change) return false;
    await lockDivisions(tx);
    const [standing, lines] = [await readStanding(tx), await readLines(tx, id)];
    const [problem] = Object.values(problemsOf(standing, change.kind, lines));
    if (problem !== undefined) {
      await tx.query('UPDATE region_change SET trouble = $2 WHERE id = $1 AND trouble <> $2', [id, problem]);
      return false;
    }
    const after = changed(standing.divisions, lines);
    const codes = await writeDivisions(tx, { before: standing.divisions, after, change, lines });
    const successions = successionsOf(lines);
    const followed = await follow(tx, this.places.following, successions);
    await tx.query("UPDATE region_change SET begun_at = clock_timestamp(), trouble = '', followed = $2 WHERE id = $1", [
      id,
      JSON.stringify(followed),
    ]);
    await publish(tx, RegionsChanged, { codes });
    await this.audit.record(tx, {
      actor: null,
      action: 'regions.change_begun',
      subjectKind: 'region_change',
      subjectId: id,
      summary: `区划变更生效：${REGION_CHANGE_KINDS[change.kind]}（${change.source}）`,
      data: { effectiveOn: change.effectiveOn, lines, followed },
    });
    return true;
  }
}

/** Who enters a change and who begins one wait for each other here. */
export async function lockDivisions(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('region-changes', 0))");
}

const successionsOf = (lines: readonly Line[]): Succession[] =>
  lines.filter(({ oldCode, newCode, takesOver }) => takesOver && oldCode !== newCode);

const readLines = (tx: Tx, id: string): Promise<Line[]> =>
  tx.query<Line>(
    `SELECT old_code AS "oldCode", new_code AS "newCode", name, reading, takes_over AS "takesOver", whole FROM region_change_line
     WHERE change_id = $1 ORDER BY old_code, new_code`,
    [id],
  );

/** Writes names, paths and codes, and keeps what they were. Gives the codes whose name or path is another one now. */
async function writeDivisions(
  tx: Tx,
  { before, after, change, lines }: { before: Divisions; after: Divisions; change: Due; lines: readonly Line[] },
): Promise<string[]> {
  const rows = [...after.values()].filter((row) => {
    const was = before.get(row.code);
    return !was || was.name !== row.name || was.path !== row.path || was.poverty !== row.poverty;
  });
  const renamed = rows.flatMap(({ code, name, path }) => {
    const was = before.get(code);
    return was && (was.name !== name || was.path !== path) ? [{ code, name: was.name, path: was.path }] : [];
  });
  await tx.query(
    `INSERT INTO region_past_name (code, until, name, path)
     SELECT code, clock_timestamp(), name, path FROM jsonb_to_recordset($1::jsonb) AS t (code text, name text, path text)`,
    [JSON.stringify(renamed)],
  );
  await tx.query(
    `INSERT INTO region (code, name, level, parent_code, path, pinyin, initials, poverty, since)
     SELECT code, name, level, "parentCode", path, pinyin, initials, poverty, $2::date
     FROM jsonb_to_recordset($1::jsonb) AS t (code text, name text, level int, "parentCode" text, path text, pinyin text, initials text, poverty boolean)
     ORDER BY level, code
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, path = excluded.path, pinyin = excluded.pinyin, initials = excluded.initials,
       poverty = excluded.poverty, since = excluded.since`,
    [JSON.stringify(rows), change.effectiveOn],
  );
  const given = successionsOf(lines);
  const codes = [given.map(({ oldCode }) => oldCode), given.map(({ newCode }) => newCode)];
  await tx.query('UPDATE region SET since = $2::date WHERE code = ANY($1)', [codes[0], change.effectiveOn]);
  await tx.query(
    `INSERT INTO region_code_change (old_code, new_code, reason, old_name)
     SELECT m.old, m.new, $3, r.name FROM unnest($1::text[], $2::text[]) AS m(old, new) JOIN region r ON r.code = m.old`,
    [...codes, change.source],
  );
  await tx.query(
    'UPDATE poverty_county p SET code = m.new FROM unnest($1::text[], $2::text[]) AS m(old, new) WHERE p.code = m.old',
    codes,
  );
  return [...new Set([...rows.map(({ code }) => code), ...given.map(({ newCode }) => newCode)])];
}
