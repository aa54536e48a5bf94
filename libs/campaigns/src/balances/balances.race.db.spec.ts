import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { aProduct, aSku } from '@yigou/catalogue/testing';
import { SYSTEM } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { inStock } from '@yigou/inventory/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Market } from '@yigou/orders/testing';
import { PaymentCases, PAYMENTS } from '@yigou/payments';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { countStatements, createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { PLEDGE_MONEY_INVARIANTS } from '../closing/closing.invariants';
import { LeadingQueries } from '../leaders/leading.queries';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { PublicCampaigns } from '../public/public-campaigns.queries';
import { CloseSubstitutes } from '../substitutes/close-substitutes';
import { Substitutes } from '../substitutes/substitutes.service';
import { aLeader, type MadeCampaign, type SaidOfCampaign } from '../testing/a-campaign';
import { PledgeMarket } from '../testing/pledge-market';
import { aPurchaser } from '../testing/purchaser';

let test: TestDatabase;
let market: PledgeMarket;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
  market = new PledgeMarket(test);
});
afterAll(() => test.close());
afterEach(async () => {
  jest.restoreAllMocks();
  market.gateway.down = false;
  for (const invariant of [...CAMPAIGNS_INVARIANTS, ...PLEDGE_MONEY_INVARIANTS, ...PAYMENTS.invariants])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
});

type Joined = Awaited<ReturnType<PledgeMarket['joined']>>;
const DEPOSIT = 300;
/** 20 yuan a share, 18 from six on, 3 yuan of them at joining, and 1 yuan of freight. */
const preSale = (said: SaidOfCampaign = {}) =>
  market.campaign({
    form: 'pre_sale',
    held: false,
    thresholdShares: 2,
    freightShareFen: 100,
    depositShareFen: DEPOSIT,
    balanceOn: '2020-01-01',
    balanceDays: 7,
    shipOn: '2020-01-01',
    ...said,
  });
/** Succeeded with these pledges, whose deposits are paid, and open for their balances. */
async function collecting(shares: readonly number[], said: SaidOfCampaign = {}) {
  const made = await preSale(said);
  const pledges: Joined[] = [];
  for (const count of shares) pledges.push(await market.paid(made, count));
  await market.passDeadline(made);
  await market.work();
  expect(await market.campaignStatus(made.campaign.id)).toBe('collecting');
  return { ...made, id: made.campaign.id, pledges };
}
/** Where the balance is paid at the provider. */
async function asked({ id, by }: Joined): Promise<string> {
  const { ref } = await market.balances.begin(by, id);
  return ref;
}
async function payBalance(pledge: Joined): Promise<void> {
  const ref = await asked(pledge);
  if (market.gateway.pay(ref)) await market.settle.execute(market.gateway.intent(ref));
}
const cancel = ({ campaign }: MadeCampaign) =>
  test.uow.run(async (tx) =>
    moveCampaign(tx, await lockCampaign(tx, campaign.id), { action: 'cancel', by: SYSTEM, reason: '受灾减产' }),
  );
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const statusesOf = (pledges: readonly Joined[]) => Promise.all(pledges.map(({ id }) => market.statusOf(id)));
/** What came of a pledge and went back of it, of both payments; fen. */
const moneyOf = ({ id }: Joined) =>
  test.db.one<{ paid: number; back: number; final: number }>(
    `SELECT sum(m.captured_fen)::int AS paid, (SELECT coalesce(sum(f.amount_fen), 0)::int FROM refund f WHERE f.payment_id = ANY(array_agg(m.id))) AS back,
       (SELECT final_fen FROM campaigns_pledge WHERE id = $1)::int AS final
     FROM payment m WHERE m.id IN (SELECT payment_id FROM campaigns_pledge WHERE id = $1 UNION ALL SELECT payment_id FROM campaigns_balance WHERE pledge_id = $1)`,
    [id],
  );
const toldOf = ({ id }: Joined) =>
  test.db
    .query<{ title: string }>('SELECT title FROM notice WHERE link = $1 ORDER BY created_at, id', [`/my/pledges/${id}`])
    .then((rows) => rows.map(({ title }) => title));
const forfeitsOf = (id: string) =>
  test.db.query('SELECT amount_fen AS fen FROM campaigns_forfeit WHERE campaign_id = $1 ORDER BY amount_fen', [id]);

describe('joining a pre-sale with a deposit', () => {
  it('pays the deposit now in as many statements as ever, and takes no unit and no other sum', async () => {
    const made = await preSale({ capShares: 160 });
    await market.joined(made);
    const by = await market.person();
    const body = market.body(made, 2);
    expect(await market.pledges.quote(made.campaign.id, 2)).toMatchObject({
      totalFen: 4_200,
      deposit: { nowFen: 600, laterFen: 3_600, balanceOn: '2020-01-01', balanceDays: 7 },
    });
    let pledge: Awaited<ReturnType<typeof market.join.execute>> | undefined;
    const statements = await countStatements(async () => {
      pledge = await market.join.execute(by, made.campaign.id, body, market.claim(by, body));
    });
    expect(statements).toBeLessThanOrEqual(6);
    expect(pledge).toMatchObject({ amountFen: 4_200, depositFen: 600, payment: { amountFen: 600 } });
    const joining = (said: object) => {
      const other = { ...market.body(made, 1), ...said };
      return market.join.execute(by, made.campaign.id, other, market.claim(by, other));
    };
    for (const expectedDepositFen of [null, 299, 301])
      await expect(joining({ expectedDepositFen })).rejects.toMatchObject({
        code: 'price_changed',
        details: { totalFen: 2_100, depositFen: 300 },
      });
  });

  it('gives the deposit back whole to who withdraws, and to all when it fails', async () => {
    const made = await preSale();
    const [left, stays] = [await market.paid(made), await market.paid(made)];
    await market.ending.withdraw(left.by, left.id, market.claim(left.by, newId()));
    await market.passDeadline(made);
    await market.work();
    expect(await market.campaignStatus(made.campaign.id)).toBe('failed');
    expect([await market.refundsOf(left.id), await market.refundsOf(stays.id)]).toEqual([
      [{ cause: 'withdrawn', fen: 300, status: 'succeeded' }],
      [{ cause: 'campaign_failed', fen: 300, status: 'succeeded' }],
    ]);
  });
});

describe('the balance', () => {
  it('is the price that was reached less the deposit, and buys with it; who does not pay loses the deposit to the supplier', async () => {
    const { id, pledges, ...made } = await collecting([3, 2, 1]);
    const [first, second, third] = pledges as [Joined, Joined, Joined];
    // Six shares: 18 yuan each.
    const view = await market.pledges.view(first.by.actor.userId, first.id);
    expect(view).toMatchObject({
      status: 'balance_due',
      balance: { amountFen: 3 * 1_600, paidAt: null },
      payment: { amountFen: 900 },
    });
    expect(view.can).toEqual({ pay: true, leave: false, withdraw: false });
    await payBalance(first);
    await payBalance(second);
    await market.collecting.closeDue(10);
    expect(await statusesOf(pledges)).toEqual(['confirmed', 'confirmed', 'balance_due']);
    expect(await forfeitsOf(id)).toEqual([]);
    await market.passBalance(made);
    await market.work();
    expect(await market.campaignStatus(id)).toBe('succeeded');
    expect(await statusesOf(pledges)).toEqual(['confirmed', 'confirmed', 'forfeited']);
    expect(await forfeitsOf(id)).toEqual([{ fen: 300 }]);
    expect(await toldOf(third)).toEqual(['团购成团，尾款待付', '请支付尾款', '尾款未付，定金不退']);
    const orders = new Market(test);
    await aPurchaser(orders, test).purchase(id, 1);
    expect(await market.campaignStatus(id)).toBe('purchasing');
    const placed = await test.db.one<{ fen: number; pieces: number }>(
      `SELECT sum(o.total_fen)::int AS fen, sum(l.quantity)::int AS pieces FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id
         JOIN order_line l ON l.order_id = o.id WHERE k.campaign_id = $1`,
      [id],
    );
    const money = await Promise.all([first, second].map(moneyOf));
    // To the fen: what was paid is what the orders cost and what of the freight went back.
    for (const one of money) expect(one?.paid).toBe((one?.final ?? 0) + (one?.back ?? 0));
    expect(placed).toEqual({ pieces: 5, fen: money.reduce((sum, one) => sum + (one?.final ?? 0), 0) });
    // An order that is cancelled gives each both of their payments back.
    const [order] = await test.db.query<{ paymentId: string; fen: number; orderId: string }>(
      `SELECT d.payment_id AS "paymentId", m.captured_fen AS fen, k.order_id AS "orderId" FROM campaigns_consignment d JOIN payment m ON m.id = d.payment_id
         JOIN campaigns_order k ON k.checkout_id = d.checkout_id WHERE d.campaign_id = $1`,
      [id],
    );
    await test.uow.run(async (tx) => {
      await orders.refunds.requestMany(tx, [
        {
          paymentId: order?.paymentId ?? '',
          holder: order?.orderId ?? '',
          cause: 'x',
          amountFen: order?.fen ?? 0,
          reason: '',
        },
      ]);
    });
    for (const refund of await test.db.query<{ id: string }>(
      `SELECT id FROM refund WHERE channel = 'pooled' AND status = 'pending'`,
    ))
      await orders.pools.spread(refund.id);
    for (const pledge of [first, second]) {
      const { paid, back } = (await moneyOf(pledge)) ?? {};
      expect(back).toBe(paid);
    }
  });

  it('is begun once by two who press at the same time, and counts once', async () => {
    const { pledges } = await collecting([2]);
    const [pledge] = pledges as [Joined];
    await expect(market.balances.begin(await market.person(), pledge.id)).rejects.toMatchObject({ code: 'not_found' });
    const refs = await Promise.all(Array.from({ length: 8 }, () => asked(pledge)));
    expect(new Set(refs).size).toBe(1);
    market.gateway.pay(refs[0] ?? '');
    await Promise.all([1, 2, 3].map(() => market.settle.execute(market.gateway.intent(refs[0] ?? ''))));
    expect(await market.statusOf(pledge.id)).toBe('confirmed');
    expect(await moneyOf(pledge)).toMatchObject({ paid: 4_200, back: 0 });
    await expect(market.balances.begin(pledge.by, pledge.id)).rejects.toMatchObject({ code: 'checkout_not_payable' });
    // Nobody is left to pay: it does not wait for its end.
    await market.work();
  });

  it('cannot be paid before its day, nor begun after its end', async () => {
    const made = await preSale({ balanceOn: '2999-01-01' });
    const [pledge] = [await market.paid(made, 2)];
    await market.passDeadline(made);
    await market.work();
    expect(await market.campaignStatus(made.campaign.id)).toBe('awaiting_balance');
    expect(await outcomeOf(market.balances.begin(pledge.by, pledge.id))).toBe('balance_not_open');
    await test.db.query(`UPDATE campaigns_campaign SET balance_on = '2020-01-01' WHERE id = $1`, [made.campaign.id]);
    await market.work();
    await market.passBalance(made);
    expect(await outcomeOf(market.balances.begin(pledge.by, pledge.id))).toBe('balance_not_open');
    await market.work();
    // Nobody paid: it failed, and the deposits are lost all the same.
    expect([await market.campaignStatus(made.campaign.id), await market.statusOf(pledge.id)]).toEqual([
      'failed',
      'forfeited',
    ]);
    expect(await forfeitsOf(made.campaign.id)).toEqual([{ fen: 600 }]);
  });

  it('counts when it was paid in time, however late the message, and goes back when it comes after the close', async () => {
    const { id, pledges, ...made } = await collecting([1, 1]);
    const [quick, late] = pledges as [Joined, Joined];
    market.gateway.pay(await asked(quick));
    await market.passBalance(made);
    expect(await market.collecting.close(id)).toBe('succeeded');
    expect(await statusesOf(pledges)).toEqual(['confirmed', 'balance_due']);
    await market.work();
    expect(await market.statusOf(late.id)).toBe('forfeited');

    const other = await collecting([2]);
    const [unheard] = other.pledges as [Joined];
    const ref = await asked(unheard);
    await market.passBalance(other);
    // The provider cannot be asked: nobody loses anything for ten minutes.
    market.gateway.down = true;
    expect(await market.collecting.close(other.id)).toBe('not_yet');
    await market.passBalance(other, '11 minutes');
    expect(await market.collecting.close(other.id)).toBe('failed');
    market.gateway.down = false;
    market.gateway.pay(ref);
    await market.settle.execute(market.gateway.intent(ref));
    expect(await toldOf(unheard)).toContain('尾款已原路退回');
    await market.work();
    // Money of theirs came: whether in time is not theirs to prove.
    expect(await market.statusOf(unheard.id)).toBe('refunded');
    expect(await moneyOf(unheard)).toMatchObject({ paid: 4_200, back: 4_200 });
  });

  it('costs nobody the deposit of whom the provider did not say whether they paid in time', async () => {
    const { id, pledges, ...made } = await collecting([1, 1]);
    const [paid, idle] = pledges as [Joined, Joined];
    const ref = await asked(paid);
    market.gateway.pay(ref);
    market.gateway.down = true;
    await market.passBalance(made, '11 minutes');
    expect(await market.collecting.close(id)).toBe('failed');
    // The worker is quicker than the provider's news.
    await market.settling.settleAll();
    expect(await statusesOf([paid, idle])).toEqual(['refunded', 'forfeited']);
    expect(await forfeitsOf(id)).toEqual([{ fen: DEPOSIT }]);
    market.gateway.down = false;
    await market.settle.execute(market.gateway.intent(ref));
    await market.work();
    expect(await moneyOf(paid)).toMatchObject({ paid: 2_100, back: 2_100 });
  });

  it('is waited for while it is being booked at the provider, and can be neither paid nor cancelled', async () => {
    const { id, pledges, ...made } = await collecting([2]);
    const [pledge] = pledges as [Joined];
    const ref = await asked(pledge);
    const cancelling = jest
      .spyOn(market.gateway, 'cancelIntent')
      .mockImplementation(async () => market.gateway.intent(ref));
    await market.passBalance(made);
    expect(await market.collecting.close(id)).toBe('not_yet');
    market.gateway.pay(ref);
    expect(await market.collecting.close(id)).toBe('succeeded');
    cancelling.mockRestore();
    await market.work();
    expect(await market.statusOf(pledge.id)).toBe('confirmed');
  });

  it('that came wrong is held when the time is over, costs no deposit, and goes back whichever way its case ends', async () => {
    const { id, pledges, ...made } = await collecting([1, 1]);
    for (const pledge of pledges) {
      const ref = await asked(pledge);
      market.gateway.pay(ref);
      await market.settle.execute({ ...market.gateway.intent(ref), receivedFen: 7 });
    }
    await market.passBalance(made);
    await market.work();
    expect([await market.campaignStatus(id), await statusesOf(pledges)]).toEqual(['failed', ['refunded', 'refunded']]);
    const cases = new PaymentCases(test.uow, market.payments, market.refunds, new AuditLog(), market.holders);
    const { actor } = await market.person();
    const decider = { audit: { actor: { ...actor, organisationId: null }, address: null }, held: async () => null };
    for (const [at, ending] of (['accept', 'refund'] as const).entries()) {
      const balance = await test.db.one<{ paymentId: string }>(
        'SELECT payment_id AS "paymentId" FROM campaigns_balance WHERE pledge_id = $1',
        [pledges[at]?.id],
      );
      const claim = { actor: actor.userId, key: newId(), fingerprint: ending };
      await cases.end(decider, balance?.paymentId ?? '', { ending, reason: '核查' }, claim);
      expect(await moneyOf(pledges[at] as Joined)).toMatchObject({ paid: DEPOSIT + 7, back: DEPOSIT + 7 });
    }
  });

  it('is not owed to who could not deliver: the deposit goes back where goods are not sold any more', async () => {
    const { id, pledges, goods, ...made } = await collecting([2]);
    await test.db.query(
      `UPDATE product SET status = 'withdrawn' WHERE id = (SELECT product_id FROM sku WHERE id = $1)`,
      [goods[0]?.skuId],
    );
    await market.passBalance(made);
    await market.work();
    expect([await market.campaignStatus(id), await statusesOf(pledges), await forfeitsOf(id)]).toEqual([
      'failed',
      ['refunded'],
      [],
    ]);
  });

  it('begins its time anew where somebody was not told of it', async () => {
    const { id, pledges, ...made } = await collecting([1, 1]);
    await test.db.query('UPDATE campaigns_pledge SET balance_told = 0 WHERE id = $1', [pledges[0]?.id]);
    await market.passBalance(made);
    expect(await market.collecting.close(id)).toBe('not_yet');
    expect(await market.campaignStatus(id)).toBe('collecting');
    const still = await test.db.one(
      'SELECT balance_until > clock_timestamp() AS open FROM campaigns_campaign WHERE id = $1',
      [id],
    );
    expect(still).toEqual({ open: true });
    await market.collecting.tellDue(10);
    // Who knew of the end that passed is told of the other, too.
    expect((await toldOf(pledges[1] as Joined)).filter((title) => title === '请支付尾款')).toHaveLength(2);
    await market.passBalance(made);
    await market.work();
  });

  it('begins its time anew before anybody hears of it with less than half of it left', async () => {
    const { id, pledges, ...made } = await collecting([1, 1]);
    const told = (count: number) =>
      test.db.query('UPDATE campaigns_pledge SET balance_told = $2 WHERE campaign_id = $1', [id, count]);
    const daysLeft = async () => {
      const left = await test.db.one<{ days: number }>(
        'SELECT round(extract(epoch FROM balance_until - clock_timestamp()) / 86400, 1)::float8 AS days FROM campaigns_campaign WHERE id = $1',
        [id],
      );
      return left?.days;
    };
    await market.passBalance(made, '-1 hour');
    await told(0);
    await market.collecting.tellDue(10);
    expect(await daysLeft()).toBe(7);
    // Who was told in time has what is left of it.
    await market.passBalance(made, '-1 hour');
    await market.collecting.tellDue(10);
    expect(await daysLeft()).toBe(0);
    expect(await toldOf(pledges[0] as Joined)).toContain('尾款即将到期');
    await market.passBalance(made);
    await market.work();
    expect(await statusesOf(pledges)).toEqual(['forfeited', 'forfeited']);
  });
});

describe('what follows from who did not pay', () => {
  it('leaves the shares that were paid: substitutes are held for these, and everybody reads these', async () => {
    const { id, pledges, goods, ...made } = await collecting([2, 3, 1]);
    await payBalance(pledges[0] as Joined);
    await payBalance(pledges[1] as Joined);
    const wall = async () => (await new PublicCampaigns(test.db).wall(id)).finalShares;
    expect(await wall()).toBe(6);
    await market.passBalance(made);
    await market.work();
    expect(await wall()).toBe(5);
    const { supplierId = '', id: goodsId = '' } = goods[0] ?? {};
    const { id: skuId } = await aSku(test.db, { productId: (await aProduct(test.db, { supplierId })).id });
    // Not one for whom nothing is bought.
    await inStock(test.db, skuId, 5);
    const notices = new Notices();
    const [stock, policy] = [new StockLedger(), new PolicyParameters(test.db)];
    const seller = await memberOf(test.db, supplierId);
    const answerBy = new Date(Date.now() + 48 * 3_600_000).toISOString();
    const offer = { goodsId, skuId, priceFen: 1_000, answerBy, reason: '受灾减产' };
    const substitutes = new Substitutes(test.uow, stock, new AuditLog(), notices, policy);
    await substitutes.offer(seller, id, offer, market.claim(seller, offer));
    const offered = await test.db.one<{ id: string }>('SELECT id FROM campaigns_substitute WHERE campaign_id = $1', [
      id,
    ]);
    const { id: pledgeId, by } = pledges[0] as Joined;
    await substitutes.answer(by, { id: pledgeId, substituteId: offered?.id ?? '' }, true, market.claim(by, offer));
    await test.db.query('UPDATE campaigns_substitute SET answer_by = clock_timestamp() WHERE campaign_id = $1', [id]);
    await new CloseSubstitutes(test.db, test.uow, stock, notices).closeDue();
    expect(
      await test.db.one(
        'SELECT s.status, k.reserved FROM campaigns_substitute s JOIN stock k ON k.sku_id = s.sku_id WHERE s.campaign_id = $1',
        [id],
      ),
    ).toEqual({ status: 'closed', reserved: 2 });
  });

  it('closes the names to who led people there, some days after it came to nothing', async () => {
    const { id, ...made } = await collecting([2]);
    const { userId } = await aLeader(test.db, id);
    const leading = new LeadingQueries(test.db, new PolicyParameters(test.db));
    await market.passBalance(made);
    await market.work();
    expect(await market.campaignStatus(id)).toBe('failed');
    expect(await leading.pledges(userId, id, { limit: 24 })).toMatchObject({ total: 0 });
    await test.db.query('ALTER TABLE campaigns_campaign_step DISABLE TRIGGER campaigns_campaign_step_append_only');
    await test.db.query(
      `UPDATE campaigns_campaign_step SET at = at - interval '31 days' WHERE campaigns_campaign_id = $1`,
      [id],
    );
    await test.db.query('ALTER TABLE campaigns_campaign_step ENABLE TRIGGER campaigns_campaign_step_append_only');
    await expect(leading.pledges(userId, id, { limit: 24 })).rejects.toMatchObject({ code: 'leader_names_over' });
  });

  it('is no success in the record of an organiser who called it off', async () => {
    const { id, campaign, ...made } = await collecting([2]);
    const { organiserUserId } = campaign;
    const other = await preSale({ organiserUserId });
    const record = async () => (await new PublicCampaigns(test.db).get(other.campaign.id)).organiser.record;
    expect(await record()).toMatchObject({ succeeded: 1, cancelled: 0, shares: 2 });
    await cancel({ ...made, campaign });
    await market.work();
    expect(await market.campaignStatus(id)).toBe('cancelled');
    expect(await record()).toMatchObject({ succeeded: 0, cancelled: 1, shares: 0 });
  });
});

it('of a campaign that cannot be opened keeps no other from being told of and closed', async () => {
  const broken = await preSale({ balanceOn: '2999-01-01' });
  const pledge = await market.paid(broken, 2);
  await market.passDeadline(broken);
  await market.work();
  const other = await collecting([2]);
  await payBalance(other.pledges[0] as Joined);
  await test.db.query(`UPDATE campaigns_campaign SET balance_on = '2020-01-01' WHERE id = $1`, [broken.campaign.id]);
  const antidote = await poison(test.db, 'campaigns_campaign', broken.campaign.id);
  await expect(market.collecting.collectDue(10)).rejects.toThrow('poisoned row');
  expect(await market.campaignStatus(other.id)).toBe('succeeded');
  await antidote();
  await market.collecting.collectDue(10);
  expect(await market.campaignStatus(broken.campaign.id)).toBe('collecting');
  expect(await toldOf(pledge)).toContain('请支付尾款');
  await market.work();
});

describe('races of the balance', () => {
  const rounds = Array.from({ length: 8 }, (_, at) => at);
  const later = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 25));

  it('with the close of its time: paid and counted, or lost with the deposit alone', async () => {
    const seen = new Set<string | undefined>();
    for (const _ of rounds) {
      const { id, pledges, ...made } = await collecting([2]);
      const [pledge] = pledges as [Joined];
      const ref = await asked(pledge);
      await market.passBalance(made);
      const paying = later().then(async () => {
        if (market.gateway.pay(ref)) await market.settle.execute(market.gateway.intent(ref));
      });
      await Promise.all([paying, later().then(() => market.collecting.close(id)), market.collecting.close(id)]);
      await market.work();
      const status = await market.statusOf(pledge.id);
      const { paid, back } = (await moneyOf(pledge)) ?? {};
      expect([status, paid, back]).toEqual(status === 'confirmed' ? ['confirmed', 4_200, 0] : ['forfeited', 600, 0]);
      seen.add(status);
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it('with a cancellation: whatever was paid goes back, once, of both payments', async () => {
    for (const _ of rounds) {
      const { id, pledges, ...made } = await collecting([1, 1]);
      const refs = [await asked(pledges[0] as Joined), await asked(pledges[1] as Joined)];
      const paying = refs.map((ref) =>
        later().then(async () => {
          if (market.gateway.pay(ref)) await market.settle.execute(market.gateway.intent(ref));
        }),
      );
      const outcomes = await Promise.all([later().then(() => outcomeOf(cancel(made))), ...paying]);
      await market.work();
      await Promise.all(paying);
      await market.work();
      const status = await market.campaignStatus(id);
      expect(status).toBe(outcomes[0] === 'done' ? 'cancelled' : 'succeeded');
      if (status !== 'cancelled') continue;
      expect(await statusesOf(pledges)).toEqual(['refunded', 'refunded']);
      for (const pledge of pledges) {
        const { paid, back } = (await moneyOf(pledge)) ?? {};
        expect(back).toBe(paid);
      }
    }
  });

  it('with workers that are killed between batches: each loses or gets back once, and is told once', async () => {
    const { id, pledges, ...made } = await collecting([1, 1, 1, 1, 1]);
    await payBalance(pledges[0] as Joined);
    await market.passBalance(made);
    await market.collecting.close(id);
    let kills = 3;
    const tell = jest.spyOn(market.refunds, 'lockPayments').mockImplementation(async (tx, ids) => {
      await tx.query('SELECT 1 FROM payment WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
      kills -= 1;
      if (kills >= 0) throw new Error('killed');
    });
    await Promise.all([1, 2, 3].map(() => outcomeOf(market.settling.settleAll())));
    tell.mockRestore();
    await Promise.all([1, 2].map(() => outcomeOf(market.settling.settleAll())));
    await market.work();
    expect(await statusesOf(pledges)).toEqual(['confirmed', ...Array<string>(4).fill('forfeited')]);
    expect(await forfeitsOf(id)).toEqual([{ fen: 4 * DEPOSIT }]);
    for (const pledge of pledges.slice(1))
      expect((await toldOf(pledge)).filter((title) => title === '尾款未付，定金不退')).toHaveLength(1);
  });
});
