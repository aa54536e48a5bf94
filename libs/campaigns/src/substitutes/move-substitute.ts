import type { SubstituteStatus } from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { SUBSTITUTE, type SubstituteAction } from './substitute-status';

/** An offer under its campaign's lock. */
export interface LockedSubstitute {
  readonly id: string;
  readonly campaignId: string;
  readonly goodsId: string;
  readonly supplierId: string;
  readonly skuId: string;
  /** Of a share. */
  readonly pieces: number;
  readonly priceFen: Fen;
  readonly status: SubstituteStatus;
  /** Its date has passed, by the database's clock. */
  readonly over: boolean;
  /** What the recipient of a donation said; null: nothing, or there is none. */
  readonly recipientAccepts: boolean | null;
}

/** Reads an offer; it changes under the exclusive lock of its campaign alone, which the caller holds, shared or exclusively. Throws `not_found`. */
export async function substituteOf(tx: Tx, id: string): Promise<LockedSubstitute> {
  const found = await tx.one<LockedSubstitute>(
    `SELECT id, campaign_id AS "campaignId", goods_id AS "goodsId", supplier_id AS "supplierId", sku_id AS "skuId", pieces, price_fen AS "priceFen", status,
       answer_by <= clock_timestamp() AS over, recipient_accepts AS "recipientAccepts" FROM campaigns_substitute WHERE id = $1`,
    [id],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

export interface SubstituteToOffer {
  readonly id: string;
  readonly campaignId: string;
  readonly goodsId: string;
  readonly supplierId: string;
  readonly skuId: string;
  readonly pieces: number;
  readonly priceFen: Fen;
  readonly reason: string;
  readonly answerBy: string;
}

/** Writes an offer with its first step. Throws `substitute_offered` where there is one for the goods. */
export async function offerSubstitute(tx: Tx, of: SubstituteToOffer, by: By): Promise<void> {
  const made = await tx.query(
    `WITH made AS (
       INSERT INTO campaigns_substitute (id, campaign_id, goods_id, supplier_id, sku_id, pieces, price_fen, reason, answer_by, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO campaigns_substitute_step (id, campaigns_substitute_id, action, from_status, to_status, by_id, reason)
     SELECT $11, id, 'offer', NULL, $10, $12, $8 FROM made RETURNING id`,
    [
      of.id,
      of.campaignId,
      of.goodsId,
      of.supplierId,
      of.skuId,
      of.pieces,
      of.priceFen,
      of.reason,
      of.answerBy,
      SUBSTITUTE.initial,
      newId(),
      signatureOf(by).userId,
    ],
  );
  if (made.length === 0) throw new DomainError('substitute_offered');
}

/** Moves an offer along its machine, with its step; only this writes its status. The caller holds its campaign exclusively. Throws `substitute_closed`. */
export async function moveSubstitute(
  tx: Tx,
  { id, status }: LockedSubstitute,
  move: { readonly action: Exclude<SubstituteAction, 'offer'>; readonly by: By; readonly acceptedShares?: number },
): Promise<void> {
  const to = SUBSTITUTE.next(status, move.action);
  await tx.query(
    `WITH moved AS (UPDATE campaigns_substitute SET status = $2, accepted_shares = $6::int WHERE id = $1)
     INSERT INTO campaigns_substitute_step (id, campaigns_substitute_id, action, from_status, to_status, by_id) VALUES ($3, $1, $4, $5, $2, $7)`,
    [id, to, newId(), move.action, status, move.acceptedShares ?? null, signatureOf(move.by).userId],
  );
}
