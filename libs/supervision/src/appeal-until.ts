import { dueInWorkingDays, PolicyParameters, type Tx } from '@yigou/platform';

/** Until when an appeal may be filed against what is decided now, 申诉期限: working days by policy where the matter lies. It is kept with the decision. */
export async function appealUntil(tx: Tx, regionCode: string | null): Promise<Date> {
  return dueInWorkingDays(tx, await new PolicyParameters(tx).get('appeal.filing_days', regionCode ?? ''));
}
