import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  type AdmissionDecisionBody,
  type ReviewDecision,
  type RouteResponse,
  SUPPLIER_ACTIONS,
  type SupplierAction,
  type SupplierStatus,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, covers, holdSeat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';
import { admissionAvoidance } from './admission-avoidance';
import { type AdmissionReview, dueAfter, isReview, tellOffice } from './admission-clock';
import { Admissions, isTurnOf } from './admissions.queries';
import { moveSupplier } from './move-supplier';
import { SupplierFile as SupplierFileEntity } from './supplier-file.entity';

type Body = z.infer<typeof AdmissionDecisionBody>;
interface File {
  readonly supplierId: string;
  readonly name: string;
  readonly status: SupplierStatus;
  readonly version: number;
  readonly regionCode: string;
  readonly township: string | null;
}

/** R16: self-application, the county's recommendation, the platform's review. */
const ACTIONS = {
  county_review: { approve: 'recommend', return: 'return', refuse: 'refuse' },
  platform_review: { approve: 'admit', return: 'return', refuse: 'refuse' },
} as const satisfies Record<AdmissionReview, Record<ReviewDecision, SupplierAction>>;

type Decision = (typeof ACTIONS)[AdmissionReview][ReviewDecision];

const TITLES = {
  recommend: '县级已推荐，等待平台审核',
  admit: '已同意入驻',
  return: '入驻申请被退回，请补正',
  refuse: '不予入驻',
} as const satisfies Record<Decision, string>;

/** Offices decide about admissions. */
@Injectable()
export class DecideAdmission {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly evidence: Evidence,
    private readonly notices: Notices,
    private readonly admissions: Admissions,
  ) {}

  /**
   * Recommends (county) or admits (platform), returns with notes at the fields, or refuses. Of two who decide at once the first wins. Throws `not_found`
   * outside the jurisdiction, `forbidden` when the seat is gone or it is not its turn, `already_decided` with `{ by, at, status }`,
   * `conflict_of_interest`, `decided_at_other_level`, `illegal_transition` when there is nothing to decide.
   */
  async decide(
    caller: Caller,
    supplierId: string,
    body: Body,
    once: IdempotencyClaim,
  ): Promise<RouteResponse<'decideAdmission'>> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, once, { supplierId });
      if (first) await this.decideOnce(tx, caller, supplierId, body);
    });
    return this.admissions.get(caller, supplierId);
  }

  private async decideOnce(tx: Tx, caller: Caller, supplierId: string, body: Body): Promise<void> {
    await tx.query('SELECT FROM supplier_file WHERE supplier_id = $1 FOR UPDATE', [supplierId]);
    const by = await holdSeat(tx, caller, { kind: 'administration' });
    const { actor, seat } = by;
    const file = await readFile(tx, supplierId);
    if (!file || !covers(seat, file)) throw new DomainError('not_found');
    if (file.version !== body.version) throw await alreadyDecided(tx, file);
    const { status } = file;
    if (!isReview(status)) throw new DomainError('illegal_transition', { status });
    if (!isTurnOf(seat, status)) throw new DomainError('forbidden');
    await requireImpartial(tx, supplierId, actor.userId, status);
    await this.evidence.attach(tx, body.evidenceIds, actor.userId, { supplierId: null, regionCode: file.regionCode });

    const action = ACTIONS[status][body.decision];
    const next = action === 'recommend' ? 'platform_review' : null;
    const dueAt = next ? await dueAfter(tx, next, file.regionCode) : null;
    const { reason, evidenceIds } = body;
    const { to } = await moveSupplier(tx, {
      supplierId,
      action,
      by,
      reason,
      evidence: evidenceIds,
      dueAt,
    });
    const notes = body.decision === 'return' ? body.fieldNotes : {};
    await tx.manager.update(SupplierFileEntity, { supplierId }, { fieldNotes: notes });
    await this.tell(tx, file, action, reason);
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'certification.supplier_moved',
      subjectKind: 'supplier',
      subjectId: supplierId,
      summary: `${SUPPLIER_ACTIONS[action]}：${file.name}`,
      data: { from: status, to, decision: body.decision },
    });
  }

  private async tell(tx: Tx, file: File, action: Decision, reason: string): Promise<void> {
    await this.notices.tell(
      tx,
      { organisationIds: [file.supplierId] },
      {
        kind: 'supplier',
        title: TITLES[action],
        body: reason,
        link: '/supplier/file',
      },
    );
    if (action === 'recommend') await tellOffice(this.notices, tx, 'platform_review', file);
  }
}

const readFile = (tx: Tx, supplierId: string): Promise<File | undefined> =>
  tx.one<File>(
    `SELECT f.supplier_id AS "supplierId", o.name, f.status, f.version, coalesce(f.region_code, '') AS "regionCode", f.township
     FROM supplier_file f JOIN organisation o ON o.id = f.supplier_id WHERE f.supplier_id = $1`,
    [supplierId],
  );

async function requireImpartial(tx: Tx, supplierId: string, userId: string, review: AdmissionReview): Promise<void> {
  const { conflict, otherLevel } = await admissionAvoidance(tx, supplierId, userId, review);
  if (conflict) throw new DomainError('conflict_of_interest');
  if (otherLevel) throw new DomainError('decided_at_other_level');
}

/** Who was first. */
async function alreadyDecided(tx: Tx, { supplierId, status }: File): Promise<DomainError> {
  const last = await tx.one<{ by: string; at: Date }>(
    'SELECT actor_name AS "by", at FROM supplier_step WHERE supplier_id = $1 ORDER BY at DESC, id DESC LIMIT 1',
    [supplierId],
  );
  return new DomainError('already_decided', { by: last?.by ?? null, at: last?.at.toISOString() ?? null, status });
}
