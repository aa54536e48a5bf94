import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RosterDone, RosterOutcome, RosterRow, RouteResponse } from '@yigou/contracts';
import {
  AppointManagers,
  auditOf,
  type Caller,
  holdSeat,
  ImportColumns,
  Organisations,
  seatOf,
  type SeatedCaller,
} from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, Database, type IdempotencyClaim, marketDay, type Tx, UnitOfWork } from '@yigou/platform';
import { HOLDS, SUPERVISOR } from '../filings/share-reviews.service';
import { EndUnits } from '../units/end-units';
import { lapseChanges } from '../units/move-unit-change';
import { lockUnitTree, UnitTree } from '../units/unit-tree';
import { planRoster, type RosterChange, type RosterPlan, type RosterWorld, topDown } from './roster-plan';
import { readRosterSheet } from './roster-sheet';
import { RosterWorlds } from './roster-world';

type Preview = RouteResponse<'previewRoster'>;
type Of<Act extends RosterChange['act']> = Extract<RosterChange, { readonly act: Act }>;

const SHOWN = 200;
const HOURS = 1;
const ORDER: Readonly<Record<RosterOutcome, number>> = { conflict: 0, end: 1, change: 2, create: 3, unchanged: 4 };

/** The units below one, brought up to date from a spreadsheet (R12): first what would happen, then, when somebody says yes, just that. */
@Injectable()
export class ImportRoster {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly worlds: RosterWorlds,
    private readonly tree: UnitTree,
    private readonly endings: EndUnits,
    private readonly organisations: Organisations,
    private readonly managers: AppointManagers,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
    private readonly columns: ImportColumns,
  ) {}

  /** Throws `forbidden`, `spreadsheet_invalid` and `import_too_large`; what is wrong with a row stands at the row. Six statements, however many rows. */
  async preview(caller: Caller, fileName: string, file: Buffer): Promise<Preview> {
    const { organisationId } = seatOf(caller, 'agency');
    const { rows, reading, refused } = await readRosterSheet(file, await this.columns.of(caller, 'roster'));
    const plan = planRoster(rows, await this.worlds.of(this.db, organisationId, rows));
    const id = newId();
    const [stored] = await this.db.query<{ expiresAt: Date }>(
      `INSERT INTO unit_roster_import (id, unit_id, file_name, rows, plan_hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(hours => ${HOURS})) RETURNING expires_at AS "expiresAt"`,
      [id, organisationId, fileName.slice(-120), JSON.stringify(rows), hashOf(plan), caller.actor.userId],
    );
    if (!stored) throw new Error('the roster was not stored');
    const count = (outcome: RosterOutcome) => plan.rows.filter((row) => row.outcome === outcome).length;
    return {
      id,
      fileName: fileName.slice(-120),
      create: count('create'),
      change: count('change'),
      end: count('end'),
      unchanged: count('unchanged'),
      conflict: count('conflict'),
      rows: plan.rows
        .toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.row.row - b.row.row)
        .slice(0, SHOWN)
        .map(({ row: { row, creditCode, name }, outcome, notes }) => ({
          row,
          creditCode,
          name,
          outcome,
          notes: [...notes],
        })),
      reading,
      refusedRows: refused(reasonsOf(plan)),
      expiresAt: stored.expiresAt.toISOString(),
    };
  }

  /**
   * Does what the preview said, all of it or nothing. A second confirmation changes nothing and answers the same. Throws `forbidden`, `not_found` for another's
   * roster, `illegal_transition` when its hour is over, `roster_changed` when something else would happen by now than was shown.
   */
  confirm(caller: Caller, id: string, once: IdempotencyClaim): Promise<RosterDone> {
    return this.uow.run(async (tx) => {
      await claimKey(tx, once, { id });
      const run = await tx.one<{
        rows: RosterRow[];
        planHash: string;
        over: boolean;
        done: RosterDone | null;
        fileName: string;
      }>(
        `SELECT rows, plan_hash AS "planHash", expires_at <= clock_timestamp() AS over, done, file_name AS "fileName"
         FROM unit_roster_import WHERE id = $1 AND created_by = $2 AND unit_id = $3 FOR UPDATE`,
        [id, caller.actor.userId, seatOf(caller, 'agency').organisationId],
      );
      const by = await holdSeat(tx, caller, SUPERVISOR);
      if (!run) throw new DomainError('not_found');
      if (run.done) return run.done;
      if (run.over) throw new DomainError('illegal_transition', { status: 'expired' }, '预览已过期，请重新上传名册。');
      await lockUnitTree(tx);
      const world = await this.worlds.of(tx, by.seat.organisationId, run.rows);
      const plan = planRoster(run.rows, world);
      if (hashOf(plan) !== run.planHash) throw new DomainError('roster_changed');
      const done = await this.apply(tx, by, { ...plan, world });
      await tx.query(
        `UPDATE unit_roster_import SET rows = '[]', confirmed_at = clock_timestamp(), done = $2 WHERE id = $1`,
        [id, JSON.stringify(done)],
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'procurement.roster_imported',
        subjectKind: 'unit_roster_import',
        subjectId: id,
        summary: `导入单位名册“${run.fileName}”：新增 ${done.created}，变更 ${done.changed}，撤并 ${done.ended}`,
        data: done,
      });
      return done;
    });
  }

  /** Forgets what nobody confirmed; returns how many. */
  async prune(): Promise<number> {
    const rows = await this.db.query(
      'DELETE FROM unit_roster_import WHERE confirmed_at IS NULL AND expires_at < clock_timestamp() RETURNING id',
    );
    return rows.length;
  }

  /**
   * Invites a manager of a unit below that nobody manages: a roster makes units, not people. Throws `forbidden`, `not_found` for a unit that is not below,
   * `organisation_managed`, and like `Invitations.invite`.
   */
  inviteManager(caller: Caller, unitId: string, login: string): Promise<void> {
    return this.managers.appointWhere(caller, { organisationId: unitId, login }, async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const organisation = await tx.one<{ id: string; name: string }>(
        `SELECT o.id, o.name FROM budget_unit_path p JOIN organisation o ON o.id = p.unit_id
         WHERE p.ancestor_id = $1 AND p.unit_id = $2 AND p.depth > 0 AND ${HOLDS('p')}`,
        [by.seat.organisationId, unitId],
      );
      if (!organisation) throw new DomainError('not_found');
      return { by, organisation, regionPrefix: '' };
    });
  }

  /** The caller holds the tree, and the plan is of the world as it stands. */
  private async apply(
    tx: Tx,
    by: SeatedCaller,
    { rows, changes, world }: RosterPlan & { readonly world: RosterWorld },
  ): Promise<RosterDone> {
    const ordered = topDown(changes, world);
    const of = <Act extends RosterChange['act']>(act: Act) =>
      ordered.filter((change): change is Of<Act> => change.act === act);
    const today = marketDay(new Date());
    const made = await this.create(tx, of('create'), today);
    const idOf = (key: string) => made.get(key) ?? key;
    const changed = of('change');
    await this.organisations.rename(
      tx,
      changed.filter(({ renamed }) => renamed).map(({ id, input: { name } }) => ({ id, name })),
    );
    for (const { id: unitId, parent, input } of changed.filter(({ moved }) => moved))
      await this.tree.move(tx, { unitId, parentId: idOf(parent), regionCode: input.regionCode, from: today });
    const ended = of('end');
    await this.endings.end(
      tx,
      by,
      ended.map(({ id: unitId, input: { ending, successorCode } }) => ({
        unitId,
        ending: ending ?? 'abolished',
        successorId: successorCode === null ? null : idOf(world.byCode.get(successorCode)?.id ?? successorCode),
      })),
    );
    await lapseChanges(
      tx,
      by,
      ended.map(({ id }) => id),
    );
    await this.tell(tx, by, [...changed, ...ended]);
    const skipped = rows.length - changes.length;
    return { created: made.size, changed: changed.length, ended: ended.length, skipped };
  }

  private async create(tx: Tx, created: readonly Of<'create'>[], today: string): Promise<Map<string, string>> {
    if (created.length === 0) return new Map();
    const made = await this.organisations.createAgencies(
      tx,
      created.map(({ input }) => input),
    );
    const units = created.map(({ input: { creditCode, regionCode, canteen }, parent }) => ({
      unitId: made.get(creditCode) ?? '',
      parentId: made.get(parent) ?? parent,
      regionCode,
      ...(canteen ? { canteen } : {}),
    }));
    await this.tree.add(tx, units, today);
    return made;
  }

  /** Each unit that was there before hears what became of it, and so does the record. */
  private async tell(tx: Tx, by: SeatedCaller, changes: readonly (Of<'change'> | Of<'end'>)[]): Promise<void> {
    for (const change of changes) {
      const ends = change.act === 'end';
      await this.audit.record(tx, {
        ...auditOf(by),
        action: ends ? 'procurement.unit_ended' : 'procurement.unit_changed',
        subjectKind: 'budget_unit',
        subjectId: change.id,
        summary: ends ? `按名册撤并“${change.name}”` : `按名册变更“${change.from}”`,
        data: change.input,
      });
    }
    const said = changes.map((change) => [change.id, sentenceOf(by, change)] as const);
    if (said.length > 0)
      await this.notices.tellEach(tx, new Map(said), {
        kind: 'share',
        title: '主管单位更新了单位名册',
        link: '/agency/share',
      });
  }
}

function sentenceOf({ seat: { organisationName } }: SeatedCaller, change: Of<'change'> | Of<'end'>): string {
  if (change.act === 'end')
    return `${organisationName}已将本单位${change.input.ending === 'merged' ? '并入其他单位' : '撤销'}，今天起不能再填报和下单。`;
  const what = [
    ...(change.renamed ? [`名称改为“${change.input.name}”`] : []),
    ...(change.moved ? ['主管单位或地区已变更'] : []),
  ];
  return `${organisationName}更新了本单位的登记：${what.join('；')}。如有不符请联系主管单位。`;
}

/** Why rows do nothing, by their number. */
const reasonsOf = ({ rows }: RosterPlan): ReadonlyMap<number, string> =>
  new Map(rows.flatMap(({ row, outcome, notes }) => (outcome === 'conflict' ? [[row.row, notes.join('；')]] : [])));

/** Of all that the preview says: whoever confirms confirms this and nothing else. */
const hashOf = ({ rows }: RosterPlan): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map(({ row, outcome, notes }) => [row.row, outcome, notes])))
    .digest('hex');
