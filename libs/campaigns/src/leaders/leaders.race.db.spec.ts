import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { AttemptLimits, type Caller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { checkInvariant, PolicyParameters, producerConnection } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { atATime, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { aLeader, aPoint, type MadeCampaign, personalOfTests, PledgeMarket, type SaidOfCampaign } from '../testing';
import { CampaignLeaderQueries } from './campaign-leaders.queries';
import { CampaignLeaders } from './campaign-leaders.service';
import { LeadCampaigns } from './lead-campaigns.service';
import { LEADERS_INVARIANTS } from './leaders.invariants';
import { LeadingQueries } from './leading.queries';

const POOL = 16;
const redis = producerConnection(process.env['TEST_REDIS_URL'] ?? '');
const personal = personalOfTests();
let test: TestDatabase;
let market: PledgeMarket;
let leading: LeadCampaigns;
let organising: CampaignLeaders;
let own: LeadingQueries;
let leaders: CampaignLeaderQueries;
beforeAll(async () => {
  test = await createTestDatabase({ pool: POOL });
  const { db, uow } = test;
  market = new PledgeMarket(test);
  const [policy, notices] = [new PolicyParameters(db), new Notices()];
  const limits = new AttemptLimits(redis, `test:${newId()}`);
  leading = new LeadCampaigns(uow, new RegionDirectory(db), policy, limits, personal, notices);
  organising = new CampaignLeaders(uow, personal, new AuditLog(), notices, policy);
  own = new LeadingQueries(db, policy);
  leaders = new CampaignLeaderQueries(db, personal, policy);
});
afterAll(async () => {
  for (const invariant of [...CAMPAIGNS_INVARIANTS, ...LEADERS_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
  redis.disconnect();
  await test.close();
});

const SAID = { name: '二号楼钱大姐', pointId: null, point: null };
const POINT = {
  name: '二号楼大厅',
  contact: '钱大姐',
  phone: '13900000009',
  regionCode: '110101',
  detail: '二号楼一层',
};
const ask = (by: Caller, id: string, said: Partial<Parameters<LeadCampaigns['ask']>[2]> = {}) =>
  leading.ask(by, id, { ...SAID, ...said }, market.claim(by, said));
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code }: { code: string }) => code,
  );
const codes = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
const leaderOf = async ({ actor }: Caller, campaignId: string) =>
  (await test.db.one<{ id: string; code: string; status: string; sealed: string | null }>(
    'SELECT id, code, status, proposal_sealed AS sealed FROM campaigns_leader WHERE user_id = $1 AND campaign_id = $2',
    [actor.userId, campaignId],
  )) ?? { id: '', code: '', status: '', sealed: null };

/** A campaign that recruits, with its organiser in person. */
async function recruiting(said: SaidOfCampaign = {}): Promise<MadeCampaign & { id: string; organiser: Caller }> {
  const person = await market.person();
  const made = await market.campaign({ organiserUserId: person.actor.userId, capShares: 160, ...said });
  return { ...made, id: made.campaign.id, organiser: person };
}
/** With somebody who leads it. */
async function led(said: SaidOfCampaign = {}) {
  const made = await recruiting(said);
  const leader = await market.person();
  const { id, code } = await aLeader(test.db, made.id, { userId: leader.actor.userId });
  return { ...made, leader, leaderId: id, code };
}
const joins = (made: MadeCampaign, by: Caller, via: string) => {
  const body = market.body(made, 1, { via, pointId: null });
  return market.join.execute(by, made.campaign.id, body, market.claim(by, body));
};
const viaOf = async (pledgeId: string) =>
  (await test.db.one<{ via: string | null }>('SELECT via_id AS via FROM campaigns_pledge WHERE id = $1', [pledgeId]))
    ?.via;

describe('becoming a sub-leader', () => {
  it('asks, is accepted with an own point in a county that is sent to, and has a link that counts', async () => {
    const { id, organiser } = await recruiting({ deliveryMode: 'pickup' });
    const who = await market.person();
    expect(await refusal(ask(who, id, { point: POINT }))).toBe('validation_failed');
    await aPoint(test.db, id);
    await ask(who, id, { point: POINT });
    const asked = await leaderOf(who, id);
    expect(asked).toMatchObject({ status: 'asked', sealed: expect.not.stringContaining('13900000009') });
    expect(await own.view(who.actor.userId, id)).toMatchObject({ status: 'asked', code: null, can: { share: false } });
    expect(await own.link(id, asked.code)).toEqual({ leader: null });
    const page = await leaders.list(organiser, id, { limit: 24 });
    expect(page).toMatchObject({ open: true, items: [{ name: SAID.name, proposal: { phone: POINT.phone } }] });
    await organising.answer(organiser, asked.id, { decision: 'accept', reason: '' });
    const view = await own.view(who.actor.userId, id);
    expect(view).toMatchObject({ status: 'active', code: asked.code, pointName: POINT.name, can: { share: true } });
    expect(await own.link(id, asked.code)).toEqual({ leader: { name: SAID.name, pointId: view.point?.id } });
    expect((await leaderOf(who, id)).sealed).toBeNull();
    expect(await refusal(organising.answer(organiser, asked.id, { decision: 'accept', reason: '' }))).toBe(
      'leader_moved',
    );
    // The point closes with who brought it.
    await leading.leave(who, id);
    expect(
      await test.db.query('SELECT 1 FROM campaigns_point WHERE id = $1 AND closed_at IS NOT NULL', [view.point?.id]),
    ).toHaveLength(1);
    await ask(who, id);
    expect(await own.view(who.actor.userId, id)).toMatchObject({ status: 'asked', point: null });
  });

  it('is refused with a reason, may be asked for again, and not after a removal', async () => {
    const { id, organiser } = await recruiting();
    const who = await market.person();
    await ask(who, id);
    const { id: leaderId } = await leaderOf(who, id);
    expect(await refusal(ask(who, id))).toBe('leader_known');
    await organising.answer(organiser, leaderId, { decision: 'refuse', reason: '请写明楼号' });
    expect((await own.view(who.actor.userId, id)).steps.at(-1)).toMatchObject({ to: 'refused', reason: '请写明楼号' });
    await ask(who, id);
    await organising.answer(organiser, leaderId, { decision: 'accept', reason: '' });
    await organising.remove(organiser, leaderId, { reason: '虚假宣传' });
    expect(await refusal(ask(who, id))).toBe('leader_removed');
    expect(await refusal(own.pledges(who.actor.userId, id, { limit: 24 }))).toBe('not_found');
    const told = await test.db.query<{ title: string; link: string }>(
      'SELECT title, link FROM notice WHERE user_id = $1 ORDER BY created_at, id',
      [who.actor.userId],
    );
    expect(told.map(({ title }) => title)).toEqual(['帮卖申请未通过', '您已成为帮卖团长', '您已不再是帮卖团长']);
    expect(new Set(told.map(({ link }) => link))).toEqual(new Set([`/my/leading/${id}`]));
  });

  it('is for campaigns that recruit and whose organiser lets people, and not for the organiser', async () => {
    const { id, organiser } = await recruiting();
    const who = await market.person();
    expect(await refusal(ask(organiser, id))).toBe('leader_is_organiser');
    await organising.open(organiser, id, false);
    expect(await refusal(ask(who, id))).toBe('leaders_closed');
    await organising.open(organiser, id, true);
    expect(await refusal(ask(who, id, { pointId: newId() }))).toBe('validation_failed');
    await ask(who, id);
    const over = await recruiting();
    await market.passDeadline(over);
    expect(await refusal(ask(who, over.id))).toBe('campaign_over');
    await market.closing.closeDue(50);
    expect(await refusal(ask(who, over.id))).toBe('campaign_not_recruiting');
  });

  it('whose campaign stopped recruiting lapses, and what was proposed is forgotten', async () => {
    const made = await recruiting({ deliveryMode: 'pickup' });
    await aPoint(test.db, made.id);
    const who = await market.person();
    await ask(who, made.id, { point: POINT });
    expect(await leading.lapseUnanswered()).toBe(0);
    await market.passDeadline(made);
    await market.closing.closeDue(50);
    expect(await leading.lapseUnanswered()).toBe(1);
    expect(await leaderOf(who, made.id)).toMatchObject({ status: 'lapsed', sealed: null });
    expect(await leading.lapseUnanswered()).toBe(0);
  });

  it('sells the last place to one of sixteen, and lets nobody lead more than they may', async () => {
    const made = await recruiting();
    await test.db.query(
      `INSERT INTO campaigns_leader (id, campaign_id, user_id, status, code, name) SELECT gen_random_uuid(), $1, u.id, 'asked', gen_random_uuid()::text, '团长'
       FROM (SELECT id FROM app_user ORDER BY id LIMIT 3) u`,
      [made.id],
    );
    const most = (value: unknown) =>
      test.db.query("UPDATE policy_parameter SET value = $1::jsonb WHERE name = 'campaigns.leaders_per_campaign'", [
        JSON.stringify(value),
      ]);
    const before = await new PolicyParameters(test.db).get('campaigns.leaders_per_campaign');
    await most(4);
    const fresh = new LeadCampaigns(
      test.uow,
      new RegionDirectory(test.db),
      new PolicyParameters(test.db),
      new AttemptLimits(redis, `test:${newId()}`),
      personal,
      new Notices(),
    );
    const people = await market.people(POOL);
    const settled = await atATime(POOL, people, (by) => fresh.ask(by, made.id, SAID, market.claim(by, 1)));
    expect(codes(settled)).toEqual(Array(15).fill('leaders_full'));
    // Whoever reads it later finds what stood there.
    await most(before);
    await test.db.query('DELETE FROM campaigns_leader WHERE campaign_id = $1 AND name = $2', [made.id, '团长']);
    const [one] = await market.people(1);
    const many = await Promise.all(Array.from({ length: 6 }, () => recruiting()));
    const asks = await atATime(POOL, many, ({ id }) => ask(one as Caller, id));
    expect(codes(asks)).toEqual(['leading_limit']);
  });

  it('of one point is one: of two who asked for it the second is not accepted', async () => {
    const { id, organiser } = await recruiting({ deliveryMode: 'pickup' });
    const point = await aPoint(test.db, id);
    const people = await market.people(2);
    for (const by of people) await ask(by, id, { pointId: point.id });
    const ids = await Promise.all(people.map(async (by) => (await leaderOf(by, id)).id));
    const answers = await Promise.allSettled(
      ids.map((one) => organising.answer(organiser, one, { decision: 'accept', reason: '' })),
    );
    expect(codes(answers)).toEqual(['leader_point_taken']);
    expect(await refusal(ask(await market.person(), id, { pointId: point.id }))).toBe('leader_point_taken');
  });

  it('brings no more own points than suppliers agreed to, of several at a time, and by whoever leaves and asks again', async () => {
    const { id, organiser } = await recruiting({ deliveryMode: 'pickup' });
    await aPoint(test.db, id);
    const limited = async (most: number) => {
      await test.db.query("UPDATE policy_parameter SET value = $1 WHERE name = 'campaigns.own_points'", [`${most}`]);
      return new CampaignLeaders(test.uow, personal, new AuditLog(), new Notices(), new PolicyParameters(test.db));
    };
    const accept = async (by: Caller, service: CampaignLeaders) =>
      service.answer(organiser, (await leaderOf(by, id)).id, { decision: 'accept', reason: '' });
    const [first, ...others] = await market.people(5);
    if (!first) throw new Error('nobody asks');
    const two = await limited(2);
    for (const by of [first, ...others]) await ask(by, id, { point: POINT });
    await accept(first, two);
    // What was chosen at the point that closed is sent there still.
    await leading.leave(first, id);
    await ask(first, id, { point: POINT });
    const answered = await Promise.allSettled(others.map((by) => accept(by, two)));
    expect(codes(answered)).toEqual(Array(3).fill('leader_points_full'));
    expect(await refusal(accept(first, two))).toBe('leader_points_full');
    expect(await leaders.list(organiser, id, { limit: 24 })).toMatchObject({ points: { own: 2 } });
    // A policy that says less touches nobody who leads, and lets nobody more.
    expect(await refusal(accept(first, await limited(1)))).toBe('leader_points_full');
    // One that says more adds nothing to what a supplier agreed to.
    await test.db.query(
      `UPDATE campaigns_supplier SET own_points = 2, answer = 'agreed', answered_at = clock_timestamp() WHERE campaign_id = $1`,
      [id],
    );
    const ten = await limited(10);
    expect(await refusal(accept(first, ten))).toBe('leader_points_full');
    await test.db.query('UPDATE campaigns_supplier SET own_points = 3 WHERE campaign_id = $1', [id]);
    expect(await refusal(accept(first, ten))).toBeNull();
  });
});

describe('what comes by a link', () => {
  it('is counted to its sub-leader once, their own pledge too, in no more statements than before', async () => {
    const made = await led();
    const itself = await joins(made, made.leader, made.code);
    const by = await market.person();
    const body = market.body(made, 2, { via: made.code });
    const claim = market.claim(by, body);
    let pledge: { readonly id: string; readonly payment: unknown } | undefined;
    const statements = await countStatements(async () => {
      pledge = await market.join.execute(by, made.id, body, claim);
    });
    expect(statements).toBeLessThanOrEqual(6);
    expect(await viaOf(pledge?.id ?? '')).toBe(made.leaderId);
    await market.join.execute(by, made.id, body, claim);
    expect(await own.view(made.leader.actor.userId, made.id)).toMatchObject({ shares: 0, heldShares: 3 });
    await market.pay(itself);
    await market.pay(pledge as never);
    const view = await own.view(made.leader.actor.userId, made.id);
    expect(view).toMatchObject({ people: 2, shares: 3, heldShares: 0 });
    const page = await own.pledges(made.leader.actor.userId, made.id, { limit: 1 });
    expect(page).toMatchObject({ total: 2, items: [{ number: expect.any(String), status: 'paid' }] });
    expect(Object.keys(page.items[0] ?? {}).sort()).toEqual(
      ['createdAt', 'handedAt', 'name', 'number', 'phone', 'pointName', 'shares', 'status'].sort(),
    );
    expect(await leaders.list(made.organiser, made.id, { limit: 24 })).toMatchObject({
      items: [{ people: 2, shares: 3 }],
    });
  });

  it('of another campaign, of nobody, or of who asked only counts to nobody', async () => {
    const [made, other] = [await led(), await led()];
    const asking = await aLeader(test.db, made.id, { status: 'asked' });
    for (const via of [other.code, 'NOBODY', asking.code]) {
      const pledge = await joins(made, await market.person(), via);
      expect(await viaOf(pledge.id)).toBeNull();
      expect(await own.link(made.id, via)).toEqual({ leader: null });
    }
  });

  it('is never counted to who was removed before it, however close', async () => {
    for (let round = 0; round < 6; round += 1) {
      const made = await led();
      const people = await market.people(6);
      const removal = (async () => {
        await new Promise((resolve) => setTimeout(resolve, round * 4));
        await organising.remove(made.organiser, made.leaderId, { reason: '不再合作' });
      })();
      const joined = await atATime(6, people, (by) => joins(made, by, made.code));
      await removal;
      expect(codes(joined)).toEqual([]);
      const late = await joins(made, await market.person(), made.code);
      expect(await viaOf(late.id)).toBeNull();
    }
    const [invariant] = LEADERS_INVARIANTS.filter(({ name }) => name.includes('who led it when'));
    expect(invariant && (await checkInvariant(test.db, invariant)).broken).toBe(0);
  });
});

describe('another’s', () => {
  it('campaigns and sub-leaders are not there, whatever one leads oneself', async () => {
    const [made, other] = [await led(), await led()];
    const { organiser: stranger, leader } = other;
    const userId = leader.actor.userId;
    const { leaderId } = made;
    for (const work of [
      () => own.view(userId, made.id),
      () => own.pledges(userId, made.id, { limit: 24 }),
      () => leading.leave(leader, made.id),
      () => leaders.list(stranger, made.id, { limit: 24 }),
      () => organising.open(stranger, made.id, false),
      () => organising.answer(stranger, leaderId, { decision: 'refuse', reason: '捣乱' }),
      () => organising.remove(stranger, leaderId, { reason: '捣乱' }),
      () => organising.remove(stranger, newId(), { reason: '捣乱' }),
    ])
      expect(await refusal(work())).toBe('not_found');
  });

  it('lists take one or two statements', async () => {
    const made = await led();
    const { userId } = made.leader.actor;
    // What the policy says is read every few seconds, and right before.
    const counted = async (work: () => Promise<unknown>): Promise<number> => {
      await work();
      return countStatements(work);
    };
    expect(await counted(() => own.list(userId, { limit: 24 }))).toBe(1);
    expect(await counted(() => own.view(userId, made.id))).toBe(1);
    expect(await counted(() => own.link(made.id, made.code))).toBe(1);
    expect(await counted(() => own.pledges(userId, made.id, { limit: 24 }))).toBe(2);
    expect(await counted(() => leaders.list(made.organiser, made.id, { limit: 24 }))).toBe(2);
  });
});
