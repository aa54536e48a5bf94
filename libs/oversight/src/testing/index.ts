import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { FindingStep } from '../findings/finding-step.entity';
import { Finding } from '../findings/finding.entity';

/** An open finding in orders of a unit, with its step; answers its id. */
export async function aFinding(
  db: Queryable,
  said: Partial<Finding> & Pick<Finding, 'unitId' | 'orderIds'>,
): Promise<string> {
  const { id } = await given(db, Finding, {
    rule: 'no_waybill',
    subject: newId(),
    year: 2026,
    severity: 'medium',
    facts: '订单已完成，但没有任何运单。',
    status: 'open',
    ...said,
  });
  await given(db, FindingStep, { oversightFindingId: id, action: 'find', fromStatus: null, toStatus: 'open' });
  return id;
}
