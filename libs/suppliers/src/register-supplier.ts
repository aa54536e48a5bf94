import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RegisterSupplierBody } from '@yigou/contracts';
import { AttemptLimits, auditOf, type Caller, Organisations } from '@yigou/identity';
import { creditCodeProblem, DomainError } from '@yigou/kernel';
import { type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import type { z } from 'zod';
import { writeStep } from './move-supplier';
import { SupplierFile } from './supplier-file.entity';

type Registration = z.infer<typeof RegisterSupplierBody>;

const invalid = (field: string, reason: string) =>
  new DomainError('validation_failed', { fields: { [field]: reason } });

/** The first step of a supplier's way, 登记: the organisation, its manager, an empty file. */
@Injectable()
export class RegisterSupplier {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly organisations: Organisations,
    private readonly regions: RegionDirectory,
    private readonly limits: AttemptLimits,
  ) {}

  /**
   * R14: the county is one of the 832. Throws `validation_failed` (also for a credit code whose check digit is wrong, and for somebody who has a supplier
   * of their own already), `credit_code_taken`, `rate_limited`.
   */
  async register(caller: Caller, input: Registration, claim: IdempotencyClaim): Promise<{ supplierId: string }> {
    const { actor } = caller;
    const problem = creditCodeProblem(input.creditCode);
    if (problem) throw invalid('creditCode', problem);
    const county = await this.regions.find(input.countyCode);
    if (!county?.leaf || !county.poverty) throw invalid('countyCode', '请选择 832 个国家级贫困县之一');
    await this.limits.take('supplierRegistration', actor.userId);
    return this.uow.runOnce(claim, async (tx) => {
      await requireNoPlace(tx, actor.userId);
      const supplierId = await this.organisations.registerSupplier(tx, {
        supplierKind: input.kind,
        name: input.name,
        creditCode: input.creditCode,
        regionCode: county.code,
      });
      await this.organisations.addMember(tx, { userId: actor.userId, organisationId: supplierId, role: 'manager' });
      const place = { regionCode: county.code, township: input.township };
      const people = { createdBy: actor.userId, editedBy: actor.userId };
      await tx.manager.insert(SupplierFile, { supplierId, status: 'draft', ...place, ...people });
      // The seat that this very step makes.
      const nowhere = { duties: [], level: null, regionPrefix: '', township: null } as const;
      const named = { organisationId: supplierId, organisationName: input.name } as const;
      const by: Caller = { ...caller, seat: { ...nowhere, ...named, kind: 'supplier', role: 'manager' } };
      await writeStep(tx, { supplierId, action: 'register', by, reason: '' }, null, 'draft');
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'certification.supplier_registered',
        subjectKind: 'supplier',
        subjectId: supplierId,
        summary: `登记带贫主体“${input.name}”`,
      });
      return { supplierId };
    });
  }
}

/** One person has one supplier: the console shows the first. A place held by a mandate, 代办, does not count. The person's row is the lock. */
async function requireNoPlace(tx: Tx, userId: string): Promise<void> {
  await tx.query('SELECT FROM app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  const place = await tx.one(
    `SELECT FROM membership m JOIN organisation o ON o.id = m.organisation_id
     WHERE m.user_id = $1 AND o.kind = 'supplier' AND m.mandate_id IS NULL LIMIT 1`,
    [userId],
  );
  if (place) throw invalid('name', '您的账号已属于一个供应商，请用另一个账号登记');
}
