import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { SeatedCaller } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { Notices } from '@yigou/notifications';
import { doneOn, FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { bookedOn } from '@yigou/payments/testing';
import { checkInvariant, startOfMarketDay } from '@yigou/platform';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { AcceptanceHarness, anInvoice, aStatement, dayOf, lastMonth, type OnAcceptance } from '../testing';
import { IssueStatements } from './issue-statements';
import { STATEMENT_INVARIANTS } from './statement.invariants';
import { StatementQueries } from './statement.queries';
import { Statements } from './statements.service';

/** How often each race is run: who wins differs. */
const ROUNDS = [1, 2];
const TOTAL_FEN = 5 * PRICE_FEN + FREIGHT_FEN;
let test: TestDatabase;
let h: AcceptanceHarness;
let issuing: IssueStatements;
let statements: Statements;
let queries: StatementQueries;
let month: string;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 12 });
  h = new AcceptanceHarness(test);
  issuing = new IssueStatements(test.db, test.uow, new Notices());
  statements = new Statements(test.uow, new Notices(), new AuditLog());
  queries = new StatementQueries(test.db);
  month = await lastMonth(test.db);
});
afterAll(() => test.close());
afterEach(async () => {
  for (const invariant of STATEMENT_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
});

interface Account extends Pick<OnAcceptance, 'orderId' | 'unitId' | 'payer' | 'seller'> {
  readonly id: string;
}
/** A unit that accepted goods last month and has not paid, with its statement. */
async function account(short = 0): Promise<Account> {
  const one = await h.payable(short);
  return { ...one, id: await aStatement(test, one.orderId) };
}
const seen = ({ id, payer }: Account) => queries.get(payer, 'agency', id);
const confirm = async (of: Account, side: 'agency' | 'supplier', hash?: string) =>
  statements.confirm(side === 'agency' ? of.payer : of.seller, side, of.id, { hash: hash ?? (await seen(of)).hash });
const told = async ({ actor }: SeatedCaller) =>
  (
    await test.db.query<{ title: string }>(
      `SELECT title FROM notice WHERE user_id = $1 AND kind = 'statement' ORDER BY created_at`,
      [actor.userId],
    )
  ).map(({ title }) => title.split('：')[0]);
const ofMonth = async ({ payer }: Pick<Account, 'payer'>, first: string) => {
  const { items } = await queries.list(payer, 'agency', { limit: 10 });
  return items.find((item) => first.startsWith(item.month))?.id ?? '';
};
/** An invoice of the order, recorded in the month of the statement. */
async function invoiced({ orderId }: Account): Promise<string> {
  const id = await anInvoice(test.db, orderId);
  await test.db.query(`UPDATE purchasing_invoice SET recorded_at = ${startOfMarketDay('$2::date')} WHERE id = $1`, [
    id,
    dayOf(month, 12),
  ]);
  return id;
}
/** The order is paid, and that was so many months ago. */
async function paid({ orderId }: Account, back: number): Promise<void> {
  const ref = await h.market.intentOf(orderId);
  h.market.gateway.pay(ref);
  await h.market.settle.execute(h.market.gateway.intent(ref));
  const order = await test.db.one<{ paymentId: string }>(
    'SELECT c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1',
    [orderId],
  );
  const day = dayOf(await lastMonth(test.db, back), 15);
  await test.uow.run((tx) => bookedOn(tx, order?.paymentId ?? '', day));
}
const outcomes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((one) => (one.status === 'fulfilled' ? 'done' : String((one.reason as { code?: string }).code))).sort();

describe('monthly statements of account (对账单)', () => {
  it('say what was accepted less what was short, what was paid and invoiced, and what is owed', async () => {
    const one = await account(2);
    await invoiced(one);
    await issuing.renewChanged(50);
    const dueFen = TOTAL_FEN - 2 * PRICE_FEN;
    expect(await seen(one)).toMatchObject({
      status: 'issued',
      version: 2,
      openingFen: 0,
      closingFen: dueFen,
      entries: [
        { line: 1, kind: 'order', amountFen: TOTAL_FEN },
        { line: 2, kind: 'deduction', amountFen: -2 * PRICE_FEN },
      ],
      invoices: [{ line: 3, kind: 'recorded', amountFen: TOTAL_FEN }],
      may: { confirm: true, object: true, answer: false },
    });
    await paid(one, 1);
    await issuing.renewChanged(50);
    expect(await seen(one)).toMatchObject({ version: 3, closingFen: 0 });
    expect((await seen(one)).entries.at(-1)).toMatchObject({ line: 3, kind: 'payment', amountFen: -dueFen });
  });

  it('hold what was paid ahead for the unit until the order is finished, and what comes back', async () => {
    const ahead = await h.shipped();
    const payer = await memberOf(test.db, ahead.unitId, { duties: ['pay'] });
    await doneOn(test, ahead.orderId, dayOf(await lastMonth(test.db, 2), 10));
    const sheet = await h.sign(ahead, ahead.first, { accepted: 4, short: 1 });
    await h.confirm(ahead.second, sheet);
    await test.db.query(`UPDATE sales_order SET completed_at = ${startOfMarketDay('$2::date')} WHERE id = $1`, [
      ahead.orderId,
      dayOf(month, 4),
    ]);
    await issuing.open(await lastMonth(test.db, 2));
    await issuing.open(month);
    await issuing.issueDue(1);
    const { items } = await queries.list(payer, 'agency', { limit: 10 });
    expect(items.map(({ openingFen, closingFen }) => [openingFen, closingFen])).toEqual([
      [-TOTAL_FEN, -PRICE_FEN],
      [0, -TOTAL_FEN],
    ]);
    expect(await queries.get(payer, 'agency', items[0]?.id ?? '')).toMatchObject({
      entries: [
        { kind: 'order', amountFen: TOTAL_FEN },
        { kind: 'deduction', amountFen: -PRICE_FEN },
      ],
    });
  });

  it('are made once for a month, however many make them, and both sides are told once', async () => {
    const orders = [await h.payable(), await h.payable()];
    for (const { orderId } of orders) await doneOn(test, orderId, dayOf(month, 10));
    await Promise.all(ROUNDS.map(() => issuing.open(month)));
    await Promise.all(ROUNDS.map(() => issuing.issueDue(1)));
    await issuing.issueDue(50);
    for (const { payer, seller } of orders) {
      expect((await queries.list(payer, 'agency', { limit: 10 })).total).toBe(1);
      expect((await queries.list(seller, 'supplier', { mine: '1', limit: 10 })).total).toBe(1);
      expect([await told(payer), await told(seller)]).toEqual([['请核对对账单'], ['请核对对账单']]);
    }
  });

  it('are listed in one statement, and read in one', async () => {
    const one = await account();
    expect(await countStatements(() => queries.list(one.payer, 'agency', { mine: '1', limit: 10 }))).toBe(1);
    expect(await countStatements(() => seen(one))).toBe(1);
  });

  it('are made up for when nobody worked at the end of a month', async () => {
    const one = await h.payable();
    // The month before this one is not made in the first hour of this one.
    const [first, second] = [await lastMonth(test.db, 3), await lastMonth(test.db, 2)];
    await doneOn(test, one.orderId, dayOf(first, 10));
    await test.db.query('DELETE FROM purchasing_statement_month WHERE month >= $1', [first]);
    await issuing.open(await lastMonth(test.db, 4));
    await issuing.issueDue(50);
    const { items } = await queries.list(one.payer, 'agency', { limit: 10 });
    expect(items.slice(-2).map((item) => [item.month, item.openingFen, item.closingFen])).toEqual([
      [second.slice(0, 7), TOTAL_FEN, TOTAL_FEN],
      [first.slice(0, 7), 0, TOTAL_FEN],
    ]);
  });

  it('are closed by both, in either order, and stay as they are', async () => {
    const one = await account();
    await confirm(one, 'supplier');
    expect(await seen(one)).toMatchObject({ status: 'supplier_confirmed' });
    await expect(confirm(one, 'supplier')).rejects.toMatchObject({ code: 'statement_closed' });
    await confirm(one, 'agency');
    const closed = await seen(one);
    expect(closed).toMatchObject({ status: 'confirmed', may: { confirm: false, object: false } });
    await paid(one, 1);
    await issuing.renewChanged(50);
    expect(await seen(one)).toEqual(closed);
    const { payer, id } = one;
    const late = statements.object(payer, 'agency', id, { hash: closed.hash, line: null, reason: '晚了' });
    await expect(late).rejects.toMatchObject({ code: 'statement_closed' });
    expect(await told(one.seller)).toEqual(['请核对对账单', '对账单双方已确认']);
  });

  it('are objected to with a line, answered by the other side alone, and looked at again by both', async () => {
    const one = await account();
    await confirm(one, 'supplier');
    const { hash } = await seen(one);
    const object = (line: number | null) =>
      statements.object(one.payer, 'agency', one.id, { hash, line, reason: '少送一箱' });
    await expect(object(2)).rejects.toMatchObject({ code: 'validation_failed' });
    await object(1);
    expect(await seen(one)).toMatchObject({ status: 'unit_objected', may: { confirm: false, answer: false } });
    await expect(statements.answer(one.payer, 'agency', one.id, '是我')).rejects.toMatchObject({
      code: 'statement_closed',
    });
    expect((await queries.list(one.seller, 'supplier', { mine: '1', limit: 10 })).total).toBe(1);
    expect((await queries.list(one.payer, 'agency', { mine: '1', limit: 10 })).total).toBe(0);
    await statements.answer(one.seller, 'supplier', one.id, '已随下一车补送');
    const { status, history } = await seen(one);
    expect(status).toBe('issued');
    expect(history.map(({ action, line }) => [action, line])).toEqual([
      ['issue', null],
      ['confirm_supplier', null],
      ['object_unit', 1],
      ['answer_supplier', null],
    ]);
    expect((await told(one.payer)).at(-1)).toBe('对方已答复对账单的异议');
  });
});

describe('what changes before both have confirmed', () => {
  it('is the next version: confirmations lapse, the earlier one stays, and what was shown before is not confirmed', async () => {
    const one = await account();
    await confirm(one, 'agency');
    const { hash } = await seen(one);
    await invoiced(one);
    await expect(confirm(one, 'supplier', hash)).rejects.toMatchObject({ code: 'statement_renewed' });
    expect(await seen(one)).toMatchObject({ status: 'issued', version: 2, invoices: [{ line: 2 }] });
    await expect(confirm(one, 'agency', hash)).rejects.toMatchObject({ code: 'statement_renewed' });
    await confirm(one, 'agency');
    await confirm(one, 'supplier');
    expect(await seen(one)).toMatchObject({ status: 'confirmed', version: 2 });
    const versions = await test.db.query<{ hash: string }>(
      'SELECT hash FROM purchasing_statement_version WHERE statement_id = $1 ORDER BY version',
      [one.id],
    );
    expect(versions.map((version) => version.hash === hash)).toEqual([true, false]);
  });

  it('changes nothing where somebody merely goes by another name', async () => {
    const one = await account();
    await confirm(one, 'agency');
    await test.db.query(`UPDATE organisation SET name = name || '（更名）' WHERE id = $1`, [one.unitId]);
    await issuing.renewChanged(50);
    await confirm(one, 'supplier');
    expect(await seen(one)).toMatchObject({ status: 'confirmed', version: 1 });
  });

  it('and is booked into a closed month is a line of the next one', async () => {
    const one = await h.payable();
    const before = await lastMonth(test.db, 2);
    await doneOn(test, one.orderId, dayOf(before, 10));
    await issuing.open(before);
    await issuing.issueDue(50);
    const earlier = { ...one, id: await ofMonth(one, before) };
    await confirm(earlier, 'agency');
    await confirm(earlier, 'supplier');
    await paid(earlier, 2);
    await issuing.open(month);
    await issuing.issueDue(50);
    await issuing.renewChanged(50);
    expect(await queries.get(one.payer, 'agency', await ofMonth(one, month))).toMatchObject({
      month: month.slice(0, 7),
      openingFen: TOTAL_FEN,
      closingFen: 0,
      entries: [{ line: 1, on: month, kind: 'adjustment', orderNumber: '', amountFen: -TOTAL_FEN }],
    });
  });
});

describe('at the same moment', () => {
  it.each(ROUNDS)('both confirm: it is closed by both, each once (%d)', async () => {
    const one = await account();
    const { hash } = await seen(one);
    const results = await Promise.allSettled([
      confirm(one, 'agency', hash),
      confirm(one, 'supplier', hash),
      confirm(one, 'agency', hash),
      confirm(one, 'supplier', hash),
    ]);
    expect(outcomes(results)).toEqual(['done', 'done', 'statement_closed', 'statement_closed']);
    const { status, history } = await seen(one);
    expect([status, history.length]).toEqual(['confirmed', 3]);
  });

  it.each(ROUNDS)(
    'one side confirms, and a new version is made: the confirmation is of what was shown, or refused (%d)',
    async () => {
      const one = await account();
      const { hash } = await seen(one);
      await confirm(one, 'agency', hash);
      await invoiced(one);
      const results = await Promise.allSettled([confirm(one, 'supplier', hash), issuing.renewChanged(50)]);
      expect(outcomes(results)).toEqual(['done', 'statement_renewed']);
      expect(await seen(one)).toMatchObject({ status: 'issued', version: 2 });
    },
  );

  it.each(ROUNDS)('one side confirms and the other objects: it is never closed over an objection (%d)', async () => {
    const one = await account();
    const { hash } = await seen(one);
    await confirm(one, 'agency', hash);
    const said = { hash, line: null, reason: '金额不对' };
    const results = await Promise.allSettled([
      confirm(one, 'supplier', hash),
      statements.object(one.payer, 'agency', one.id, said),
    ]);
    expect(outcomes(results)).toEqual(['done', 'statement_closed']);
    expect(['confirmed', 'unit_objected']).toContain((await seen(one)).status);
  });
});
