import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@yigou/kernel';
import { checkInvariant } from '@yigou/platform';
import { PAYMENTS } from '@yigou/payments';
import { atATime, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { PLEDGE_MONEY_INVARIANTS } from './closing.invariants';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { aPledge, type MadeCampaign } from '../testing/a-campaign';
import { PledgeMarket } from '../testing/pledge-market';
import { SYSTEM } from '@yigou/identity';

const POOL = 40;
let test: TestDatabase;
let market: PledgeMarket;
beforeAll(async () => {
  test = await createTestDatabase({ pool: POOL });
  market = new PledgeMarket(test);
});
afterAll(() => test.close());
afterEach(async () => {
  jest.restoreAllMocks();
  market.gateway.down = false;
  for (const invariant of [...CAMPAIGNS_INVARIANTS, ...PLEDGE_MONEY_INVARIANTS, ...PAYMENTS.invariants])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
});

const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const cancel = ({ campaign }: MadeCampaign) =>
  test.uow.run(async (tx) =>
    moveCampaign(tx, await lockCampaign(tx, campaign.id), { action: 'cancel', by: SYSTEM, reason: '主办方取消' }),
  );
/** The deadline is in so many milliseconds; gives when that is. */
async function deadlineIn({ campaign }: MadeCampaign, ms: number): Promise<number> {
  await test.db.query(
    `UPDATE campaigns_campaign SET deadline = clock_timestamp() + make_interval(secs => $2::float / 1000) WHERE id = $1`,
    [campaign.id, ms],
  );
  return Date.now() + ms;
}
const until = (moment: number) => sleep(Math.max(moment - Date.now(), 0));
const between = (from: number, to: number) => from + Math.random() * (to - from);
async function decided(campaignId: string): Promise<string> {
  for (;;) {
    const closing = await market.closing.close(campaignId);
    if (closing !== 'not_yet') return closing;
    await sleep(1);
  }
}

describe('the cap against the deadline', () => {
  it('succeeds exactly when it is full: nine of ten paid, four who want the last and who closes it around the deadline, 500 rounds', async () => {
    const {
      goods: [bag],
    } = await market.campaign();
    const said = {
      thresholdShares: 10,
      capShares: 10,
      form: 'pre_sale' as const,
      held: false,
      organiserUserId: (await market.person()).actor.userId,
    };
    const shared = { skuId: bag?.skuId ?? '', supplierId: bag?.supplierId ?? '', pricesFen: [2_000, 1_800] };
    const people = await market.people(80);
    const ended = new Map<string, number>();
    // How far off the deadline is: further when campaigns fail, so that either end comes about on a machine of any speed.
    let lead = 120;
    const round = async (at: number) => {
      const made = await market.campaign({ ...said, goods: [shared] });
      const { id } = made.campaign;
      const mine = people.slice((at % 20) * 4, (at % 20) * 4 + 4);
      await aPledge(test.db, made, { shares: 9, userId: said.organiserUserId });
      const early = 10 - lead;
      const deadline = await deadlineIn(made, lead);
      const joining = mine.map(async (by) => {
        await until(deadline + between(early, 10));
        const pledge = await market.joined(made, 1, by);
        await market.pay(pledge);
      });
      const closing = until(deadline + between(-10, 10)).then(() => decided(id));
      const outcomes = await Promise.all(joining.map(outcomeOf));
      const closed = await closing;
      const full = (await market.slots(id))?.paid === 10;
      expect([closed, await market.campaignStatus(id)]).toEqual(
        full ? ['succeeded', 'succeeded'] : ['failed', 'failed'],
      );
      for (const outcome of outcomes)
        expect(['done', 'campaign_full', 'campaign_over', 'campaign_not_recruiting']).toContain(outcome);
      ended.set(closed, (ended.get(closed) ?? 0) + 1);
      lead = Math.max(120, lead * (full ? 0.95 : 1.05));
    };
    const rounds = await atATime(8, Array(500).keys(), round);
    expect(rounds.filter(({ status }) => status === 'rejected')).toEqual([]);
    // Both happened, so that what was compared is not one of them.
    expect(ended.get('succeeded')).toBeGreaterThan(10);
    expect(ended.get('failed')).toBeGreaterThan(10);
    await market.ending.expireDue(500);
    await market.settling.settleAll();
  }, 400_000);
});

describe('races of a pledge with the decision', () => {
  const rounds = Array.from({ length: 25 }, (_, at) => at);

  it('pay against close: what is booked in time counts, what comes later goes back and is told', async () => {
    for (const _ of rounds) {
      const made = await market.campaign({ thresholdShares: 1 });
      const pledge = await market.joined(made);
      market.gateway.pay(market.refOf(pledge));
      const deadline = await deadlineIn(made, 20);
      const settling = until(deadline + between(-12, 8)).then(() =>
        market.settle.execute(market.gateway.intent(market.refOf(pledge))),
      );
      const closed = await until(deadline).then(() => decided(made.campaign.id));
      await settling;
      await market.work();
      const back = await market.refundsOf(pledge.id);
      if (closed === 'succeeded') {
        expect([await market.statusOf(pledge.id), back]).toEqual(['confirmed', []]);
        continue;
      }
      expect([await market.statusOf(pledge.id), back]).toEqual([
        'expired',
        [{ cause: 'late_payment', fen: 2_000, status: 'succeeded' }],
      ]);
      const told = await test.db.query('SELECT body FROM notice WHERE link = $1', [`/my/pledges/${pledge.id}`]);
      expect(told).toEqual([{ body: expect.stringMatching(/没有计入，已全额原路退回/) }]);
    }
  });

  it('withdraw against close: who withdrew is not counted, and whoever is counted did not withdraw', async () => {
    const seen = new Set<string>();
    let lead = 120;
    for (const _ of rounds) {
      const made = await market.campaign({ thresholdShares: 2 });
      const [first] = [await market.paid(made), await market.paid(made)];
      const early = 5 - lead;
      const deadline = await deadlineIn(made, lead);
      const withdrawing = until(deadline + between(early, 5)).then(() =>
        outcomeOf(market.ending.withdraw(first.by, first.id, market.claim(first.by, newId()))),
      );
      const closed = await until(deadline).then(() => decided(made.campaign.id));
      const withdrew = await withdrawing;
      expect(closed).toBe(withdrew === 'done' ? 'failed' : 'succeeded');
      await market.work();
      expect((await market.refundsOf(first.id)).map(({ cause }) => cause)).toEqual(
        withdrew === 'done' ? ['withdrawn'] : [],
      );
      seen.add(withdrew);
      // Earlier, until it is early enough on this machine.
      if (withdrew !== 'done') lead += 20;
    }
    expect(seen.has('done')).toBe(true);
  });

  it('cancel against success: one of them, and the money goes with it', async () => {
    const seen = new Set<string | undefined>();
    // Who lost begins that much sooner the next time: so both win, on a machine of any speed.
    let headStart = 0;
    let step = 2;
    let before: string | undefined;
    for (const _ of rounds) {
      const made = await market.campaign({ thresholdShares: 1 });
      const pledge = await market.paid(made);
      await market.passDeadline(made);
      await Promise.all([
        sleep(Math.max(-headStart, 0)).then(() => outcomeOf(cancel(made))),
        sleep(Math.max(headStart, 0)).then(() => market.closing.close(made.campaign.id)),
      ]);
      await market.work();
      const status = await market.campaignStatus(made.campaign.id);
      const causes = (await market.refundsOf(pledge.id)).map(({ cause }) => cause);
      expect([await market.statusOf(pledge.id), causes]).toEqual(
        status === 'succeeded' ? ['confirmed', []] : ['refunded', ['campaign_cancelled']],
      );
      seen.add(status);
      // Who loses again and again catches up faster.
      step = status === before ? Math.min(step * 1.5, 64) : 2;
      before = status;
      headStart += status === 'succeeded' ? step : -step;
    }
    expect(seen.size).toBe(2);
  });

  it('expire against pay: paid and counted, or closed and given back', async () => {
    for (const _ of rounds.slice(0, 12)) {
      const made = await market.campaign({ thresholdShares: 1 });
      const pledge = await market.joined(made);
      await test.db.query(`UPDATE campaigns_pledge SET expires_at = clock_timestamp() WHERE id = $1`, [pledge.id]);
      const paying = Promise.resolve().then(() => market.pay(pledge));
      const [paid] = await Promise.all([paying, market.ending.expireDue(50), market.ending.expireDue(50)]);
      await market.work();
      const status = await market.statusOf(pledge.id);
      const causes = (await market.refundsOf(pledge.id)).map(({ cause }) => cause);
      expect([status, causes]).toEqual(
        paid && status === 'paid' ? ['paid', []] : ['expired', paid ? ['late_payment'] : []],
      );
    }
  });

  it('a webhook after the failure, three times: given back once', async () => {
    const made = await market.campaign();
    const pledge = await market.joined(made);
    market.gateway.pay(market.refOf(pledge));
    await market.passDeadline(made);
    await market.closing.close(made.campaign.id);
    const intent = market.gateway.intent(market.refOf(pledge));
    await Promise.all([1, 2, 3].map(() => market.settle.execute(intent)));
    await market.work();
    expect([await market.statusOf(pledge.id), await market.refundsOf(pledge.id)]).toEqual([
      'expired',
      [{ cause: 'late_payment', fen: 2_000, status: 'succeeded' }],
    ]);
  });

  it('leave against pay: left and given back, or paid', async () => {
    for (const _ of rounds.slice(0, 12)) {
      const made = await market.campaign();
      const pledge = await market.joined(made);
      market.gateway.pay(market.refOf(pledge));
      const [left] = await Promise.all([
        outcomeOf(market.ending.leave(pledge.by, pledge.id, market.claim(pledge.by, newId()))),
        market.settle.execute(market.gateway.intent(market.refOf(pledge))),
      ]);
      const causes = (await market.refundsOf(pledge.id)).map(({ cause }) => cause);
      expect([await market.statusOf(pledge.id), causes]).toEqual(
        left === 'done' ? ['cancelled', ['late_payment']] : ['paid', []],
      );
      if (left !== 'done') expect(left).toBe('pledge_closed');
    }
  });
});

describe('what follows the decision', () => {
  it('gives the difference to the tier reached back to each, and keeps the rest of the stock for nobody', async () => {
    const made = await market.campaign({
      thresholdShares: 3,
      capShares: 10,
      freightShareFen: 300,
      deliveryMode: 'pickup',
    });
    const point = newId();
    await test.db.query(
      `INSERT INTO campaigns_point (id, campaign_id, name, region_code, detail) VALUES ($1, $2, '门卫', '110101', '门口')`,
      [point, made.campaign.id],
    );
    const pledges = [];
    for (const shares of [3, 2, 1]) {
      const by = await market.person();
      const body = market.body(made, shares, { pointId: point });
      const pledge = await market.join.execute(by, made.campaign.id, body, market.claim(by, body));
      await market.pay(pledge);
      pledges.push(pledge);
    }
    const waiting = await market.joined(made, 1).catch((error: { code: string }) => error.code);
    expect(waiting).toBe('validation_failed');
    await market.passDeadline(made);
    await market.work();
    const rows = await test.db.query<{ final: number; freight: number; code: string; status: string }>(
      `SELECT status, final_fen AS final, freight_final_fen AS freight, hand_code AS code FROM campaigns_pledge WHERE campaign_id = $1 ORDER BY shares DESC`,
      [made.campaign.id],
    );
    // Six shares reach the second tier: 18 yuan instead of 20.
    expect(rows).toEqual(
      [3, 2, 1].map((shares) => ({
        status: 'confirmed',
        final: shares * 2_100,
        freight: shares * 300,
        code: expect.stringMatching(/^[2-9A-Z]{10}$/),
      })),
    );
    for (const [at, pledge] of pledges.entries())
      expect(await market.refundsOf(pledge.id)).toEqual([
        { cause: 'tier_difference', fen: (3 - at) * 200, status: 'succeeded' },
      ]);
    const [goods] = made.goods;
    const held = await test.db.one('SELECT quantity - released AS held FROM reservation WHERE holder = $1', [
      goods?.id,
    ]);
    expect(held).toEqual({ held: 6 });
    expect(
      await test.db.one('SELECT pledges_done_at IS NOT NULL AS done FROM campaigns_campaign WHERE id = $1', [
        made.campaign.id,
      ]),
    ).toEqual({ done: true });
  });

  it('closes as soon as all of the cap is paid, and not before', async () => {
    const made = await market.campaign({ thresholdShares: 3, capShares: 4 });
    await market.paid(made, 3);
    await market.work();
    expect(await market.campaignStatus(made.campaign.id)).toBe('recruiting');
    await market.paid(made, 1);
    await market.work();
    expect(await market.campaignStatus(made.campaign.id)).toBe('succeeded');
  });

  it('gives back each once though two workers do it and both are killed in between', async () => {
    const made = await market.campaign({ thresholdShares: 300, capShares: 320, form: 'pre_sale', held: false });
    const people = await market.people(120);
    await atATime(POOL, people, async (by) => market.pay(await market.joined(made, 1, by)));
    await market.passDeadline(made);
    await market.closing.close(made.campaign.id);
    // The first batch of each ends in the middle: between the refunds and the moves.
    const lost = new Error('killed');
    let kills = 2;
    const request = market.refunds.requestMany.bind(market.refunds);
    jest.spyOn(market.refunds, 'requestMany').mockImplementation(async (tx, wanted) => {
      const refused = await request(tx, wanted);
      if (kills > 0 && wanted.length > 1) {
        kills -= 1;
        throw lost;
      }
      return refused;
    });
    await Promise.all(
      [market.settling.settleAll(), market.settling.settleAll(), market.settling.settleAll()].map(outcomeOf),
    );
    await market.work();
    const rows = await test.db.query(
      `SELECT p.status, count(DISTINCT p.id)::int AS pledges, count(f.id)::int AS refunds, sum(f.amount_fen)::int AS fen
       FROM campaigns_pledge p LEFT JOIN refund f ON f.holder = p.id WHERE p.campaign_id = $1 GROUP BY p.status`,
      [made.campaign.id],
    );
    expect(rows).toEqual([{ status: 'refunded', pledges: 120, refunds: 120, fen: 240_000 }]);
    const told = await test.db.one(
      `SELECT count(*)::int AS n FROM notice n JOIN campaigns_pledge p ON n.link = '/my/pledges/' || p.id WHERE p.campaign_id = $1`,
      [made.campaign.id],
    );
    expect(told).toEqual({ n: 120 });
    expect(
      await test.db.one('SELECT pledges_done_at IS NOT NULL AS done FROM campaigns_campaign WHERE id = $1', [
        made.campaign.id,
      ]),
    ).toEqual({ done: true });
  });

  it('keeps one pledge that cannot be given back from keeping the others', async () => {
    const made = await market.campaign({ thresholdShares: 9 });
    const pledges = [await market.paid(made), await market.paid(made), await market.paid(made)];
    const [, bad] = pledges;
    // Its money went another way: by the books there is nothing left.
    await test.db.query(
      `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) VALUES ($1, $2, $1, 'x', 2000, '', 'pending')`,
      [newId(), bad?.payment.id],
    );
    await market.passDeadline(made);
    await market.closing.close(made.campaign.id);
    await expect(market.settling.settleAll()).rejects.toThrow(
      /settle-pledges: 1 failed, .* done; first: settle-pledges of .*: 1 failed, 2 done/,
    );
    expect(await Promise.all(pledges.map(({ id }) => market.statusOf(id)))).toEqual(['refunded', 'paid', 'refunded']);
    await test.db.query(`DELETE FROM refund WHERE cause = 'x'`);
    await market.work();
    expect(await market.statusOf(bad?.id ?? '')).toBe('refunded');
  });

  it('holds back what came in another amount: the shares are free, the money waits for a person', async () => {
    const made = await market.campaign();
    const pledge = await market.joined(made);
    const ref = market.refOf(pledge);
    market.gateway.pay(ref);
    await market.settle.execute({ ...market.gateway.intent(ref), receivedFen: 1_999 });
    expect([await market.statusOf(pledge.id), await market.slots(made.campaign.id)]).toEqual([
      'expired',
      { held: 0, paid: 0 },
    ]);
    expect(await market.refundsOf(pledge.id)).toEqual([]);
  });

  it('waits ten minutes for a provider that cannot be reached, and then closes without it', async () => {
    const made = await market.campaign();
    const pledge = await market.joined(made);
    market.gateway.down = true;
    await market.ending.expire({ id: pledge.id, paymentId: pledge.payment.id, lateSeconds: 30 });
    expect(await market.statusOf(pledge.id)).toBe('pending');
    await test.db.query(
      `UPDATE campaigns_pledge SET expires_at = clock_timestamp() - interval '11 minutes' WHERE id = $1`,
      [pledge.id],
    );
    await market.ending.expireDue(10);
    expect(await market.statusOf(pledge.id)).toBe('expired');
  });
});
