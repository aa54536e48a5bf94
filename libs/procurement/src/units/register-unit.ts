import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { OperatorBody, RegisterUnitBody } from '@yigou/contracts';
import { AttemptLimits, auditOf, type Caller, holdSeat, Organisations, type SeatedCaller } from '@yigou/identity';
import { creditCodeProblem, DomainError } from '@yigou/kernel';
import { type IdempotencyClaim, marketDay, UnitOfWork } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import type { z } from 'zod';
import { FILER } from '../filings/share-filings.service';
import { UnitAdmissions } from './unit-admissions.service';
import { UnitTree } from './unit-tree';

const invalid = (field: string, reason: string) =>
  new DomainError('validation_failed', { fields: { [field]: reason } });

/** The first step of a budget unit, 单位登记: the organisation, its place in the tree, its manager; and of who runs its canteen. */
@Injectable()
export class RegisterUnit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly organisations: Organisations,
    private readonly regions: RegionDirectory,
    private readonly limits: AttemptLimits,
    private readonly tree: UnitTree,
    private readonly admissions: UnitAdmissions,
  ) {}

  /**
   * A unit that names who supervises it asks to stand there, and stands nowhere before (R21); one without a unit above stands at the top at once.
   * An agency that is known by its code already and that nobody made a budget unit of is one thing for whoever manages it, not for a stranger: its code is taken.
   * Throws `validation_failed` (also for a credit code whose check digit is wrong), `credit_code_taken`, `unit_parent_unknown`, `rate_limited`.
   */
  async register(
    caller: Caller,
    input: z.infer<typeof RegisterUnitBody>,
    claim: IdempotencyClaim,
  ): Promise<{ unitId: string }> {
    const problem = creditCodeProblem(input.creditCode);
    if (problem) throw invalid('creditCode', problem);
    if (!(await this.regions.find(input.regionCode))) throw invalid('regionCode', '没有这个地区');
    await this.limits.take('unitRegistration', caller.actor.userId);
    const { name, creditCode, regionCode, parentId, canteen } = input;
    return this.uow.runOnce(claim, async (tx) => {
      const made = await this.organisations.withCode(tx, { kind: 'agency', name, creditCode, regionCode });
      if (!made.created) throw new DomainError('credit_code_taken');
      const unitId = made.id;
      await this.organisations.addMember(tx, { userId: caller.actor.userId, organisationId: unitId, role: 'manager' });
      const nowhere = { duties: [], level: null, regionPrefix: '', township: null } as const;
      // The seat that this very step makes.
      const by: SeatedCaller = {
        ...caller,
        seat: { ...nowhere, organisationId: unitId, organisationName: name, kind: 'agency', role: 'manager' },
      };
      if (parentId === null)
        await this.tree.add(tx, [{ unitId, parentId, regionCode, canteen }], marketDay(new Date()));
      else {
        await this.tree.enroll(tx, [{ unitId, canteen }]);
        await this.admissions.ask(tx, by, { unitId, parentId, regionCode });
      }
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'procurement.unit_registered',
        subjectKind: 'budget_unit',
        subjectId: unitId,
        summary: `登记预算单位“${name}”`,
        data: { creditCode, regionCode, parentId, canteen },
      });
      return { unitId };
    });
  }

  /** The company that runs a contracted-out canteen, 承包方, by its code; made when it is not known. Throws `validation_failed`, `forbidden`, `credit_code_taken`. */
  async nameOperator(
    caller: Caller,
    { name, creditCode }: z.infer<typeof OperatorBody>,
  ): Promise<{ id: string; name: string }> {
    const problem = creditCodeProblem(creditCode);
    if (problem) throw invalid('creditCode', problem);
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FILER);
      const found = await this.organisations.withCode(tx, { kind: 'company', name, creditCode, regionCode: null });
      if (found.created)
        await this.audit.record(tx, {
          ...auditOf(by),
          action: 'procurement.operator_named',
          subjectKind: 'organisation',
          subjectId: found.id,
          summary: `登记食堂承包方“${name}”`,
          data: { creditCode },
        });
      return { id: found.id, name: found.name };
    });
  }
}
