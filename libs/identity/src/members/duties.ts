import type { MemberDuty, MemberRole, OrganisationKind } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';

/** Duties are of clerks of budget units alone: a manager has all of them, who may only look has none. Throws `validation_failed`. */
export function requireDuties(kind: OrganisationKind, role: MemberRole, duties: readonly MemberDuty[]): void {
  if (duties.length === 0 || (kind === 'agency' && role === 'clerk')) return;
  throw new DomainError('validation_failed', { fields: { duties: '只有预算单位的经办人分职责' } });
}
