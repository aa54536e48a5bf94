import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrder } from '@yigou/orders/testing';
import { aUnit, thisYear } from '@yigou/procurement/testing';
import { countStatements } from '@yigou/testing';
import { ApiHarness, type Answer, type Member, type Visitor } from '../testing/api.harness';
import { order, shelf } from '../testing/fixtures';

const YEAR = thisYear();
let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

const ok = async (answer: Promise<Answer>, status = 200) => {
  const got = await answer;
  expect({ status: got.status, text: got.text }).toMatchObject({ status });
  return got.body as Record<string, never>;
};
async function unit(parentId?: string): Promise<{ id: string; manager: Visitor; clerk: Visitor }> {
  const id = await aUnit(api.test, parentId, '640422');
  return {
    id,
    manager: await api.person({ organisationId: id }, 'storefront'),
    clerk: await api.person({ organisationId: id, role: 'clerk', duties: ['buy'] }, 'storefront'),
  };
}
const budget = (said: object = {}) => ({
  year: YEAR,
  kind: 'canteen',
  reach: 'own',
  costCentre: '',
  name: '食堂食材',
  ceilingFen: 1_000_000,
  reason: '年度预算批复',
  ...said,
});
const open = async (manager: Visitor, said: object = {}) =>
  (await ok(manager.call('openBudget', { body: budget(said) }), 201))['budgetId'] as unknown as string;

describe('a unit’s budgets', () => {
  it('are opened and moved by its manager alone, with a history, and not below what is used', async () => {
    const { id, manager, clerk } = await unit();
    expect((await clerk.call('openBudget', { body: budget() })).status).toBe(403);
    const budgetId = await open(manager);
    expect(await manager.call('openBudget', { body: budget() })).toMatchObject({
      status: 409,
      body: { error: { code: 'budget_exists' } },
    });
    const made = await anOrder(api.test.db, { unitId: id, budgetId }).paid();
    const set = (ceilingFen: number) =>
      manager.call('setBudgetCeiling', { params: { id: budgetId }, body: { ceilingFen, reason: '年中调整' } });
    expect(await set(made.order.totalFen - 1)).toMatchObject({ body: { error: { code: 'budget_below_used' } } });
    await ok(set(2_000_000));
    expect(await ok(clerk.call('getBudget', { params: { id: budgetId } }))).toMatchObject({
      year: YEAR,
      encumberedFen: made.order.totalFen,
      leftFen: 2_000_000 - made.order.totalFen,
      ceilings: [
        { changeFen: 1_000_000, ceilingFen: 2_000_000, reason: '年中调整' },
        { changeFen: 1_000_000, ceilingFen: 1_000_000, reason: '年度预算批复' },
      ],
    });
    const stranger = (await unit()).manager;
    expect((await stranger.call('getBudget', { params: { id: budgetId } })).status).toBe(404);
    expect(
      (
        await stranger.call('setBudgetCeiling', {
          params: { id: budgetId },
          body: { ceilingFen: 3_000_000, reason: '别的单位' },
        })
      ).status,
    ).toBe(404);
  });

  it('stand beside those of units above, which narrow what may be bought', async () => {
    const top = await unit();
    const below = await unit(top.id);
    await open(top.manager, { reach: 'subtree', name: '全系统食材', ceilingFen: 300_000 });
    const own = await open(below.manager);
    expect(await ok(below.clerk.call('listBudgets', {}))).toMatchObject({
      year: YEAR,
      own: [{ id: own, leftFen: 1_000_000 }],
      above: [{ unit: { id: top.id }, name: '全系统食材', leftFen: 300_000 }],
      may: { manage: false },
    });
    expect(await ok(below.clerk.call('getBuyingDesk', {}))).toMatchObject({
      unit: { id: below.id },
      budgets: [{ id: own, leftFen: 1_000_000, spendableFen: 300_000, bound: { name: '全系统食材' } }],
      share: { reservedFen: null, countedFen: 0 },
    });
  });
});

describe('buying for a unit (§1)', () => {
  const SEATS: readonly [string, boolean, Omit<Member, 'organisationId'>][] = [
    ['a manager', true, {}],
    ['a buyer', true, { role: 'clerk', duties: ['buy'] }],
    ['a clerk with every other duty', false, { role: 'clerk', duties: ['approve', 'accept', 'pay'] }],
    ['a viewer', false, { role: 'viewer' }],
  ];
  it.each(SEATS)('is for %s: %s; buying for oneself is for everybody', async (_who, may, seat) => {
    const { id, manager } = await unit();
    await open(manager);
    const person = await api.person({ organisationId: id, ...seat }, 'storefront');
    const refused = {
      status: 403,
      body: { error: { code: 'forbidden', message: expect.stringContaining('“采购”职责') } },
    };
    expect(await person.call('getBuyingDesk', {})).toMatchObject(may ? { status: 200 } : refused);
    const { skuId } = await shelf(api, 5);
    const { placed, body } = await order(person, skuId);
    expect(placed).toMatchObject(may ? { status: 201 } : refused);
    expect(await person.call('placeCheckout', { body: { ...body, personal: true } })).toMatchObject({ status: 201 });
    expect(
      await api.test.db.query('SELECT unit_id AS unit FROM sales_order WHERE user_id = $1 ORDER BY number', [
        person.userId,
      ]),
    ).toEqual([...(may ? [{ unit: id }] : []), { unit: null }]);
  });
});

describe('a unit’s year', () => {
  it('comes from the summary of finished orders, for the unit and in the list of the unit above, in as few statements as before', async () => {
    const top = await unit();
    const below = await unit(top.id);
    const budgetId = await open(below.manager);
    const { order } = await anOrder(api.test.db, { unitId: below.id, budgetId }).completed();
    await anOrder(api.test.db, { unitId: below.id, budgetId }).paid();
    const year = await ok(below.clerk.call('getShareProgress', { params: { year: String(YEAR) } }));
    expect(year).toMatchObject({
      reservedFen: null,
      fulfilmentBp: null,
      lags: false,
      boughtFen: order.goodsFen,
      encumberedFen: order.totalFen,
    });
    expect((year['months'] as unknown as { boughtFen: number }[]).map(({ boughtFen }) => boughtFen)).toContain(
      order.goodsFen,
    );
    const list = () => top.manager.call('listSharesBelow', {});
    expect(await ok(list())).toMatchObject({ items: [{ id: below.id, countedFen: 0, fulfilmentBp: null }] });
    expect(await countStatements(list)).toBeLessThanOrEqual(4);
  });
});
