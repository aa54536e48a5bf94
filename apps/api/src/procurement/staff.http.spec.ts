import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrder } from '@yigou/orders/testing';
import { aBudget, aUnit, thisYear } from '@yigou/procurement/testing';
import { ApiHarness, type Answer } from '../testing/api.harness';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

const ok = async (answer: Promise<Answer>) => {
  const got = await answer;
  expect({ status: got.status, text: got.text }).toMatchObject({ status: 200 });
  return got.body as Record<string, never>;
};

describe('union and staff of a unit (R8)', () => {
  it('count to it apart, and the unit learns how many bound their account and what they bought in all, not who or what', async () => {
    const unitId = await aUnit(api.test, undefined, '640422');
    const manager = await api.person({ organisationId: unitId });
    const clerk = await api.person({ organisationId: unitId, role: 'clerk', duties: ['buy'] });
    expect(await ok(manager.call('getStaff', {}))).toMatchObject({ code: null, bound: 0, boughtFen: 0 });
    for (const route of ['renewStaffCode', 'closeStaffCode'] as const)
      expect((await clerk.call(route, {})).status).toBe(403);
    const { code } = await ok(manager.call('renewStaffCode', {}));
    expect(await ok(clerk.call('getStaff', {}))).toMatchObject({ code: null, bound: 0 });
    const person = await api.person(undefined, 'storefront');
    expect(await person.call('bindStaff', { body: { code: 'AAAAAAAAAA' } })).toMatchObject({
      status: 422,
      body: { error: { code: 'staff_code_unknown' } },
    });
    expect(await ok(person.call('bindStaff', { body: { code } }))).toMatchObject({ unit: { id: unitId } });
    expect(await ok(person.call('getStaffBinding', {}))).toMatchObject({ unit: { id: unitId } });
    const [canteen, union] = [
      await aBudget(api.test, { unitId, ceilingFen: 1_000_000 }),
      await aBudget(api.test, { unitId, kind: 'union', name: '工会福利', ceilingFen: 1_000_000 }),
    ];
    const { db } = api.test;
    const own = await anOrder(db, { unitId, budgetId: canteen }).completed();
    const gift = await anOrder(db, { unitId, budgetId: union, quantity: 3 }).completed();
    const theirs = await anOrder(db, {
      userId: person.userId ?? '',
      staffUnitId: unitId,
      quantity: 5,
    }).completed();
    expect(await ok(clerk.call('getShareProgress', { params: { year: String(thisYear()) } }))).toMatchObject({
      boughtFen: own.order.goodsFen + gift.order.goodsFen + theirs.order.goodsFen,
      parts: { ownFen: 0, unionFen: 0, staffFen: 0 },
    });
    expect(await ok(clerk.call('getBuyingDesk', {}))).toMatchObject({
      share: { parts: { ownFen: 0, unionFen: 0, staffFen: 0 } },
    });
    expect(await ok(manager.call('getStaff', {}))).toEqual({
      year: thisYear(),
      code,
      bound: 1,
      boughtFen: theirs.order.goodsFen,
      countedFen: 0,
    });
    await ok(person.call('leaveStaff', {}));
    await ok(person.call('leaveStaff', {}));
    expect(await ok(person.call('getStaffBinding', {}))).toEqual({ unit: null, boundAt: null });
    expect(await ok(manager.call('closeStaffCode', {}))).toMatchObject({ code: null, bound: 0 });
    expect((await person.call('bindStaff', { body: { code } })).status).toBe(422);
    const acts = await db.query('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY at', [unitId]);
    expect(acts.map((row) => row['action'])).toEqual(
      expect.arrayContaining(['procurement.staff_code_made', 'procurement.staff_code_closed']),
    );
  });
});
