import type { PledgeStatus } from '@yigou/contracts';
import type { Tx } from '@yigou/platform';
import { type LockedPledge, lockPledges } from '../move-pledges';

/** Locks pledges of a batch; what another worker has moved meanwhile is left out. */
export async function lockIn(
  tx: Tx,
  batch: readonly LockedPledge[],
  statuses: readonly PledgeStatus[],
): Promise<LockedPledge[]> {
  const locked = await lockPledges(
    tx,
    batch.map(({ id }) => id),
  );
  return locked.filter(({ status }) => statuses.includes(status));
}
