import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** Whether a unit stands, or stood, somewhere: those that wait for admission never did. */
export async function stands(tx: Tx, unitId: string): Promise<boolean> {
  return !!(await tx.one('SELECT 1 FROM budget_unit_place WHERE unit_id = $1 LIMIT 1', [unitId]));
}

/** Throws `unit_not_admitted` for a unit that waits for admission (R21): it neither files nor orders. */
export async function requireAdmitted(tx: Tx, unitId: string): Promise<void> {
  if (!(await stands(tx, unitId))) throw new DomainError('unit_not_admitted');
}
