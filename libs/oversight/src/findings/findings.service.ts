import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteBody } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Filter, type Tx, UnitOfWork } from '@yigou/platform';
import { FINANCE, SUPERVISOR } from '@yigou/procurement';
import { lockFinding, moveFinding } from './move-finding';
import { type Reader, reaches } from './reader';

/** The auditor (审计部门). */
export const AUDITOR: SeatRule = { kind: 'auditor', roles: ['manager', 'clerk'] };
type Decision = RouteBody<'decideAuditedFinding'>;

const AUDITED = {
  confirm: 'oversight.finding_confirmed',
  dismiss: 'oversight.finding_dismissed',
  reopen: 'oversight.finding_reopened',
} as const;
const WORDS = { confirm: '核查属实', dismiss: '排除', reopen: '重新核查' } as const;

/** What came of a finding, said by the unit above, the finance department or the auditor. */
@Injectable()
export class Findings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Of a unit below. A unit does not open again what somebody dismissed. Throws `forbidden`, `not_found` for a unit that is not below, `finding_closed`. */
  decideBelow(caller: Caller, id: string, decision: Decision): Promise<void> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      if (decision.decision === 'reopen') throw new DomainError('forbidden');
      await this.decide(tx, by, { id, reader: { organisationId: by.seat.organisationId } }, decision);
    });
  }

  /** Of a unit of the region. Throws `forbidden`, `not_found` for a unit elsewhere, `finding_closed`. */
  decideInRegion(caller: Caller, kind: 'finance' | 'auditor', id: string, decision: Decision): Promise<void> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, kind === 'finance' ? FINANCE : AUDITOR);
      await this.decide(tx, by, { id, reader: { regionPrefix: by.seat.regionPrefix } }, decision);
    });
  }

  private async decide(
    tx: Tx,
    by: SeatedCaller,
    { id, reader }: { readonly id: string; readonly reader: Reader },
    { decision: action, reason }: Decision,
  ): Promise<void> {
    const finding = await lockFinding(tx, id);
    const filter = new Filter();
    filter.and(reaches(filter, `${filter.bind(finding.unitId)}::uuid`, reader));
    if (!(await tx.one(`SELECT 1 AS one WHERE ${filter.sql}`, filter.values))) throw new DomainError('not_found');
    await moveFinding(tx, finding, { action, by, reason });
    await this.audit.record(tx, {
      ...auditOf(by),
      action: AUDITED[action],
      subjectKind: 'finding',
      subjectId: id,
      summary: `${WORDS[action]}异常线索：${finding.facts}`,
      data: { reason, unitId: finding.unitId },
    });
  }
}
