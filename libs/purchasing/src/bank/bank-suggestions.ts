/** Digits and letters of an order's number, as `words` of a line holds them. */
const NUMBER = `upper(regexp_replace(o.number, '[^0-9A-Za-z]', '', 'g'))`;
const SAME_PAYER = `l.payer = translate(n.name, '（） ', '()')`;
const SAME = 't.amount_fen = l.amount_fen';
const NAMED = `position(${NUMBER} IN l.words) > 0`;
/** Vouchers that may ask for the money of the lines `l`: they wait, no line is used for them, and sum or number is the same. */
const POSSIBLE = `t.supplier_id = l.supplier_id AND t.status = 'submitted' AND (${SAME} OR ${NAMED})
  AND NOT EXISTS (SELECT FROM purchasing_bank_line x WHERE x.transfer_id = t.id)`;

/** Whether a line is neither used nor ignored. */
export const FREE = 'NOT l.ignored AND l.transfer_id IS NULL';
/** Whether there is a voucher that the open line `l` may be the money of. */
export const SUGGESTED = `EXISTS (SELECT FROM purchasing_transfer t JOIN sales_order o ON o.id = t.order_id WHERE ${POSSIBLE})`;

/** The most likely first: the same sum, then the order's number in the words, then the payer's name. */
const RANKED = `((${SAME})::int * 4 + (${NAMED})::int * 2 + (${SAME_PAYER})::int) DESC, t.submitted_at, t.id`;

/** Vouchers that an open line `l` may be the money of, as `suggestion` documents, the most likely first. */
export const suggestionsOf = (limit: number): string => `
  SELECT jsonb_build_object('transferId', t.id, 'orderNumber', o.number, 'unitName', n.name, 'amountFen', t.amount_fen, 'paidOn', t.paid_on,
      'sameAmount', ${SAME}, 'named', ${NAMED}, 'samePayer', ${SAME_PAYER}, 'certain', ${SAME} AND ${NAMED}) AS suggestion
  FROM purchasing_transfer t JOIN sales_order o ON o.id = t.order_id JOIN organisation n ON n.id = t.unit_id
  WHERE ${FREE} AND ${POSSIBLE} ORDER BY ${RANKED} LIMIT ${limit}`;

/** Pairs ($2 lines, $3 vouchers, of the supplier $1) of which there is no doubt: sum and number. */
export const CERTAIN_PAIRS = `
  SELECT l.id AS "lineId" FROM unnest($2::uuid[], $3::uuid[]) AS pair (line_id, transfer_id)
    JOIN purchasing_bank_line l ON l.id = pair.line_id JOIN purchasing_transfer t ON t.id = pair.transfer_id JOIN sales_order o ON o.id = t.order_id
  WHERE l.supplier_id = $1 AND t.supplier_id = $1 AND ${SAME} AND ${NAMED}`;
