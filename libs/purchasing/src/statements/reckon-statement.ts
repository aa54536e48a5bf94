import type { RouteResponse } from '@yigou/contracts';
import { type Fen, sumFen } from '@yigou/kernel';
import { marketDayOf, startOfMarketDay, type Tx } from '@yigou/platform';
import { createHash } from 'node:crypto';

type View = RouteResponse<'getStatement'>;
type Entry = View['entries'][number];
/** What both sides confirm, in fen. */
export interface StatementContent {
  readonly month: string;
  readonly unitName: string;
  readonly supplierName: string;
  readonly openingFen: Fen;
  readonly entries: readonly Entry[];
  readonly closingFen: Fen;
  readonly invoices: View['invoices'];
}
/** A content as the text that is kept and hashed. */
export interface Reckoned {
  readonly content: string;
  readonly hash: string;
  readonly openingFen: Fen;
  readonly closingFen: Fen;
}
/** A unit and a supplier, and the first day of a month. */
export interface StatementOf {
  readonly unitId: string;
  readonly supplierId: string;
  readonly month: string;
}
interface Found {
  readonly unitName: string;
  readonly supplierName: string;
  readonly beforeFen: Fen;
  /** What both confirmed last, where the latest statement before this one is confirmed. */
  readonly confirmedFen: Fen | null;
  readonly entries: readonly Omit<Entry, 'line'>[];
  readonly invoices: readonly Omit<View['invoices'][number], 'line'>[];
}

/**
 * What has ever moved the balance between unit $1 and supplier $2. An order is owed once it is finished, or accepted where it is paid then, less what was not sent or not taken; what was
 * paid before lies with the supplier until then. Money is what the ledger of payments says, at the moment at which it was booked. What came wrong and was held (quarantine) is none of the
 * order's, unless a person accepts it for all that was asked. A payment of several orders, as they were before each had its own, is each order's total.
 */
const MOVED = `deal AS (
    SELECT o.id, o.number, o.total_fen, o.ended_fen, coalesce(o.payable_at, o.completed_at) AS owed_at, c.payment_id,
      (SELECT count(*) FROM sales_order x WHERE x.checkout_id = o.checkout_id) AS orders
    FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.unit_id = $1 AND o.supplier_id = $2),
  moved AS (
    SELECT owed_at AS at, 'order' AS kind, number, total_fen AS fen FROM deal WHERE owed_at IS NOT NULL
    UNION ALL SELECT owed_at, 'deduction', number, -ended_fen FROM deal WHERE owed_at IS NOT NULL AND ended_fen > 0
    UNION ALL SELECT greatest(g.at, d.owed_at), 'deduction', d.number, -(g.goods_fen + g.freight_fen)
      FROM deal d JOIN order_give_back g ON g.order_id = d.id WHERE d.owed_at IS NOT NULL
    UNION ALL SELECT e.at, 'payment', d.number, -CASE WHEN d.orders = 1 THEN e.amount_fen ELSE d.total_fen END
      FROM deal d JOIN payment p ON p.id = d.payment_id AND p.status = 'paid' JOIN payment_entry e ON e.payment_id = p.id AND e.kind = 'capture'
    UNION ALL SELECT e.at, 'payment', d.number, -p.amount_fen FROM deal d JOIN payment p ON p.id = d.payment_id AND p.status = 'resolved'
        JOIN payment_case k ON k.payment_id = p.id AND k.ending = 'accept' JOIN payment_entry e ON e.payment_id = p.id AND e.kind = 'release'
      WHERE d.owed_at IS NOT NULL
    UNION ALL SELECT e.at, 'refund', d.number, -e.amount_fen
      FROM deal d JOIN payment p ON p.id = d.payment_id AND p.status = 'paid' JOIN refund f ON f.payment_id = p.id AND f.holder = d.id
        JOIN payment_entry e ON e.payment_id = p.id AND e.refund_id = f.id)`;
const FROM = startOfMarketDay('$3::date');
const UNTIL = startOfMarketDay("($3::date + interval '1 month')");
const within = (at: string): string => `${at} >= ${FROM} AND ${at} < ${UNTIL}`;
/** When invoice `i` was red-lettered (红冲). */
const RED_AT = `(SELECT max(h.at) FROM purchasing_invoice_step h WHERE h.purchasing_invoice_id = i.id AND h.action = 'red_letter')`;
/** Of the month: what was recorded, unless by mistake, and what was red-lettered; both move no balance. */
const INVOICES = `SELECT i.recorded_at AS at, 'recorded' AS kind, i.number, i.amount_fen AS fen FROM purchasing_invoice i
    WHERE i.unit_id = $1 AND i.supplier_id = $2 AND i.status <> 'withdrawn' AND ${within('i.recorded_at')}
    UNION ALL SELECT ${RED_AT}, 'red_lettered', i.red_number, -i.amount_fen FROM purchasing_invoice i
    WHERE i.unit_id = $1 AND i.supplier_id = $2 AND i.status = 'red_lettered' AND ${within(RED_AT)}`;

/**
 * Reckons what a unit and a supplier owed each other before a month, what moved it, and after; of what is booked at this moment, one statement. Where both confirmed the
 * statement before, it begins with that, and what was booked into its time afterwards is a line of its own.
 */
export async function reckonStatement(tx: Tx, { unitId, supplierId, month }: StatementOf): Promise<Reckoned> {
  const found = await tx.one<Found>(
    `WITH ${MOVED}
     SELECT u.name AS "unitName", s.name AS "supplierName",
       (SELECT coalesce(sum(fen), 0)::bigint FROM moved WHERE at < ${FROM}) AS "beforeFen",
       (SELECT CASE WHEN t.status = 'confirmed' THEN v.closing_fen END FROM purchasing_statement t
          JOIN purchasing_statement_version v ON v.statement_id = t.id AND v.version = t.version
        WHERE t.unit_id = $1 AND t.supplier_id = $2 AND t.month < $3::date ORDER BY t.month DESC LIMIT 1) AS "confirmedFen",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('on', ${marketDayOf('at')}, 'kind', kind, 'orderNumber', number, 'amountFen', fen)
          ORDER BY at, number, kind DESC), '[]') FROM moved WHERE ${within('at')}) AS entries,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('on', ${marketDayOf('at')}, 'kind', kind, 'number', number, 'amountFen', fen)
          ORDER BY at, number), '[]') FROM (${INVOICES}) x) AS invoices
     FROM organisation u, organisation s WHERE u.id = $1 AND s.id = $2`,
    [unitId, supplierId, month],
  );
  if (!found) throw new Error(`no unit ${unitId} or supplier ${supplierId}`);
  return frozen(contentOf(month, found));
}

/** A statement of what was found: lines numbered through, and the balance after all of them. */
export function contentOf(month: string, found: Found): StatementContent {
  const { unitName, supplierName, beforeFen, confirmedFen } = found;
  const openingFen = confirmedFen ?? beforeFen;
  const late = beforeFen - openingFen;
  const adjustment = { on: month, kind: 'adjustment', orderNumber: '', amountFen: late } as const;
  const entries = [...(late === 0 ? [] : [adjustment]), ...found.entries].map((entry, at) => ({
    line: at + 1,
    on: entry.on,
    kind: entry.kind,
    orderNumber: entry.orderNumber,
    amountFen: entry.amountFen,
  }));
  const invoices = found.invoices.map(({ on, kind, number, amountFen }, at) => ({
    line: entries.length + at + 1,
    on,
    kind,
    number,
    amountFen,
  }));
  const closingFen = sumFen([openingFen, ...entries.map(({ amountFen }) => amountFen)]);
  return { month: month.slice(0, 7), unitName, supplierName, openingFen, entries, closingFen, invoices };
}

function frozen(content: StatementContent): Reckoned {
  const text = JSON.stringify(content);
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  return { content: text, hash, openingFen: content.openingFen, closingFen: content.closingFen };
}

/** Whether two contents say the same of the account; that somebody goes by another name since is none of it. */
export function sameFigures(one: string, other: string): boolean {
  const figures = (text: string): string => {
    const { openingFen, entries, closingFen, invoices } = JSON.parse(text) as StatementContent;
    return JSON.stringify([openingFen, entries, closingFen, invoices]);
  };
  return figures(one) === figures(other);
}
