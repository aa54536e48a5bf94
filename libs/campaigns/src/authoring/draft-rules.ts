import type { PolicyParameters } from '@yigou/platform';
import type { DraftRules } from './draft-problems';

/** What the market's policies ask of a draft today. */
export async function draftRules(policy: PolicyParameters): Promise<DraftRules & { readonly balanceDays: number }> {
  return {
    now: new Date(),
    maxDays: await policy.get('campaigns.max_days'),
    deposit: {
      leastBp: await policy.get('campaigns.deposit_least_bp'),
      mostBp: await policy.get('campaigns.deposit_most_bp'),
    },
    balanceDays: await policy.get('campaigns.balance_days'),
  };
}
