import type { Tx } from '@yigou/platform';
import { newId } from '@yigou/kernel';
import type { Pledge } from '../pledge.entity';
import { encumberPledge } from '../units/pledge-budgets';
import { aPledge, type MadeCampaign } from './a-campaign';

/** What a unit pledged and paid past the provider, held of a budget of its own as if it had just joined. Throws as the ledger of budgets does. */
export async function aUnitPledge(
  tx: Tx,
  made: MadeCampaign,
  of: { readonly unitId: string; readonly budgetId: string },
  said: Partial<Pledge> = {},
): Promise<Pledge> {
  const id = newId();
  const { unitId: organisationId, budgetId } = of;
  const pledge = await aPledge(tx, made, { ...said, status: 'paid', id, organisationId, budgetId, byTransfer: true });
  await encumberPledge(tx, { id, unitId: organisationId, budgetId, amountFen: pledge.amountFen });
  return pledge;
}
