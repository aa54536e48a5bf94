import { BALANCE, WENT_BACK_OUTSIDE } from '../move-refund';

/** Whether a buyer's bank asks for something of payment `p` back, and nothing is decided. */
export const OPEN_DISPUTE = `EXISTS (SELECT FROM payment_dispute d WHERE d.payment_id = p.id AND d.closed_at IS NULL)`;
/** Whether nothing is left of payment `p` since the provider gave it back past us: what it was for is not to be sent. */
export const ALL_GONE_BACK = `(${WENT_BACK_OUTSIDE} AND (${BALANCE}) <= 0)`;
/** What the provider gave back of a payment past us, in fen; the payment's id is an expression of the row. */
export const outsideFenSql = (payment: string): string =>
  `(SELECT coalesce(sum(o.amount_fen), 0) FROM payment_outside_refund o WHERE o.payment_id = ${payment} AND o.stage <> 'failed')`;
/** Disputes of a payment, as a JSON list. */
export const disputesSql = (
  payment: string,
): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'amountFen', d.amount_fen, 'reason', d.reason, 'status', d.status,
    'respondBy', d.respond_by, 'openedAt', d.opened_at, 'closedAt', d.closed_at) ORDER BY d.opened_at, d.id), '[]')
  FROM payment_dispute d WHERE d.payment_id = ${payment})`;
