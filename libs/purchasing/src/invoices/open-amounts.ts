/** What an order `o` is worth after what goes back of it, or is not asked for where it is paid on acceptance, in fen. */
export const NET_FEN = `(o.total_fen - CASE WHEN o.payment_terms = 'on_acceptance' THEN o.ended_fen ELSE 0 END - (SELECT coalesce(sum(f.amount_fen), 0) FROM refund f WHERE f.holder = o.id AND f.status <> 'failed'))`;
/** Of an order `o`: the sum of its invoices that hold. */
export const INVOICED_FEN = `(SELECT coalesce(sum(p.amount_fen), 0) FROM purchasing_invoice_order p JOIN purchasing_invoice i ON i.id = p.invoice_id
    WHERE p.order_id = o.id AND i.status NOT IN ('red_lettered', 'withdrawn'))`;
/** Orders `o` of units that were signed and not called off. */
export const INVOICEABLE = `o.unit_id IS NOT NULL AND o.status NOT IN ('to_sign', 'cancelled', 'expired')`;
