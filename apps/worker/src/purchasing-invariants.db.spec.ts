import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { checkInvariant, type Invariant } from '@yigou/platform';
import { doneOn, FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { aBudget } from '@yigou/procurement/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { OVERSIGHT } from '@yigou/oversight';
import { aFinding } from '@yigou/oversight/testing';
import {
  ACCEPTED_ORDER_INVARIANTS,
  INVOICED_ORDER_INVARIANTS,
  IssueStatements,
  ORDERED_REQUISITION_INVARIANTS,
  PURCHASING,
  StatementQueries,
  Statements,
  TRANSFERRED_MONEY_INVARIANTS,
} from '@yigou/purchasing';
import {
  AcceptanceHarness,
  anInvoice,
  dayOf,
  goods,
  lastMonth,
  PurchasingHarness,
  TransferHarness,
} from '@yigou/purchasing/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  const h = new PurchasingHarness(test);
  const unit = await h.unit();
  const lines = [{ skuId: await goods(test), quantity: 2 }];
  await h.approved(unit, lines);
  await aBudget(test, { unitId: unit.unitId, ceilingFen: 100_000 });
  await h.order(unit.buyer, await h.approved(unit, lines), { expectedTotalFen: 2 * PRICE_FEN + FREIGHT_FEN });
  const acceptance = new AcceptanceHarness(test);
  const shipped = await acceptance.shipped();
  const said = { accepted: 3, short: 1, refused: 1, refusal: 'damaged' } as const;
  await acceptance.confirm(shipped.second, await acceptance.sign(shipped, shipped.first, said));
  await anInvoice(test.db, shipped.orderId);
  const weighed = await acceptance.shipped(5, { priceFen: 200_100, perGrams: 1_000, pieceGrams: 9, toleranceBp: 500 });
  const scales = await acceptance.sign(weighed, weighed.first, { accepted: 5, grams: 45 });
  await acceptance.confirm(weighed.second, scales);
  await aFinding(test.db, { unitId: weighed.unitId, orderIds: [weighed.orderId] });
  await closedAccount(acceptance);
  const transfers = new TransferHarness(test);
  const paid = await transfers.signed();
  await transfers.sendBack(paid, await transfers.owed(paid));
  const waiting = await transfers.signed();
  const line = await transfers.came(waiting, waiting.totalFen / 100);
  await transfers.bankLines.match(waiting.seller, line, await transfers.submit(waiting));
  await transfers.came(waiting, waiting.totalFen / 100);
  await test.db.query('DROP INDEX purchasing_bank_line_key, purchasing_bank_line_transfer');
  // So that constraints do not do the invariants' work.
  for (const table of [
    'purchasing_requisition',
    'purchasing_requisition_line',
    'sales_order',
    'order_line',
    'purchasing_acceptance',
    'purchasing_acceptance_line',
    'purchasing_bank_line',
    'purchasing_bank_statement',
    'purchasing_invoice',
    'purchasing_invoice_order',
    'purchasing_statement',
    'purchasing_statement_version',
    'purchasing_transfer',
    'purchasing_transfer_refund',
    'payment',
    'refund',
    'oversight_finding',
    'oversight_finding_step',
  ]) {
    const checks = await test.db.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'u')`,
      [table],
    );
    for (const { name } of checks) await test.db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name} CASCADE`);
  }
});
afterAll(() => test.close());

/** A unit and a supplier whose statements of two months both have confirmed, the earlier one in its second version. */
async function closedAccount(acceptance: AcceptanceHarness): Promise<void> {
  const { orderId, payer, seller } = await acceptance.payable();
  const before = await lastMonth(test.db, 2);
  await doneOn(test, orderId, dayOf(before, 10));
  const issuing = new IssueStatements(test.db, test.uow, new Notices());
  const statements = new Statements(test.uow, new Notices(), new AuditLog());
  const queries = new StatementQueries(test.db);
  const close = async (month: string) => {
    const { items } = await queries.list(payer, 'agency', { limit: 10 });
    const one = items.find((item) => month.startsWith(item.month));
    const { id, hash } = await queries.get(payer, 'agency', one?.id ?? '');
    await statements.confirm(payer, 'agency', id, { hash });
    await statements.confirm(seller, 'supplier', id, { hash });
  };
  await issuing.open(before);
  await issuing.open(await lastMonth(test.db));
  await issuing.issueDue(50);
  const invoiceId = await anInvoice(test.db, orderId);
  await test.db.query('UPDATE purchasing_invoice SET recorded_at = $2 WHERE id = $1', [
    invoiceId,
    `${before}T04:00:00Z`,
  ]);
  await issuing.renewChanged(50);
  await close(before);
  await close(await lastMonth(test.db));
}

/** For each invariant changes that break it. */
const BREAKS: Readonly<Record<string, readonly string[]>> = {
  'purchasing: the last step of purchasing_requisitions is their status': [
    `UPDATE purchasing_requisition SET status = 'submitted'`,
    'DELETE FROM purchasing_requisition_step',
  ],
  'purchasing: each step of purchasing_requisitions is in their table and begins where the last one ended': [
    `UPDATE purchasing_requisition_step SET to_status = 'expired'`,
    `INSERT INTO purchasing_requisition_step (id, purchasing_requisition_id, action, from_status, to_status)
       SELECT gen_random_uuid(), id, 'approve', 'submitted', 'approved' FROM purchasing_requisition`,
  ],
  'purchasing: a requisition’s total is the sum of its lines': [
    'UPDATE purchasing_requisition SET total_fen = total_fen - 1',
    'UPDATE purchasing_requisition_line SET price_fen = price_fen + 1',
    'DELETE FROM purchasing_requisition_line',
  ],
  'purchasing: what is approved is the list that was approved, by somebody else': [
    'UPDATE purchasing_requisition_line SET quantity = quantity + 1',
    `UPDATE purchasing_requisition SET deliver_to = '别处'`,
    'UPDATE purchasing_requisition SET approved_hash = NULL',
    'UPDATE purchasing_requisition SET decided_by = requester_id',
  ],
  'purchasing: each piece that is wanted at delivery points goes to one of them': [
    `UPDATE purchasing_requisition SET deliveries = '[{"pointId": "00000000-0000-4000-8000-000000000000", "deliverOn": "2026-12-07", "lines": []}]'`,
  ],
  'purchasing: what was ordered of a requisition is what was approved, no dearer, for its unit': [
    'UPDATE order_line SET price_fen = price_fen + 1',
    'UPDATE order_line SET quantity = quantity + 1',
    'DELETE FROM order_line',
    'UPDATE sales_order SET unit_id = NULL',
  ],
  'purchasing: the last step of purchasing_acceptances is their status': [
    `UPDATE purchasing_acceptance SET status = 'signed'`,
    'DELETE FROM purchasing_acceptance_step',
  ],
  'purchasing: each step of purchasing_acceptances is in their table and begins where the last one ended': [
    `UPDATE purchasing_acceptance_step SET to_status = 'lapsed'`,
    `DELETE FROM purchasing_acceptance_step WHERE action = 'sign'`,
  ],
  'purchasing: nobody signs an acceptance sheet twice, and what is decided was signed by a second person': [
    'UPDATE purchasing_acceptance SET second_id = first_id',
    'UPDATE purchasing_acceptance SET second_id = NULL',
  ],
  'purchasing: what is accepted and refused of an order is what its confirmed sheets say': [
    'UPDATE order_line SET accepted_quantity = accepted_quantity + 1',
    'UPDATE order_line SET refused_quantity = refused_quantity - 1 WHERE refused_quantity > 0',
    'UPDATE purchasing_acceptance_line SET short = short + 1',
    'DELETE FROM purchasing_acceptance_line',
    `UPDATE purchasing_acceptance SET status = 'returned'`,
  ],
  'purchasing: what is sold by weight is billed by the grams of its confirmed sheets': [
    'UPDATE order_line SET accepted_grams = accepted_grams + 1 WHERE weight_terms IS NOT NULL',
    'UPDATE order_line SET weight_refund_fen = weight_refund_fen - 1 WHERE weight_terms IS NOT NULL',
    'UPDATE purchasing_acceptance_line SET grams = grams + 100 WHERE grams IS NOT NULL',
    `UPDATE purchasing_acceptance SET status = 'returned'`,
  ],
  'oversight: the last step of oversight_findings is their status': [
    `UPDATE oversight_finding SET status = 'confirmed'`,
    'DELETE FROM oversight_finding_step',
  ],
  'oversight: each step of oversight_findings is in their table and begins where the last one ended': [
    `UPDATE oversight_finding_step SET to_status = 'dismissed'`,
    `UPDATE oversight_finding_step SET from_status = 'confirmed'`,
  ],
  'purchasing: the last step of purchasing_transfers is their status': [
    `UPDATE purchasing_transfer SET status = 'lapsed'`,
    'DELETE FROM purchasing_transfer_step',
  ],
  'purchasing: each step of purchasing_transfers is in their table and begins where the last one ended': [
    `UPDATE purchasing_transfer_step SET to_status = 'lapsed'`,
    `DELETE FROM purchasing_transfer_step WHERE action = 'submit'`,
  ],
  'purchasing: money of a bank’s statement is used for a voucher of its supplier and sum that waits or was confirmed': [
    'UPDATE purchasing_bank_line SET amount_fen = amount_fen + 1',
    'UPDATE purchasing_bank_line SET supplier_id = gen_random_uuid()',
    'UPDATE purchasing_bank_line SET ignored = true',
    `UPDATE purchasing_transfer SET status = 'returned'`,
    'DELETE FROM purchasing_transfer',
  ],
  'purchasing: a voucher is paid by one line of a bank’s statement at most': [
    'UPDATE purchasing_bank_line SET transfer_id = (SELECT transfer_id FROM purchasing_bank_line WHERE transfer_id IS NOT NULL LIMIT 1)',
  ],
  'purchasing: a bank’s statement brought the lines that it says it did, each once': [
    'DELETE FROM purchasing_bank_line',
    `UPDATE purchasing_bank_statement SET done = jsonb_set(done, '{added}', '7')`,
    `UPDATE purchasing_bank_line SET statement_id = (SELECT id FROM purchasing_bank_statement LIMIT 1), key = 'x'`,
  ],
  'purchasing: what was paid by transfer is what a confirmed voucher of its order says, and the other way round': [
    'UPDATE purchasing_transfer SET amount_fen = amount_fen + 1',
    `UPDATE purchasing_transfer SET status = 'returned'`,
    `UPDATE payment SET channel = 'online'`,
    'UPDATE purchasing_transfer SET unit_id = supplier_id',
  ],
  'purchasing: an order that waits for money by transfer has a voucher that waits, and the other way round': [
    `UPDATE payment SET channel = 'online' WHERE status = 'pending'`,
    `UPDATE payment SET channel = 'transfer'`,
    `DELETE FROM purchasing_transfer WHERE status = 'submitted'`,
  ],
  'purchasing: a refund by transfer has gone when its voucher is there, and not before': [
    'DELETE FROM purchasing_transfer_refund',
    `UPDATE refund SET status = 'pending'`,
    `UPDATE refund SET channel = 'online'`,
  ],
  'purchasing: a sheet is of its order’s unit and of its order’s lines': [
    'UPDATE sales_order SET unit_id = NULL',
    'UPDATE purchasing_acceptance_line SET order_line_id = (SELECT l.id FROM order_line l WHERE l.order_id NOT IN (SELECT order_id FROM purchasing_acceptance) LIMIT 1)',
  ],
  'purchasing: the last step of purchasing_statements is their status': [
    `UPDATE purchasing_statement SET status = 'issued'`,
    'DELETE FROM purchasing_statement_step',
  ],
  'purchasing: each step of purchasing_statements is in their table and begins where the last one ended': [
    `UPDATE purchasing_statement_step SET to_status = 'unit_objected'`,
    `DELETE FROM purchasing_statement_step WHERE action = 'issue'`,
  ],
  'purchasing: a statement of account is what its hash says, and its entries lead from the opening to the closing balance':
    [
      `UPDATE purchasing_statement_version SET content = replace(content, '"month"', '"Month"')`,
      'UPDATE purchasing_statement_version SET closing_fen = closing_fen + 1',
      'UPDATE purchasing_statement_version SET opening_fen = opening_fen + 1, closing_fen = closing_fen + 1',
      `UPDATE purchasing_statement_version SET hash = repeat('f', 64)`,
    ],
  'purchasing: the versions of a statement are numbered through, and the last one holds': [
    'UPDATE purchasing_statement SET version = 1',
    'DELETE FROM purchasing_statement_version WHERE version = 1',
    'UPDATE purchasing_statement_version SET version = version + 10',
  ],
  'purchasing: a closed statement was confirmed by both sides in the version that holds': [
    'UPDATE purchasing_statement_step SET version = version + 1',
    `UPDATE purchasing_statement_step SET action = 'confirm_unit' WHERE action = 'confirm_supplier'`,
    'UPDATE purchasing_statement_step SET by_id = NULL',
  ],
  'purchasing: what was confirmed by both sides is where the next confirmed statement begins': [
    'UPDATE purchasing_statement_version SET closing_fen = closing_fen + 1',
    'UPDATE purchasing_statement_version SET opening_fen = opening_fen - 1',
  ],
  'purchasing: the last step of purchasing_invoices is their status': [
    `UPDATE purchasing_invoice SET status = 'received'`,
    'DELETE FROM purchasing_invoice_step',
  ],
  'purchasing: each step of purchasing_invoices is in their table and begins where the last one ended': [
    `UPDATE purchasing_invoice_step SET to_status = 'withdrawn'`,
    `UPDATE purchasing_invoice_step SET from_status = 'received'`,
  ],
  'purchasing: an invoice is as much as it is for its orders': [
    'UPDATE purchasing_invoice SET amount_fen = amount_fen + 1',
    'UPDATE purchasing_invoice_order SET amount_fen = amount_fen - 1',
    'DELETE FROM purchasing_invoice_order',
  ],
  'purchasing: invoices that hold are of the order’s unit and supplier, and never more than the order': [
    'UPDATE purchasing_invoice_order SET amount_fen = amount_fen + 1',
    'UPDATE sales_order SET unit_id = NULL',
    `UPDATE purchasing_invoice SET supplier_id = '${newId()}'`,
  ],
};

/** Breaks something, looks, and undoes it. */
async function broken(breach: string, invariant: Invariant): Promise<number> {
  const undo = new Error('undo');
  const seen: number[] = [];
  await test.uow
    .run(async (tx) => {
      // Neither triggers nor foreign keys stand in the way of the damage.
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      await tx.query(breach);
      seen.push((await checkInvariant(tx, invariant)).broken);
      throw undo;
    })
    .catch((error: unknown) => expect(error).toBe(undo));
  return seen[0] ?? 0;
}

describe('invariants of purchasing', () => {
  it.each(
    [
      ...PURCHASING.invariants,
      ...ORDERED_REQUISITION_INVARIANTS,
      ...ACCEPTED_ORDER_INVARIANTS,
      ...INVOICED_ORDER_INVARIANTS,
      ...TRANSFERRED_MONEY_INVARIANTS,
      ...OVERSIGHT.invariants,
    ].map((invariant) => [invariant.name, invariant] as const),
  )('%s: holds, and every breach is seen', async (name, invariant) => {
    expect(await checkInvariant(test.db, invariant)).toEqual({ name, broken: 0, rows: [] });
    expect(BREAKS[name]?.length).toBeGreaterThan(0);
    for (const breach of BREAKS[name] ?? []) expect([breach, await broken(breach, invariant)]).not.toEqual([breach, 0]);
  });
});
