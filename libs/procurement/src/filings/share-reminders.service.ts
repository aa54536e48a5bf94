import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { ShareRulesOf } from './share-rules';
import { FINANCE, HOLDS, SUPERVISOR } from './share-reviews.service';

export interface Reminder {
  readonly year: number;
  readonly unitIds: readonly string[];
}

/** What a unit above and the finance department do towards units beside looking at what they filed. */
@Injectable()
export class ShareReminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: ShareRulesOf,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /** Reminds units below that have not filed; answers how many were told. Throws `forbidden`, and `not_found` for what is not below. */
  remindBelow(caller: Caller, reminder: Reminder): Promise<number> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const reached = await tx.query<Place>(
        `SELECT p.unit_id AS id, l.region_code AS "regionCode" FROM budget_unit_path p JOIN budget_unit_place l ON l.unit_id = p.unit_id AND ${HOLDS('l')}
         WHERE p.ancestor_id = $1 AND p.unit_id = ANY($2) AND p.depth > 0 AND ${HOLDS('p')}`,
        [by.seat.organisationId, reminder.unitIds],
      );
      return this.remind(tx, by, reminder, reached);
    });
  }

  /** The same towards units of the finance department's region. */
  remindRegion(caller: Caller, reminder: Reminder): Promise<number> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FINANCE);
      return this.remind(tx, by, reminder, await inRegion(tx, by, reminder.unitIds));
    });
  }

  /** Who has filed, and who was reminded today, is left alone: reminding twice tells once. */
  private async remind(
    tx: Tx,
    by: SeatedCaller,
    { year, unitIds }: Reminder,
    reached: readonly Place[],
  ): Promise<number> {
    if (new Set(reached.map(({ id }) => id)).size !== new Set(unitIds).size) throw new DomainError('not_found');
    const told = await tx.query<{ id: string }>(
      `INSERT INTO share_reminder (unit_id, year, reminded_on, by_id)
       SELECT u.id, $2, ${MARKET_TODAY}, $3 FROM unnest($1::uuid[]) AS u (id)
       WHERE NOT EXISTS (SELECT FROM share_filing f WHERE f.unit_id = u.id AND f.year = $2 AND f.status IN ('submitted', 'reviewed', 'in_force', 'fulfilled', 'unfulfilled'))
       ON CONFLICT DO NOTHING RETURNING unit_id AS id`,
      [[...new Set(unitIds)], year, by.actor.userId],
    );
    if (told.length === 0) return 0;
    const regionOf = new Map(reached.map(({ id, regionCode }) => [id, regionCode]));
    const bodies = new Map<string, string>();
    for (const { id } of told) {
      const { on } = await this.rules.deadline(year, regionOf.get(id) ?? '');
      bodies.set(id, `${by.seat.organisationName}提醒：请于 ${on} 前填报 ${year} 年预留份额。`);
    }
    await this.notices.tellEach(tx, bodies, {
      kind: 'share',
      title: '请填报预留份额',
      link: `/agency/share?year=${year}`,
    });
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'procurement.share_reminded',
      subjectKind: 'organisation',
      subjectId: by.seat.organisationId,
      summary: `提醒 ${told.length} 个单位填报 ${year} 年预留份额`,
      data: { year, unitIds: told.map(({ id }) => id) },
    });
    return told.length;
  }
}

interface Place {
  readonly id: string;
  readonly regionCode: string;
}

const inRegion = (tx: Tx, by: SeatedCaller, unitIds: readonly string[]): Promise<Place[]> =>
  tx.query<Place>(
    `SELECT p.unit_id AS id, p.region_code AS "regionCode" FROM budget_unit_place p WHERE p.unit_id = ANY($1) AND p.region_code LIKE $2 AND ${HOLDS('p')}`,
    [unitIds, `${by.seat.regionPrefix}%`],
  );
