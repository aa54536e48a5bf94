import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM, type Caller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import fc from 'fast-check';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import type { MadeCampaign } from '../testing/a-campaign';
import { CampaignModel, type ModelPledge, type Outcome } from '../testing/campaign-model';
import { PledgeMarket } from '../testing/pledge-market';
import { PLEDGE_MONEY_INVARIANTS } from './closing.invariants';

const PRICES = [2_000, 1_900, 1_700];
const FULL = { threshold: 6, cap: 16, most: 6, tierFrom: [1, 8, 12], prices: PRICES, freight: 150, deposit: null };
/** The same with 3 yuan of each share at joining. */
const DEPOSIT = { ...FULL, deposit: 300 };
let test: TestDatabase;
let market: PledgeMarket;
let people: Caller[];
let bag: MadeCampaign['goods'][number] | undefined;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 6 });
  market = new PledgeMarket(test);
  people = await market.people(6);
  bag = (await market.campaign()).goods[0];
});
afterAll(() => test.close());

interface Real {
  readonly made: MadeCampaign;
  readonly pledges: { readonly id: string; readonly ref: string; readonly by: Caller }[];
}
interface Step {
  readonly act: keyof typeof ACTS;
  readonly pick: number;
  readonly n: number;
}
interface Turn extends Step {
  readonly model: CampaignModel;
  readonly real: Real;
}
const outcome = (doing: Promise<unknown>): Promise<Outcome> =>
  doing.then(
    () => null,
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );
const onPledge =
  (act: (turn: Turn, pledge: ModelPledge, own: Real['pledges'][number]) => Promise<void>) =>
  async (turn: Turn): Promise<void> => {
    const at = turn.pick % Math.max(turn.model.pledges.length, 1);
    const [pledge, own] = [turn.model.pledges[at], turn.real.pledges[at]];
    if (pledge && own) await act(turn, pledge, own);
  };

const ACTS = {
  join: async ({ model, real, pick, n }: Turn) => {
    const person = pick % people.length;
    const by = people[person] as Caller;
    const body = market.body(real.made, n);
    const expected = model.join(person, n);
    const joining = market.join.execute(by, real.made.campaign.id, body, market.claim(by, body));
    expect(await outcome(joining)).toBe(expected);
    if (expected !== null) return;
    const joined = await joining;
    real.pledges.push({ id: joined.id, ref: market.refOf(joined), by });
  },
  pay: onPledge(async ({ model }, pledge, { ref }) => {
    // What the provider has cancelled nobody pays.
    if (!pledge.came && !market.gateway.pay(ref)) return;
    model.pay(pledge);
    await market.settle.execute(market.gateway.intent(ref));
  }),
  leave: onPledge(async ({ model }, pledge, { id, by }) => {
    expect(await outcome(market.ending.leave(by, id, market.claim(by, newId())))).toBe(model.leave(pledge));
  }),
  withdraw: onPledge(async ({ model }, pledge, { id, by }) => {
    expect(await outcome(market.ending.withdraw(by, id, market.claim(by, newId())))).toBe(model.withdraw(pledge));
  }),
  expire: onPledge(async ({ model }, pledge, { id }) => {
    if (pledge.status !== 'pending') return;
    await test.db.query('UPDATE campaigns_pledge SET expires_at = clock_timestamp() WHERE id = $1', [id]);
    model.expire(pledge);
    await market.ending.expireDue(50);
  }),
  passDeadline: async ({ model, real, n }: Turn) => {
    if (n < 5) return;
    model.over = true;
    await market.passDeadline(real.made);
  },
  payBalance: onPledge(async ({ model }, pledge, { id, by }) => {
    const expected = model.payBalance(pledge);
    const begun = market.balances.begin(by, id);
    expect(await outcome(begun)).toBe(expected);
    if (expected !== null) return;
    const { ref } = await begun;
    market.gateway.pay(ref);
    await market.settle.execute(market.gateway.intent(ref));
  }),
  passBalance: async ({ model, real, n }: Turn) => {
    if (n < 5 || model.status !== 'collecting') return;
    model.balanceOver = true;
    await market.passBalance(real.made);
  },
  cancel: async ({ model, real, n }: Turn) => {
    if (n < 6) return;
    const cancelling = test.uow.run(async (tx) =>
      moveCampaign(tx, await lockCampaign(tx, real.made.campaign.id), { action: 'cancel', by: SYSTEM, reason: '取消' }),
    );
    expect(await outcome(cancelling)).toBe(model.cancel());
  },
  work: async ({ model }: Turn) => {
    model.work();
    await market.work();
  },
} as const;

async function compare(model: CampaignModel, real: Real): Promise<void> {
  const { id } = real.made.campaign;
  expect([await market.campaignStatus(id), await market.slots(id)]).toEqual([
    model.status,
    { held: model.held, paid: model.paid },
  ]);
  const rows = await test.db.query(
    `SELECT p.status, p.final_fen AS final, (SELECT coalesce(sum(f.amount_fen), 0) FROM refund f
       WHERE f.payment_id IN (p.payment_id, (SELECT b.payment_id FROM campaigns_balance b WHERE b.pledge_id = p.id)))::bigint AS back
     FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, n) JOIN campaigns_pledge p USING (id) ORDER BY n`,
    [real.pledges.map((one) => one.id)],
  );
  expect(rows).toEqual(model.pledges.map(({ status, final, back }) => ({ status, final, back })));
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant('join' as const) },
    { weight: 8, arbitrary: fc.constant('pay' as const) },
    { weight: 3, arbitrary: fc.constant('withdraw' as const) },
    { weight: 3, arbitrary: fc.constant('payBalance' as const) },
    { weight: 7, arbitrary: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[])) },
  ),
  pick: fc.nat(23),
  n: fc.integer({ min: 1, max: 7 }),
});

describe('joining, paying, leaving, withdrawing, cancelling, deadlines and balances in any order', () => {
  it('come to what a model without a database says, after every step, to the share and to the fen', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 12, maxLength: 36, size: 'max' }),
        fc.boolean(),
        async (steps, deposits) => {
          const model = new CampaignModel(deposits ? DEPOSIT : FULL);
          const made = await market.campaign({
            thresholdShares: FULL.threshold,
            capShares: FULL.cap,
            perPledgeShares: FULL.most,
            tierFrom: [...FULL.tierFrom],
            freightShareFen: FULL.freight,
            form: 'pre_sale',
            held: false,
            ...(deposits && { depositShareFen: DEPOSIT.deposit, balanceOn: '2020-01-01', balanceDays: 7 }),
            organiserUserId: people[0]?.actor.userId ?? '',
            goods: [{ skuId: bag?.skuId ?? '', supplierId: bag?.supplierId ?? '', pricesFen: PRICES }],
          });
          const real: Real = { made, pledges: [] };
          for (const next of steps) {
            await ACTS[next.act]({ ...next, model, real });
            await compare(model, real);
          }
          // In the end everybody is past the deadline, and the worker has come by.
          model.over = true;
          await market.passDeadline(made);
          await ACTS.work({ act: 'work', pick: 0, n: 1, model, real });
          await compare(model, real);
          await ACTS.passBalance({ act: 'passBalance', pick: 0, n: 7, model, real });
          await ACTS.work({ act: 'work', pick: 0, n: 1, model, real });
          await compare(model, real);
          seen.add(model.status);
          for (const { status } of model.pledges) seen.add(status);
        },
      ),
      { numRuns: 20, seed: 20_201_128, endOnFailure: true },
    );
    // The steps reach every end: what is compared is not one of them alone.
    expect([...seen].sort()).toEqual(
      ['cancelled', 'confirmed', 'expired', 'failed', 'forfeited', 'refunded', 'succeeded', 'withdrawn'].sort(),
    );
    for (const invariant of [...CAMPAIGNS_INVARIANTS, ...PLEDGE_MONEY_INVARIANTS, ...PAYMENTS.invariants])
      expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
  });
});
