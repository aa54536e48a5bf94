import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, sumFen } from '@yigou/kernel';
import { checkInvariant, type UnitOfWork } from '@yigou/platform';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { PAYMENTS_ENTITIES } from './entities';
import { PaymentHolders } from './payment-holders';
import { Payments } from './payments.service';
import { PAYMENTS_INVARIANTS } from './payments.invariants';
import { type PoolMember, Pools } from './pools.service';
import { Refunds } from './refunds.service';
import { aPayment, MemoryGateway } from './testing';

let test: TestDatabase;
let gateway: MemoryGateway;
let refunds: Refunds;
let payments: Payments;
let holders: PaymentHolders;
let pools: Pools;
/** Holders of pools that were told of their money. */
const heard: string[] = [];

beforeAll(async () => {
  test = await createTestDatabase({ pool: 16, entities: PAYMENTS_ENTITIES });
  gateway = new MemoryGateway();
  refunds = new Refunds(test.db, test.uow, gateway);
  payments = new Payments(test.db, gateway);
  holders = new PaymentHolders();
  holders.add('pool', {
    captured: (_tx, { holder }) => Promise.resolve(void heard.push(holder)),
    quarantined: () => Promise.reject(new Error('nothing else comes into a pool')),
  });
  pools = poolsOver(test.uow);
});
beforeEach(() => void (heard.length = 0));
afterEach(async () => {
  gateway.refundOutcome = 'succeeded';
  gateway.faults.length = 0;
  for (const invariant of PAYMENTS_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toEqual({ name: invariant.name, broken: 0, rows: [] });
});
afterAll(() => test.close());

const poolsOver = (uow: UnitOfWork) => new Pools(uow, payments, refunds, holders);
/** A payment of a pledge that came in, known to the provider. */
async function member(amountFen: number): Promise<PoolMember> {
  const { id } = await aPayment(test.db, { amountFen, status: 'paid', purpose: 'pledge', holder: newId() });
  const intent = { attemptId: id, paymentId: id, amountFen, currency: 'cny', returnUrl: '', description: '' };
  await gateway.createIntent(intent);
  const { ref } = gateway.intent(`pi_${id}`);
  gateway.pay(ref);
  return { paymentId: id, amountFen };
}
const membersOf = (sums: readonly number[]) => Promise.all(sums.map((fen) => member(fen)));
async function pool(amountFen: number): Promise<{ id: string; holder: string }> {
  const one = { id: newId(), holder: newId() };
  await test.uow.run((tx) => pools.open(tx, { ...one, amountFen }));
  return one;
}
const fund = (poolId: string, members: readonly PoolMember[]) => test.uow.run((tx) => pools.fund(tx, poolId, members));
const paymentOf = (id: string) =>
  test.db.one<{ status: string; captured: number; refunded: number; pooled: number }>(
    'SELECT status, captured_fen AS captured, refunded_fen AS refunded, pooled_fen AS pooled FROM payment WHERE id = $1',
    [id],
  );
/** A pool that these members have filled. */
async function filled(sums: readonly number[]) {
  const members = await membersOf(sums);
  const one = await pool(sumFen([...sums]));
  await fund(one.id, members);
  return { ...one, members };
}
async function refundOf(paymentId: string, amountFen: number): Promise<string> {
  const holder = newId();
  await test.uow.run(async (tx) => {
    await payments.lock(tx, paymentId);
    await refunds.request(tx, { paymentId, holder, cause: 'x', amountFen, reason: '订单取消' });
  });
  return (await test.db.one<{ id: string }>('SELECT id FROM refund WHERE holder = $1', [holder]))?.id ?? '';
}
const statusOf = async (refundId: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM refund WHERE id = $1', [refundId]))?.status;
/** What each member got back of a refund of its pool, in the order of the members. */
async function parts(refundId: string, members: readonly PoolMember[]): Promise<number[]> {
  const rows = await test.db.query<{ id: string; fen: number }>(
    `SELECT payment_id AS id, amount_fen AS fen FROM refund WHERE cause = 'pool:' || $1::text`,
    [refundId],
  );
  return members.map(({ paymentId }) => rows.find(({ id }) => id === paymentId)?.fen ?? 0);
}
const submitAll = async (members: readonly PoolMember[]) => {
  const due = await test.db.query<{ id: string }>(
    `SELECT id FROM refund WHERE payment_id = ANY($1) AND status = 'pending'`,
    [members.map(({ paymentId }) => paymentId)],
  );
  for (const { id } of due) await refunds.submit(id);
};
const codes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work))
    .map((one) =>
      one.status === 'fulfilled' ? 'done' : ((one.reason as { code?: string }).code ?? String(one.reason)),
    )
    .toSorted();

describe('filling a pool', () => {
  it('is paid with the last fen, and its holder hears it once', async () => {
    const members = await membersOf([300, 500, 200]);
    const { id, holder } = await pool(1_000);
    expect(await fund(id, members.slice(0, 2))).toEqual({ leftFen: 200, refused: [] });
    expect(await paymentOf(id)).toMatchObject({ status: 'pending', captured: 0 });
    expect(heard).toEqual([]);
    expect(await fund(id, members)).toEqual({ leftFen: 0, refused: [] });
    expect(await fund(id, members)).toEqual({ leftFen: 0, refused: [] });
    expect(heard).toEqual([holder]);
    expect(await paymentOf(id)).toEqual({ status: 'paid', captured: 1_000, refunded: 0, pooled: 0 });
    expect(await paymentOf(members[0]?.paymentId ?? '')).toMatchObject({ pooled: 300 });
    const told = await test.db.query(
      `SELECT 1 FROM outbox WHERE topic = 'payments.paid' AND payload ->> 'paymentId' = $1`,
      [id],
    );
    expect(told).toHaveLength(1);
  });

  it('by many at once, in batches that overlap, takes each member once', async () => {
    const members = await membersOf(Array.from({ length: 40 }, (_, n) => 100 + n));
    const { id, holder } = await pool(sumFen(members.map(({ amountFen }) => amountFen)));
    const batches = Array.from({ length: 16 }, (_, n) => {
      const from = (n * 5) % 40;
      return [...members.slice(from), ...members.slice(0, from)].slice(0, 12);
    });
    expect(new Set(await codes(batches.map((batch) => fund(id, batch))))).toEqual(new Set(['done']));
    expect(heard).toEqual([holder]);
    expect(await paymentOf(id)).toMatchObject({ status: 'paid' });
  });

  it('never takes more than it asks for', async () => {
    const members = await membersOf([400, 400, 400]);
    const { id } = await pool(1_000);
    await fund(id, members.slice(0, 2));
    await expect(fund(id, members)).rejects.toMatchObject({ code: 'pool_overfunded', details: { leftFen: 200 } });
    const third = members[2]?.paymentId ?? '';
    expect(await paymentOf(third)).toMatchObject({ pooled: 0 });
    const small = [{ paymentId: third, amountFen: 200 }];
    expect(await codes([fund(id, small), fund(id, small), fund(id, await membersOf([200]))])).toContain('done');
    expect(await paymentOf(id)).toMatchObject({ status: 'paid', captured: 1_000 });
    expect(heard).toHaveLength(1);
  });

  it('names those that have not so much, were never paid, or are in it with another sum', async () => {
    const [poor, twice] = await membersOf([300, 300]);
    const unpaid = await aPayment(test.db, { amountFen: 300, purpose: 'pledge', holder: newId() });
    const { id } = await pool(10_000);
    if (!poor || !twice) throw new Error('two members');
    await fund(id, [{ ...twice, amountFen: 100 }]);
    const { refused, leftFen } = await fund(id, [
      { ...poor, amountFen: 301 },
      { paymentId: unpaid.id, amountFen: 300 },
      { ...twice, amountFen: 200 },
    ]);
    expect(leftFen).toBe(9_900);
    expect(refused.toSorted()).toEqual([poor.paymentId, unpaid.id, twice.paymentId].toSorted());
  });

  it('and a refund of a member at the same time never spend the same money', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [one] = await membersOf([1_000]);
      if (!one) throw new Error('a member');
      const { id } = await pool(600);
      const [funding, back] = await Promise.allSettled([
        fund(id, [{ ...one, amountFen: 600 }]),
        refundOf(one.paymentId, 600),
      ]);
      const funded = funding.status === 'fulfilled' && funding.value.leftFen === 0;
      expect(funding.status).toBe('fulfilled');
      expect(funded).toBe(back.status === 'rejected');
    }
  });

  it('that was closed meanwhile is paid all the same, for its holder to give it back', async () => {
    const members = await membersOf([300]);
    const { id, holder } = await pool(300);
    await test.uow.run(async (tx) => payments.cancel(tx, await payments.lock(tx, id)));
    await fund(id, members);
    expect(await paymentOf(id)).toMatchObject({ status: 'paid' });
    expect(heard).toEqual([holder]);
  });

  it('cannot be paid at the provider', async () => {
    const { id } = await pool(300);
    await expect(payments.resume(id)).rejects.toMatchObject({ code: 'checkout_not_payable' });
    expect(await payments.cancelAtProvider(id)).toBeNull();
  });

  it('takes as many statements for a thousand members as for one', async () => {
    const members = await membersOf(Array(50).fill(100));
    const { id } = await pool(1_000_000);
    expect(await countStatements(() => fund(id, members.slice(0, 1)))).toBe(6);
    expect(await countStatements(() => fund(id, members))).toBe(6);
    const many = Array.from({ length: 1_001 }, () => ({ paymentId: newId(), amountFen: 1 }));
    await expect(fund(id, many)).rejects.toThrow('at most 1000');
  });
});

describe('giving back of a pool', () => {
  it('goes to its members in proportion, to the fen', async () => {
    const { id, members } = await filled([333, 333, 334]);
    const refundId = await refundOf(id, 100);
    await pools.spread(refundId);
    expect(await statusOf(refundId)).toBe('succeeded');
    const first = await parts(refundId, members);
    expect(sumFen(first)).toBe(100);
    expect(first.toSorted()).toEqual([33, 33, 34]);
    await submitAll(members);
    expect(await paymentOf(id)).toMatchObject({ refunded: 100 });
    for (const [at, { paymentId }] of members.entries())
      expect(await paymentOf(paymentId)).toMatchObject({ refunded: first[at] });
    const rest = await refundOf(id, 900);
    await pools.spread(rest);
    expect(sumFen(await parts(rest, members))).toBe(900);
    for (const { paymentId } of members) expect(await paymentOf(paymentId)).toMatchObject({ pooled: 0 });
    await expect(refundOf(id, 1)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
  });

  it('goes on where it was killed, with the same parts', async () => {
    const { id, members } = await filled(Array.from({ length: 23 }, (_, n) => 101 + 7 * n));
    const refundId = await refundOf(id, 1_234);
    let left = 3;
    const dying = {
      run: (work) => ((left -= 1) < 0 ? Promise.reject(new Error('killed')) : test.uow.run(work)),
    } as UnitOfWork;
    await expect(poolsOver(dying).spread(refundId, 5)).rejects.toThrow('killed');
    const before = await parts(refundId, members);
    expect(before.filter((fen) => fen > 0)).toHaveLength(15);
    expect(await statusOf(refundId)).toBe('pending');
    await test.db.query(`UPDATE refund SET next_try_at = now() - interval '1 second' WHERE id = $1`, [refundId]);
    expect(await pools.unspread(60)).toContain(refundId);
    await Promise.all(Array.from({ length: 4 }, () => pools.spread(refundId, 5)));
    const after = await parts(refundId, members);
    expect(sumFen(after)).toBe(1_234);
    expect(after.filter((fen, at) => before[at] !== 0 && before[at] !== fen)).toEqual([]);
    expect(await statusOf(refundId)).toBe('succeeded');
    expect(await pools.unspread(-1)).not.toContain(refundId);
    const told = await test.db.query(
      `SELECT 1 FROM outbox o JOIN refund f ON f.id::text = o.payload ->> 'refundId' WHERE o.topic = 'payments.refund_requested' AND f.cause = 'pool:' || $1::text`,
      [refundId],
    );
    expect(told).toHaveLength(members.length);
  });

  it('by two refunds at once gives each in full', async () => {
    const { id, members } = await filled([17, 29, 31, 997]);
    const asked = await Promise.all([refundOf(id, 500), refundOf(id, 574)]);
    await Promise.all([...asked, ...asked].map((refundId) => pools.spread(refundId, 2)));
    for (const [at, refundId] of asked.entries()) {
      expect(await statusOf(refundId)).toBe('succeeded');
      expect(sumFen(await parts(refundId, members))).toBe([500, 574][at]);
    }
    for (const { paymentId, amountFen } of members) {
      const back = await test.db.one('SELECT sum(amount_fen)::int AS fen FROM refund WHERE payment_id = $1', [
        paymentId,
      ]);
      expect(back).toEqual({ fen: amountFen });
    }
  });

  it('that one member’s provider refuses fails for that member alone, and can be tried again', async () => {
    const { id, members } = await filled([500, 500]);
    const refundId = await refundOf(id, 1_000);
    const [failing] = members;
    if (!failing) throw new Error('a member');
    await pools.spread(refundId, 1);
    gateway.faults.push('refused');
    await Promise.all([submitAll([failing]), refundOf(failing.paymentId, 1).catch(() => null)]);
    expect(await statusOf(refundId)).toBe('succeeded');
    const own = await test.db.one<{ id: string; status: string }>(
      `SELECT id, status FROM refund WHERE payment_id = $1 AND cause = 'pool:' || $2::text`,
      [failing.paymentId, refundId],
    );
    expect(own?.status).toBe('failed');
    expect(await paymentOf(failing.paymentId)).toMatchObject({ pooled: 0, refunded: 0 });
    await test.db.query(`DELETE FROM refund WHERE payment_id = $1 AND cause = 'x'`, [failing.paymentId]);
    await test.uow.run((tx) => refunds.retry(tx, own?.id ?? ''));
    await submitAll(members);
    for (const { paymentId } of members) expect(await paymentOf(paymentId)).toMatchObject({ refunded: 500 });
  });

  it('is none of the provider’s, and a refund of a payment is none of a pool', async () => {
    const { id, members } = await filled([500]);
    const refundId = await refundOf(id, 100);
    expect(await refunds.submit(refundId)).toBe(false);
    const [one] = await membersOf([500]);
    const own = await refundOf(one?.paymentId ?? '', 100);
    await pools.spread(own);
    expect(await statusOf(own)).toBe('pending');
    expect(await refunds.submit(own)).toBe(true);
    await pools.spread(refundId);
    expect(await parts(refundId, members)).toEqual([100]);
  });
});

describe('dissolving a pool', () => {
  const dissolve = (poolId: string, size?: number) =>
    test.uow.run((tx) => pools.dissolve(tx, poolId, '未能采购', size));
  const dissolveAll = async (poolId: string, size?: number) => {
    while ((await dissolve(poolId, size)).state === 'more');
  };
  const backOf = async ({ paymentId }: PoolMember) =>
    (
      await test.db.query<{ fen: number }>('SELECT amount_fen AS fen FROM refund WHERE payment_id = $1', [paymentId])
    ).map(({ fen }) => fen);

  it('gives each member its own back, once, wherever it was killed and by several at once', async () => {
    const members = await membersOf(Array.from({ length: 17 }, (_, n) => 100 + n));
    const { id } = await pool(5_000);
    await fund(id, members);
    const first = members.toSorted((a, b) => (a.paymentId < b.paymentId ? -1 : 1)).slice(0, 5);
    expect(await dissolve(id, 5)).toEqual({
      state: 'more',
      freed: first.map(({ paymentId, amountFen }) => ({ paymentId, amountFen })),
    });
    const dying = test.uow.run(async (tx) => {
      await pools.dissolve(tx, id, '未能采购', 5);
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    await Promise.all(Array.from({ length: 4 }, () => dissolveAll(id, 5)));
    for (const member of members) expect(await backOf(member)).toEqual([member.amountFen]);
    expect(await paymentOf(id)).toMatchObject({ status: 'cancelled', captured: 0 });
    await submitAll(members);
    for (const { paymentId, amountFen } of members)
      expect(await paymentOf(paymentId)).toMatchObject({ pooled: 0, refunded: amountFen });
    await expect(fund(id, members)).rejects.toMatchObject({ code: 'pool_dissolved' });
  });

  it('against filling it: either all of it is paid, or everybody has all of it back', async () => {
    for (let round = 0; round < 12; round += 1) {
      const members = await membersOf([300, 500, 200]);
      const { id } = await pool(1_000);
      await fund(id, members.slice(0, 2));
      const both = [() => fund(id, members), () => dissolveAll(id, 1)];
      await Promise.allSettled((round % 2 ? both : both.toReversed()).map((work) => work()));
      const { status } = (await paymentOf(id)) ?? {};
      expect(['paid', 'cancelled']).toContain(status);
      const back = await Promise.all(members.map(backOf));
      expect(back).toEqual(status === 'paid' ? [[], [], []] : [[300], [500], []]);
      // One that was filled gives back as any payment does, and nothing besides.
      if (status !== 'paid') continue;
      const refundId = await refundOf(id, 1_000);
      await Promise.all([pools.spread(refundId, 1), dissolveAll(id), pools.spread(refundId, 2)]);
      expect(await Promise.all(members.map(backOf))).toEqual([[300], [500], [200]]);
    }
  });
});

describe('many refunds at once', () => {
  const requests = (members: readonly PoolMember[], amountFen = 100) =>
    members.map(({ paymentId }) => ({ paymentId, holder: paymentId, cause: 'failed', amountFen, reason: '未成团' }));
  const requestMany = (asked: ReturnType<typeof requests>) => test.uow.run((tx) => refunds.requestMany(tx, asked));
  const refundsOf = (members: readonly PoolMember[]) =>
    test.db.query<{ id: string }>(`SELECT id FROM refund WHERE payment_id = ANY($1) ORDER BY id`, [
      members.map(({ paymentId }) => paymentId),
    ]);

  it('take two statements, are asked for once each however often, and are told each once', async () => {
    const members = await membersOf(Array(30).fill(100));
    const asked = requests(members);
    expect(await countStatements(() => requestMany(asked.slice(0, 20)))).toBe(4);
    const again = await Promise.all(Array.from({ length: 4 }, () => requestMany(asked)));
    expect(again).toEqual([[], [], [], []]);
    const made = await refundsOf(members);
    expect(made).toHaveLength(30);
    const told = await test.db.query(
      `SELECT payload ->> 'refundId' AS id FROM outbox WHERE topic = 'payments.refund_requested' AND payload ->> 'refundId' = ANY($1) ORDER BY 1`,
      [made.map(({ id }) => id)],
    );
    expect(told).toEqual(made);
  });

  it('name those for which too little is left, and make the others', async () => {
    const members = await membersOf([100, 99, 100]);
    const asked = requests(members);
    const second = { ...asked[0], holder: newId() } as (typeof asked)[number];
    expect(await requestMany([...asked, second])).toEqual([asked[1], second]);
    expect(await refundsOf(members)).toHaveLength(2);
    await expect(requestMany(Array(1_001).fill(second))).rejects.toThrow('at most 1000');
    expect(await requestMany([])).toEqual([]);
  });
});
