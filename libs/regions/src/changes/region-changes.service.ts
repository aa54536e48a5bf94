import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  REGION_CHANGE_KINDS,
  type RegionChangeBody,
  type RegionChangeLineBody,
  type RegionChangePreview,
} from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, seatOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Database, DivisionPlaces, type IdempotencyClaim, type Queryable, type Tx, UnitOfWork } from '@yigou/platform';
import { lockDivisions } from './begin-region-changes';
import { problemsOf, type Standing } from './check-change';
import { type ChangeLine, changed } from './division-tree';
import { countTouched, type Succession } from './follow-places';
import { readStanding } from './standing-divisions';

/** The day of the list of divisions: what was in force by then stands in it. */
const LIST_DAY = '2023-06-30';
const MOST_DAYS_AHEAD = 730;

type Line = ChangeLine & Succession;

/** Changes of divisions as the national office enters them (区划变更登记): checked, shown before, and withdrawn while they have not begun. */
@Injectable()
export class RegionChanges {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly places: DivisionPlaces,
    private readonly audit: AuditLog,
  ) {}

  /**
   * What a change would do, by what there is now: how many rows of which kind follow it. Throws `forbidden` for whoever may not enter one, `region_change_invalid` with a message per field.
   */
  async preview(caller: Caller, body: RegionChangeBody): Promise<RegionChangePreview> {
    const seat = seatOf(caller, 'administration');
    if (seat.level !== 'national' || seat.role !== 'manager') throw new DomainError('forbidden');
    const { standing, lines } = await this.checked(this.db, body);
    const after = changed(standing.divisions, lines);
    const shown = [...new Set(lines.map(({ newCode }) => newCode))].flatMap((code) => {
      const { name, path, pinyin } = after.get(code) ?? {};
      return name === undefined ? [] : [{ code, name, path: path ?? name, pinyin: pinyin ?? '' }];
    });
    const taken = lines.filter(({ takesOver, oldCode, newCode }) => takesOver && oldCode !== newCode);
    return { after: shown, touched: await countTouched(this.db, this.places.following, taken) };
  }

  /**
   * Enters a change; it begins by itself on its day, within a minute where that is today or past. Answers its id. Throws `forbidden` for who is no manager of the national office,
   * `region_change_invalid` with a message per field.
   */
  enter(caller: Caller, body: RegionChangeBody, claim: IdempotencyClaim): Promise<string> {
    return this.uow.runOnce(claim, async (tx) => {
      await lockDivisions(tx);
      const by = await holdNational(tx, caller);
      const { standing, lines } = await this.checked(tx, body);
      const id = newId();
      await tx.query(
        'INSERT INTO region_change (id, kind, effective_on, source, entered_by) VALUES ($1, $2, $3, $4, $5)',
        [id, body.kind, body.effectiveOn, body.source, by.actor.userId],
      );
      const rows = lines.map((line) => ({ ...line, oldName: standing.divisions.get(line.oldCode)?.name ?? '' }));
      await tx.query(
        `INSERT INTO region_change_line (change_id, old_code, new_code, old_name, name, reading, takes_over, whole)
         SELECT $1, "oldCode", "newCode", "oldName", name, reading, "takesOver", whole
         FROM jsonb_to_recordset($2::jsonb) AS t ("oldCode" text, "newCode" text, "oldName" text, name text, reading text, "takesOver" boolean, whole boolean)`,
        [id, JSON.stringify(rows)],
      );
      const summary = `登记区划变更：${REGION_CHANGE_KINDS[body.kind]}，${body.effectiveOn} 起`;
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'regions.change_entered',
        subjectKind: 'region_change',
        subjectId: id,
        summary,
        data: { ...body },
      });
      return id;
    });
  }

  /** Takes a change back that has not begun. Throws `forbidden`, `not_found`, `region_change_begun` when it has begun or was withdrawn. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdNational(tx, caller);
      const change = await tx.one<{ over: boolean }>(
        `SELECT begun_at IS NOT NULL OR withdrawn_at IS NOT NULL AS over FROM region_change WHERE id = $1 FOR UPDATE`,
        [id],
      );
      if (!change) throw new DomainError('not_found');
      if (change.over) throw new DomainError('region_change_begun');
      await tx.query('UPDATE region_change SET withdrawn_at = clock_timestamp(), withdrawn_by = $2 WHERE id = $1', [
        id,
        by.actor.userId,
      ]);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'regions.change_withdrawn',
        subjectKind: 'region_change',
        subjectId: id,
        summary: '撤回尚未生效的区划变更',
        data: {},
      });
    });
  }

  /** The change as it may begin. Throws `region_change_invalid`. */
  private async checked(db: Queryable, body: RegionChangeBody): Promise<{ standing: Standing; lines: Line[] }> {
    const standing = await readStanding(db);
    const lines = body.lines.map((line) => lineOf(body, line));
    const problems = { ...dayProblems(body.effectiveOn), ...problemsOf(standing, body.kind, lines) };
    const waiting = await db.query<{ code: string }>(
      `SELECT l.old_code AS code FROM region_change_line l JOIN region_change c ON c.id = l.change_id AND c.begun_at IS NULL AND c.withdrawn_at IS NULL
       UNION SELECT l.new_code FROM region_change_line l JOIN region_change c ON c.id = l.change_id AND c.begun_at IS NULL AND c.withdrawn_at IS NULL`,
    );
    const taken = new Set(waiting.map(({ code }) => code));
    lines.forEach(({ oldCode, newCode }, at) => {
      if (taken.has(oldCode)) problems[`lines.${at}.oldCode`] ??= '另一项尚未生效的变更已经涉及这个代码';
      if (taken.has(newCode)) problems[`lines.${at}.newCode`] ??= '另一项尚未生效的变更已经涉及这个代码';
    });
    if (Object.keys(problems).length > 0) throw new DomainError('region_change_invalid', { fields: problems });
    return { standing, lines: lines.map((line) => ({ ...line, whole: isWhole(standing, lines, line) })) };
  }
}

const holdNational = async (tx: Tx, caller: Caller): Promise<SeatedCaller> => {
  const by = await holdSeat(tx, caller, { kind: 'administration', roles: ['manager'] });
  if (by.seat.level !== 'national') throw new DomainError('forbidden');
  return by;
};

/** In a split parts are set up beside the old division, unless one takes its place; in any other change each line is what becomes of the old one. */
const lineOf = ({ kind }: RegionChangeBody, line: RegionChangeLineBody): ChangeLine => ({
  ...line,
  takesOver: kind === 'split' ? line.takesOver : true,
});

const isWhole = ({ divisions }: Standing, lines: readonly ChangeLine[], { newCode }: ChangeLine): boolean =>
  !divisions.has(newCode) && lines.filter((other) => other.newCode === newCode).length === 1;

function dayProblems(day: string): Record<string, string> {
  if (day <= LIST_DAY) return { effectiveOn: '2023 年 6 月 30 日及以前的变更已经在区划表里' };
  const ahead = (Date.parse(day) - Date.now()) / 86_400_000;
  return ahead > MOST_DAYS_AHEAD ? { effectiveOn: '最多提前两年登记' } : {};
}
