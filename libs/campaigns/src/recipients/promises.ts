import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, type Tx } from '@yigou/platform';
import { lockNeed } from './move-need';

export interface Promised {
  readonly campaignId: string;
  /** Null: the campaign names a recipient and no need of it. */
  readonly needId: string | null;
  readonly recipientId: string;
  readonly shares: number;
  /** In the need's unit; 0 without a need. */
  readonly quantity: number;
  readonly deliverBy: string;
  readonly byId: string;
}
interface Held {
  readonly needId: string | null;
  readonly shares: number;
  readonly quantity: number;
  readonly held: boolean;
}

/** The promise of a campaign that the caller has locked. */
async function promiseOf(tx: Tx, campaignId: string): Promise<Held | undefined> {
  return tx.one<Held>(
    'SELECT need_id AS "needId", shares, quantity, held FROM campaigns_promise WHERE campaign_id = $1 FOR UPDATE',
    [campaignId],
  );
}

const add = (tx: Tx, needId: string, quantity: number) =>
  tx.query('UPDATE campaigns_need SET promised = promised + $2 WHERE id = $1', [needId, quantity]);

/**
 * Promises so much of a need, of a campaign that the caller has locked; what an earlier round of it promised is free before. Of two campaigns that want the last of a need
 * one is refused: the need's row is the lock. Throws `need_closed` for one that is not open today, `need_exceeded` with what is left.
 */
export async function promise(tx: Tx, { campaignId, needId, quantity, ...said }: Promised): Promise<void> {
  await release(tx, campaignId);
  if (needId !== null) {
    const need = await lockNeed(tx, needId, said.recipientId);
    const today = await tx.one<{ open: boolean }>(`SELECT $1::date >= ${MARKET_TODAY} AS open`, [need.until]);
    if (need.status !== 'open' || !today?.open) throw new DomainError('need_closed');
    const left = need.quantity - need.promised;
    if (quantity > left)
      throw new DomainError('need_exceeded', { left, fields: { quantity: `只剩 ${left} ${need.unit} 还没有承诺` } });
    await add(tx, needId, quantity);
  }
  await tx.query(
    `INSERT INTO campaigns_promise (campaign_id, need_id, recipient_id, shares, quantity, deliver_by, answered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (campaign_id) DO UPDATE SET need_id = $2, recipient_id = $3, shares = $4, quantity = $5, deliver_by = $6, answered_by = $7, held = true,
       answered_at = clock_timestamp()`,
    [campaignId, needId, said.recipientId, said.shares, quantity, said.deliverBy, said.byId],
  );
}

/** Frees what a campaign promised, which did not come through; one that promised nothing, or is free already, changes nothing. */
export async function release(tx: Tx, campaignId: string): Promise<void> {
  const held = await promiseOf(tx, campaignId);
  if (!held?.held) return;
  if (held.needId !== null) {
    await lockNeed(tx, held.needId);
    await add(tx, held.needId, -held.quantity);
  }
  await tx.query('UPDATE campaigns_promise SET held = false WHERE campaign_id = $1', [campaignId]);
}

/** Frees what is above the shares that a campaign came to: of the need its part, rounded up. Safe to repeat. */
export async function keepPart(tx: Tx, campaignId: string, finalShares: number): Promise<void> {
  const held = await promiseOf(tx, campaignId);
  if (!held?.held || finalShares >= held.shares) return;
  const quantity = Math.ceil((held.quantity * finalShares) / held.shares);
  if (held.needId !== null) {
    await lockNeed(tx, held.needId);
    await add(tx, held.needId, quantity - held.quantity);
  }
  await tx.query('UPDATE campaigns_promise SET shares = $2, quantity = $3 WHERE campaign_id = $1', [
    campaignId,
    finalShares,
    quantity,
  ]);
}
