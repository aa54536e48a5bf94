import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { checkInvariant } from '@yigou/platform';
import { atATime, countStatements, createTestDatabase, given, type TestDatabase } from '@yigou/testing';
import { AddressListEntity } from '../addresses/address-list.entity';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { PledgeMarket } from '../testing/pledge-market';

const POOL = 32;
let test: TestDatabase;
let market: PledgeMarket;
beforeAll(async () => {
  test = await createTestDatabase({ pool: POOL });
  market = new PledgeMarket(test);
});
afterAll(async () => {
  for (const invariant of CAMPAIGNS_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
  await test.close();
});

const codes = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.flatMap((one) =>
    one.status === 'rejected' ? [(one.reason as { code?: string }).code ?? String(one.reason)] : [],
  );
const refusal = (joining: Promise<unknown>) =>
  joining.then(
    () => null,
    ({ code, details }: { code: string; details: unknown }) => ({ code, details }),
  );

describe('joining', () => {
  it('takes six statements, the key and the provider included, and the same key gives the same pledge', async () => {
    const made = await market.campaign({ capShares: 160 });
    await market.joined(made);
    const by = await market.person();
    const body = market.body(made, 2);
    const key = newId();
    let pledge: Awaited<ReturnType<typeof market.join.execute>> | undefined;
    const statements = await countStatements(async () => {
      pledge = await market.join.execute(by, made.campaign.id, body, market.claim(by, body, key));
    });
    expect(statements).toBeLessThanOrEqual(6);
    expect(pledge).toMatchObject({
      status: 'pending',
      shares: 2,
      amountFen: 4_000,
      payment: { status: 'pending', amountFen: 4_000 },
    });
    expect(pledge?.number).toMatch(/^BN\d{13}$/);
    const again = await market.join.execute(by, made.campaign.id, body, market.claim(by, body, key));
    expect(again).toEqual(pledge);
    expect(await countStatements(() => market.pledges.view(by.actor.userId, pledge?.id ?? ''))).toBe(1);
    expect(await countStatements(() => market.pledges.list(by.actor.userId, { limit: 24 }))).toBe(1);
    expect(await countStatements(() => market.pledges.quote(made.campaign.id, 3))).toBe(1);
  });

  it('sells a cap of 50 to exactly 50 of 200, though no sixteenth has as much left as some of them want', async () => {
    const made = await market.campaign({ capShares: 50 });
    const people = await market.people(60);
    // Together they want more than there is, in parts that do not fit into a sixteenth.
    const settled = await atATime(POOL, people, (by, at) => market.joined(made, (at % 4) + 1, by));
    const { held } = (await market.slots(made.campaign.id)) ?? {};
    expect(new Set(codes(settled))).toEqual(new Set(['campaign_full']));
    const [single] = codes([...(await atATime(1, [await market.person()], (by) => market.joined(made, 4, by)))]);
    expect(single).toBe('campaign_full');
    // What is left in the end is less than the last ones wanted, and one who wants no more gets it.
    const left = 50 - (held ?? 0);
    expect(left).toBeLessThan(4);
    for (let n = 0; n < left; n += 1) await market.joined(made, 1);
    expect(await refusal(market.joined(made, 1))).toMatchObject({ code: 'campaign_full', details: { leftShares: 0 } });
    expect(await market.slots(made.campaign.id)).toEqual({ held: 50, paid: 0 });
  });

  it('takes shares from several sixteenths where none has as many left', async () => {
    const made = await market.campaign({ capShares: 10 });
    await market.joined(made, 7);
    expect(await refusal(market.joined(made, 4))).toMatchObject({ code: 'campaign_full', details: { leftShares: 3 } });
    await market.joined(made, 3);
    expect(await market.slots(made.campaign.id)).toEqual({ held: 10, paid: 0 });
  });

  it('answers 16 requests with one key with one pledge, and refuses a second while one waits to be paid', async () => {
    const made = await market.campaign();
    const [by, key] = [await market.person(), newId()];
    const body = market.body(made);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => market.join.execute(by, made.campaign.id, body, market.claim(by, body, key))),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const settled = await Promise.allSettled(Array.from({ length: 8 }, () => market.joined(made, 1, by)));
    expect(new Set(codes(settled))).toEqual(new Set(['pledge_unpaid']));
    expect(codes(settled)).toHaveLength(8);
    // Who read it before its payment was begun was not told yet where to pay.
    const paying = answers.find(({ payment }) => payment.payUrl !== null);
    await market.pay(paying as (typeof answers)[number]);
    await market.joined(made, 1, by);
  });

  it('is refused with what keeps it from going', async () => {
    const made = await market.campaign({ perPledgeShares: 2 });
    const by = await market.person();
    const say = (campaignId: string, said: object) => {
      const body = { ...market.body(made), ...said };
      return refusal(market.join.execute(by, campaignId, body, market.claim(by, body)));
    };
    const { id } = made.campaign;
    expect(await say(newId(), {})).toMatchObject({ code: 'not_found' });
    expect(await say(id, { shares: 3, expectedTotalFen: 6_000 })).toMatchObject({
      code: 'pledge_limit',
      details: { perPledgeShares: 2 },
    });
    expect(await say(id, { expectedTotalFen: 1 })).toMatchObject({
      code: 'price_changed',
      details: { totalFen: 2_000 },
    });
    expect(await say(id, { expectedTotalFen: 0 })).toMatchObject({ code: 'price_changed' });
    expect(await say(id, { forOrganisation: true })).toMatchObject({ code: 'forbidden' });
    const unit = { organisationId: newId(), organisationName: '某学校', kind: 'agency', role: 'manager' } as const;
    const seat = { ...unit, duties: [], level: null, regionPrefix: '', township: null };
    const forUnit = market.body(made, 1, { forOrganisation: true });
    const claim = market.claim(by, forUnit);
    expect(await refusal(market.join.execute({ ...by, seat }, id, forUnit, claim))).toMatchObject({
      code: 'pledge_needs_budget',
    });
    const fetched = await market.campaign({ deliveryMode: 'pickup' });
    expect(await say(fetched.campaign.id, { pointId: newId() })).toMatchObject({ code: 'validation_failed' });
    const sent = await market.campaign({ deliveryMode: 'each' });
    expect(await say(sent.campaign.id, {})).toMatchObject({
      code: 'validation_failed',
      details: { fields: { address: '请填写收货地址' } },
    });
    // Packs that go by the list of a union ask nobody for an address.
    await given(test.db, AddressListEntity, {
      campaignId: sent.campaign.id,
      fileName: '名单.csv',
      people: 1,
      packs: 10,
      uploadedBy: sent.campaign.organiserUserId,
      deletedAt: new Date(),
    });
    expect(await say(sent.campaign.id, {})).toBeNull();
    await market.passDeadline(made);
    expect(await say(id, {})).toMatchObject({ code: 'campaign_over' });
    await market.closing.close(id);
    expect(await say(id, {})).toMatchObject({ code: 'campaign_not_recruiting' });
    expect(await market.slots(id)).toEqual({ held: 0, paid: 0 });
    expect(
      await test.db.query(
        'SELECT FROM payment p WHERE NOT EXISTS (SELECT FROM campaigns_pledge l WHERE l.payment_id = p.id)',
      ),
    ).toEqual([]);
  });

  it('seals the address, which its owner alone reads', async () => {
    const made = await market.campaign({ deliveryMode: 'each' });
    const by = await market.person();
    const address = { receiver: '李四', phone: '13900000001', regionCode: '110101', detail: '安定门内大街 2 号' };
    const body = market.body(made, 1, { address });
    const { id } = await market.join.execute(by, made.campaign.id, body, market.claim(by, body));
    const row = await test.db.one<{ text: string }>('SELECT l::text AS text FROM campaigns_pledge l WHERE id = $1', [
      id,
    ]);
    expect(row?.text).not.toMatch(/李四|13900000001|安定门/);
    const view = await market.pledges.view(by.actor.userId, id);
    expect(view.address).toMatchObject(address);
    expect(view.can).toEqual({ pay: true, leave: true, withdraw: false });
    await expect(market.pledges.view((await market.person()).actor.userId, id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
