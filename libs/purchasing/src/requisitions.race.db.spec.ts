import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariant, marketDay } from '@yigou/platform';
import { aBudget, aShare } from '@yigou/procurement/testing';
import { aClaim, countStatements, createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import { PURCHASING_INVARIANTS } from './purchasing.invariants';
import { goods, PurchasingHarness, type UnitAtWork, WANTED } from './testing';

let test: TestDatabase;
let h: PurchasingHarness;
let unit: UnitAtWork;
/** 20 yuan a piece. */
let rice: string;
const TODAY = marketDay(new Date());
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  h = new PurchasingHarness(test);
  rice = await goods(test);
});
afterAll(async () => {
  for (const invariant of PURCHASING_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  await test.close();
});
const refusal = (code: string) => expect.objectContaining({ code });
const of = (quantity: number) => [{ skuId: rice, quantity }];
const outcomes = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code?: string }).code)).sort();

describe('a requisition', () => {
  beforeAll(async () => {
    unit = await h.unit();
  });

  it('shows sum, and what it does to budget and share, in two statements', async () => {
    const budgetId = await aBudget(test, { unitId: unit.unitId, ceilingFen: 50_000 });
    const share = await aShare(test, unit.unitId, 'in_force');
    await test.db.query(
      'UPDATE share_filing SET canteen_total_fen = 300000, ratio_bp = 1000, reserved_fen = 30000 WHERE id = $1',
      [share],
    );
    const id = await h.requisitions.create(unit.buyer, { ...WANTED, budgetId, lines: of(3) }, aClaim());
    expect(await h.queries.get(unit.buyer, id)).toMatchObject({
      status: 'draft',
      totalFen: 6_000,
      items: [{ skuId: rice, quantity: 3, priceFen: 2_000, sumFen: 6_000, currentFen: 2_000 }],
      budget: { totalFen: 50_000, leftFen: 50_000, afterFen: 44_000 },
      share: { totalFen: 30_000, leftFen: 30_000, afterFen: 24_000 },
      may: { edit: true, submit: true, withdraw: true, decide: false },
    });
    expect(await countStatements(() => h.queries.get(unit.buyer, id))).toBe(2);
    expect(await countStatements(() => h.queries.list(unit.buyer, { limit: 24 }))).toBe(1);
  });

  it('is returned with a reason, mended, and approved by the first approver whose limits cover it', async () => {
    const id = await h.submitted(unit, of(2));
    await h.requisitions.return(unit.approver, id, '数量太少');
    await h.rewrite(unit, id, of(4));
    await h.requisitions.submit(unit.buyer, id);
    await h.approve(unit.approver, id);
    const view = await h.queries.get(unit.buyer, id);
    expect(view).toMatchObject({ status: 'approved', approver: { id: unit.approver.actor.userId } });
    expect(view.history.map(({ action }) => action)).toEqual([
      'open',
      'submit',
      'return',
      'revise',
      'submit',
      'approve',
    ]);
    expect(view.history[2]).toMatchObject({ reason: '数量太少', by: '审批人' });
  });

  it('that is written anew has to be approved again, and a list that was not shown is not approved', async () => {
    const id = await h.submitted(unit, of(2));
    const seen = await h.queries.get(unit.approver, id);
    await h.rewrite(unit, id, of(5));
    await expect(h.requisitions.approve(unit.approver, id, seen.linesHash)).rejects.toEqual(
      refusal('requisition_closed'),
    );
    await h.requisitions.submit(unit.buyer, id);
    await expect(h.requisitions.approve(unit.approver, id, seen.linesHash)).rejects.toEqual(
      refusal('requisition_changed'),
    );
    await h.approve(unit.approver, id);
    await h.rewrite(unit, id, of(2));
    expect(await h.queries.get(unit.buyer, id)).toMatchObject({ status: 'draft', approver: null });
  });

  it('at another price, empty, or of what is not sold is not submitted', async () => {
    const other = await goods(test, 500);
    const id = await h.draft(unit, [{ skuId: other, quantity: 1 }]);
    await test.db.query('UPDATE sku SET price_fen = 600 WHERE id = $1', [other]);
    await expect(h.requisitions.submit(unit.buyer, id)).rejects.toEqual(refusal('requisition_stale'));
    await h.rewrite(unit, id, []);
    await expect(h.requisitions.submit(unit.buyer, id)).rejects.toEqual(refusal('requisition_empty'));
    await test.db.query('UPDATE sku SET active = false WHERE id = $1', [other]);
    await expect(h.rewrite(unit, id, [{ skuId: other, quantity: 1 }])).rejects.toMatchObject({
      code: 'validation_failed',
      details: { fields: { 'lines.0.skuId': expect.any(String) } },
    });
  });

  it('is another unit’s and does not exist for a stranger', async () => {
    const stranger = await h.unit();
    const id = await h.submitted(unit, of(1));
    for (const act of [
      () => h.queries.get(stranger.buyer, id),
      () => h.requisitions.withdraw(stranger.buyer, id),
      () => h.requisitions.approve(stranger.approver, id, ''),
    ])
      await expect(act()).rejects.toEqual(refusal('not_found'));
    await h.requisitions.withdraw(unit.buyer, id);
  });
});

describe('who approves', () => {
  it('is the next one above a limit per order, and nobody where no limit covers it', async () => {
    const own = await h.unit();
    const big = await h.submitted(own, of(51));
    expect(await h.queries.get(own.buyer, big)).toMatchObject({ approver: { id: own.chief.actor.userId } });
    await expect(h.approve(own.approver, big)).rejects.toEqual(refusal('forbidden'));
    await h.approve(own.chief, big);
    const first = { userId: own.approver.actor.userId, perOrderFen: 100_000, perMonthFen: null };
    await h.rules.set(own.manager, { approvers: [first] });
    const another = await h.draft(own, of(51));
    await expect(h.requisitions.submit(own.buyer, another)).rejects.toEqual(refusal('approver_missing'));
  });

  it('is never the one who asked, managers neither', async () => {
    const own = await h.unit();
    const userId = own.manager.actor.userId;
    await h.rules.set(own.manager, { approvers: [{ userId, perOrderFen: null, perMonthFen: null }] });
    const id = await h.draft({ ...own, buyer: own.manager }, of(1));
    await expect(h.requisitions.submit(own.manager, id)).rejects.toEqual(refusal('approver_missing'));
    await h.requisitions.submit(own.buyer, await h.draft(own, of(1)));
    // Where the one who stands in is the one who asked.
    const both = await h.unit();
    const asked = await h.submitted({ ...both, buyer: both.manager }, of(1));
    await h.rules.delegate(both.approver, { toId: both.manager.actor.userId, from: TODAY, until: TODAY });
    await expect(h.approve(both.manager, asked)).rejects.toEqual(refusal('own_requisition'));
  });

  it('may be somebody who stands in, within the period alone', async () => {
    const own = await h.unit();
    const id = await h.submitted(own, of(1));
    const toId = own.chief.actor.userId;
    await expect(h.approve(own.chief, id)).rejects.toEqual(refusal('forbidden'));
    await h.rules.delegate(own.approver, { toId, from: '2020-01-01', until: '2020-01-02' });
    await expect(h.approve(own.chief, id)).rejects.toEqual(refusal('forbidden'));
    await h.rules.delegate(own.approver, { toId, from: TODAY, until: '2999-12-31' });
    expect((await h.queries.list(own.chief, { mine: '1', limit: 24 })).items.map((row) => row.id)).toEqual([id]);
    await h.approve(own.chief, id);
    // In the name, and within the limits, of whose turn it was.
    expect((await h.rules.get(own.buyer)).approvers[0]).toMatchObject({ approvedFen: 2_000 });
  });

  it('is told of an order that was split to stay below the limit', async () => {
    const own = await h.unit();
    await h.submitted(own, of(45));
    const second = await h.submitted(own, of(10));
    expect((await h.queries.get(own.approver, second)).split).toEqual({
      days: 7,
      others: 1,
      sumFen: 110_000,
      limitFen: 100_000,
    });
    const long = await h.submitted(own, of(1));
    await h.requisitions.withdraw(own.buyer, long);
    await test.db.query(
      `UPDATE purchasing_requisition SET submitted_at = submitted_at - interval '8 days' WHERE unit_id = $1`,
      [own.unitId],
    );
    expect((await h.queries.get(own.approver, await h.submitted(own, of(10)))).split).toBeNull();
  });

  it('that is changed sends what waits for somebody else back', async () => {
    const own = await h.unit();
    const id = await h.submitted(own, of(1));
    const chief = { userId: own.chief.actor.userId, perOrderFen: null, perMonthFen: null };
    await h.rules.set(own.manager, { approvers: [chief] });
    expect(await h.queries.get(own.buyer, id)).toMatchObject({ status: 'returned' });
    const stranger = await h.unit();
    const strange = { ...chief, userId: stranger.chief.actor.userId };
    await expect(h.rules.set(own.manager, { approvers: [strange] })).rejects.toEqual(refusal('not_found'));
    await expect(h.rules.set(own.chief, { approvers: [] })).rejects.toEqual(refusal('forbidden'));
  });
});

describe('time', () => {
  it('ends what nobody decided, once, and what is over is not approved before that either', async () => {
    const own = await h.unit();
    const id = await h.submitted(own, of(1));
    const { linesHash } = await h.queries.get(own.approver, id);
    await test.db.query(
      `UPDATE purchasing_requisition SET expires_at = clock_timestamp() - interval '1 s' WHERE id = $1`,
      [id],
    );
    await expect(h.requisitions.approve(own.approver, id, linesHash)).rejects.toEqual(refusal('requisition_closed'));
    expect([await h.expiry.expireDue(100), await h.expiry.expireDue(100)]).toEqual([1, 0]);
    expect(await h.queries.get(own.buyer, id)).toMatchObject({ status: 'expired', may: { submit: true } });
  });

  it('of one requisition that cannot be moved holds up no other', async () => {
    const own = await h.unit();
    const [bad, good] = [await h.submitted(own, of(1)), await h.submitted(own, of(1))];
    await test.db.query(
      `UPDATE purchasing_requisition q SET expires_at = clock_timestamp() - make_interval(secs => 100 - t.place)
       FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, place) WHERE q.id = t.id`,
      [[bad, good]],
    );
    const antidote = await poison(test.db, 'purchasing_requisition', bad);
    await expect(h.expiry.expireDue(1)).rejects.toThrow('expire-requisitions: 1 failed, 1 done');
    expect((await h.queries.get(own.buyer, bad)).status).toBe('submitted');
    expect((await h.queries.get(own.buyer, good)).status).toBe('expired');
    await antidote();
    expect(await h.expiry.expireDue(1)).toBe(1);
  });
});

describe('at once', () => {
  it('two approvers, the one and who stands in: one of them approves', async () => {
    const own = await h.unit();
    const id = await h.submitted(own, of(1));
    await h.rules.delegate(own.approver, { toId: own.chief.actor.userId, from: TODAY, until: '2999-12-31' });
    const settled = await Promise.allSettled([h.approve(own.approver, id), h.approve(own.chief, id)]);
    expect(outcomes(settled)).toEqual(['done', 'requisition_closed']);
  });

  it('two approvals of a month stay within its limit', async () => {
    const own = await h.unit();
    const ids = [await h.submitted(own, of(45)), await h.submitted(own, of(45))];
    const settled = await Promise.allSettled(ids.map((id) => h.approve(own.approver, id)));
    expect(outcomes(settled)).toEqual(['approval_limit', 'done']);
    const left = ids[settled.findIndex(({ status }) => status === 'rejected')] ?? '';
    await h.requisitions.passOn(own.approver, left);
    await h.approve(own.chief, left);
    expect((await h.rules.get(own.buyer)).approvers.map(({ approvedFen }) => approvedFen)).toEqual([90_000, 90_000]);
  });

  it('approving and writing anew: what is approved is what was shown, or nothing is', async () => {
    const own = await h.unit();
    for (let round = 0; round < 8; round += 1) {
      const id = await h.submitted(own, of(1));
      const { linesHash, lockVersion } = await h.queries.get(own.approver, id);
      const anew = { ...WANTED, budgetId: null, lines: of(2), lockVersion };
      const settled = await Promise.allSettled([
        h.requisitions.approve(own.approver, id, linesHash),
        h.requisitions.save(own.buyer, id, anew),
      ]);
      expect([
        ['done', 'requisition_closed'],
        ['done', 'version_conflict'],
      ]).toContainEqual(outcomes(settled));
      const view = await h.queries.get(own.buyer, id);
      expect([view.status, view.totalFen]).toEqual(
        settled[0]?.status === 'fulfilled' ? ['approved', 2_000] : ['draft', 4_000],
      );
      await h.requisitions.withdraw(own.buyer, id);
    }
  });

  it('approving and withdrawing end as one of them says', async () => {
    const own = await h.unit();
    for (let round = 0; round < 8; round += 1) {
      const id = await h.submitted(own, of(1));
      const [approved] = await Promise.allSettled([
        h.approve(own.approver, id),
        h.requisitions.withdraw(own.buyer, id),
      ]);
      // Who comes second withdraws what was approved, or finds it closed: it is withdrawn either way.
      expect(['fulfilled', 'rejected']).toContain(approved.status);
      expect(await h.queries.get(own.buyer, id)).toMatchObject({ status: 'withdrawn' });
    }
  });
});

describe('a unit’s own number of a purchase', () => {
  it('is given once in a year, whoever is faster, and is free again when it is withdrawn', async () => {
    const [one, other] = [await h.unit(), await h.unit()];
    const make = (of: UnitAtWork, poNumber: string, deliverOn: string = WANTED.deliverOn) =>
      h.requisitions.create(of.buyer, { ...WANTED, deliverOn, poNumber, budgetId: null, lines: [] }, aClaim());
    const settled = await Promise.allSettled([1, 2, 3].map(() => make(one, 'CG-001')));
    expect(outcomes(settled)).toEqual(['done', 'validation_failed', 'validation_failed']);
    const first = settled.flatMap((made) => (made.status === 'fulfilled' ? [made.value] : []))[0] ?? '';
    expect(await h.queries.get(one.buyer, first)).toMatchObject({ poNumber: 'CG-001' });
    await make(other, 'CG-001');
    await make(one, 'CG-001', '2027-03-01');
    const unnamed = [await make(one, ''), await make(one, '')];
    const save = (id: string) =>
      h.requisitions.save(one.buyer, id, { ...WANTED, poNumber: 'CG-001', budgetId: null, lines: [], lockVersion: 1 });
    await expect(save(unnamed[0] ?? '')).rejects.toMatchObject({
      details: { fields: { poNumber: '本单位同一年度已有采购申请用了这个单号' } },
    });
    await h.requisitions.withdraw(one.buyer, first);
    await save(unnamed[0] ?? '');
  });
});
