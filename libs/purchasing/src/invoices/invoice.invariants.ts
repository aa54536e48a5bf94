import { historyInvariants, type Invariant } from '@yigou/platform';
import { INVOICE } from './invoice-status';

export const INVOICE_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'purchasing',
    thing: 'purchasing_invoice',
    table: 'purchasing_invoice',
    key: 'id',
    steps: INVOICE.moves,
    imported: null,
  }),
  {
    name: 'purchasing: an invoice is as much as it is for its orders',
    sql: `SELECT i.id, i.number, i.amount_fen, p.sum FROM purchasing_invoice i
      LEFT JOIN (SELECT invoice_id, sum(amount_fen) AS sum FROM purchasing_invoice_order GROUP BY 1) p ON p.invoice_id = i.id
      WHERE i.amount_fen IS DISTINCT FROM p.sum`,
  },
];

/** What ties invoices to the orders that they are for; reporting declares it, as all that ties contexts together. */
export const INVOICED_ORDER_INVARIANTS: readonly Invariant[] = [
  {
    name: 'purchasing: invoices that hold are of the order’s unit and supplier, and never more than the order',
    sql: `SELECT o.id, o.number, o.total_fen, sum(p.amount_fen) AS invoiced FROM purchasing_invoice_order p
      JOIN purchasing_invoice i ON i.id = p.invoice_id JOIN sales_order o ON o.id = p.order_id
      WHERE i.status NOT IN ('red_lettered', 'withdrawn') GROUP BY o.id
      HAVING sum(p.amount_fen) > o.total_fen OR bool_or(o.unit_id IS DISTINCT FROM i.unit_id OR o.supplier_id <> i.supplier_id)`,
  },
];
