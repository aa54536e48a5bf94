import type { By } from '@yigou/identity';
import type { StockLedger } from '@yigou/inventory';
import type { Tx } from '@yigou/platform';
import type { LockedCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { releaseGoods } from '../closing/close-campaigns';

/**
 * Ends a campaign that has not succeeded, for good: its stock is given back here; those who paid get theirs back in batches that the worker drives from the table, each once. The
 * caller holds its lock, so that nobody joins or pays meanwhile. Throws `campaign_moved` for one that has closed.
 */
export async function cancelCampaign(
  tx: Tx,
  stock: StockLedger,
  campaign: LockedCampaign,
  { by, reason }: { readonly by: By; readonly reason: string },
): Promise<void> {
  await moveCampaign(tx, campaign, { action: 'cancel', by, reason });
  await releaseGoods(tx, stock, campaign.id);
}
