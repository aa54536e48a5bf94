import { Injectable } from '@nestjs/common';
import type { ImposeSanctionBody } from '@yigou/contracts';
import { type Caller, SYSTEM } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { claimKey, type IdempotencyClaim, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';
import { mayUndo } from './duties';
import { requireDuty } from './decide';
import { endOfDay } from './market-date';
import { lockSanction, type LockedSanction } from './move-sanction';
import { SanctionSteps } from './sanction-steps';
import { lockSubject, type Subject, type SubjectIds } from './sanction-subject';
import { Sanction } from './sanction.entity';

type Imposing = z.output<typeof ImposeSanctionBody>;
const OF_CERTIFICATES: readonly string[] = ['suspension', 'withdrawal'];
const WITH_TERM: readonly string[] = ['suspension', 'freeze', 'blacklist'];
const END_BATCH = 100;

/** A decision whose term is over, and since when as PostgreSQL writes it. */
interface Due {
  readonly id: string;
  readonly at: string;
}

/** Decisions that administrators make of themselves, and that end by their term. */
@Injectable()
export class Sanctions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly steps: SanctionSteps,
  ) {}

  /**
   * Gives the decision's id. Throws `not_found` outside the jurisdiction, `forbidden` for a level without the duty, `conflict_of_interest`,
   * `illegal_transition` when the subject has no such step, `overturned_same_person`, `validation_failed` for a body that does not fit its kind.
   */
  async impose(caller: Caller, body: Imposing, claim: IdempotencyClaim): Promise<string> {
    checkForm(body);
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { id: newId() as string });
      if (!first) return result.id;
      const subject = await lockSubject(tx, body);
      const { by, level } = await requireDuty(tx, caller, body.kind, subject);
      const endsAt = body.endsOn === null ? null : await endOfDay(tx, body.endsOn, 'endsOn');
      await requireCause(tx, body, subject);
      const { kind, reason, evidenceIds, inspectionId, complaintId } = body;
      return this.steps.impose(tx, subject, {
        id: result.id,
        kind,
        by,
        level,
        reason,
        endsAt,
        evidenceIds,
        inspectionId,
        complaintId,
        address: caller.address,
      });
    });
  }

  /** Lifts a decision; throws `forbidden` when a higher level made it, `illegal_transition` when it is no longer in force. */
  async lift(caller: Caller, id: string, reason: string, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const { subject, sanction } = await lockBoth(tx, id);
      const { by, level } = await requireDuty(tx, caller, sanction.kind, subject);
      if (!mayUndo(level, sanction.level)) throw new DomainError('forbidden');
      await this.steps.close(tx, subject, sanction, { action: 'lift', by, reason, address: caller.address });
    });
  }

  /**
   * Ends all that has come to its term, each in a transaction of its own, so that it can be stopped anywhere. Returns how many ended; throws `SweepFailed` at
   * the end when one could not.
   */
  async endDue(size = END_BATCH): Promise<number> {
    let ended = 0;
    await sweepEach({ name: 'end-sanctions', size, due: (after?: Due) => this.due(size, after) }, async ({ id }) => {
      if (await this.uow.run((tx) => this.end(tx, id))) ended += 1;
    });
    return ended;
  }

  private due(limit: number, after: Due | undefined): Promise<Due[]> {
    return this.uow.run((tx) =>
      tx.query<Due>(
        `SELECT id, ends_at::text AS at FROM sanction WHERE status = 'in_force' AND ends_at <= clock_timestamp()
           AND (ends_at, id) > ($2::timestamptz, $3::uuid) ORDER BY ends_at, id LIMIT $1`,
        [limit, after?.at ?? '-infinity', after?.id ?? NO_ID],
      ),
    );
  }

  private async end(tx: Tx, id: string): Promise<boolean> {
    const { subject, sanction } = await lockBoth(tx, id);
    const due = await tx.one<{ due: boolean }>(
      "SELECT status = 'in_force' AND ends_at <= clock_timestamp() AS due FROM sanction WHERE id = $1",
      [id],
    );
    if (!due?.due) return false;
    await this.steps.close(tx, subject, sanction, { action: 'end', by: SYSTEM, reason: '处理决定期满' });
    return true;
  }
}

/** Locks what a decision is about and then the decision. Throws `not_found`. */
export async function lockBoth(tx: Tx, id: string): Promise<{ subject: Subject; sanction: LockedSanction }> {
  const ids: SubjectIds | null = await tx.manager.findOneBy(Sanction, { id });
  if (!ids) throw new DomainError('not_found');
  const subject = await lockSubject(tx, ids);
  return { subject, sanction: await lockSanction(tx, id) };
}

function checkForm({ kind, certificateId, supplierId, endsOn }: Imposing): void {
  const fields: Record<string, string> = {};
  const ofCertificate = OF_CERTIFICATES.includes(kind);
  if (ofCertificate !== (certificateId !== null))
    fields['certificateId'] = '暂停、撤销须指明证书，其他决定不针对证书。';
  if (ofCertificate === (supplierId !== null)) fields['supplierId'] = '冻结、清退、列入黑名单须指明供应商。';
  if (kind === 'blacklist' && endsOn === null) fields['endsOn'] = '列入黑名单须写明期限。';
  if (!WITH_TERM.includes(kind) && endsOn !== null) fields['endsOn'] = '该决定没有期限。';
  if (Object.keys(fields).length > 0) throw new DomainError('validation_failed', { fields });
}

/** An inspection or complaint that is named must be of the same supplier. */
async function requireCause(tx: Tx, body: Imposing, subject: Subject): Promise<void> {
  const causes = [
    ['inspection', body.inspectionId],
    ['complaint', body.complaintId],
  ] as const;
  for (const [table, id] of causes) {
    if (id === null) continue;
    const found = await tx.one(`SELECT 1 FROM ${table} WHERE id = $1 AND supplier_id = $2`, [id, subject.supplierId]);
    if (!found)
      throw new DomainError('validation_failed', { fields: { [`${table}Id`]: '所引用的事项与该对象无关。' } });
  }
}
