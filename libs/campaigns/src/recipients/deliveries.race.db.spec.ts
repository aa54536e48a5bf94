import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GroupBuyWall } from '@yigou/contracts';
import { aFile } from '@yigou/evidence/testing';
import type { SeatedCaller } from '@yigou/identity';
import { SYSTEM } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { ORDERS } from '@yigou/orders';
import { checkInvariant } from '@yigou/platform';
import { countStatements, createTestDatabase, given, inDays, type TestDatabase } from '@yigou/testing';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { PublicCampaigns } from '../public/public-campaigns.queries';
import { aBoughtCampaign, aNeed, aRecipient, RecipientsHarness } from '../testing';
import { CampaignPromise } from './promise.entity';
import { RECIPIENTS_INVARIANTS, SIGNED_ORDER_INVARIANTS } from './recipients.invariants';

let test: TestDatabase;
let h: RecipientsHarness;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  h = new RecipientsHarness(test);
});
afterAll(async () => {
  const shipped = 'orders: the status says how much is shipped';
  for (const invariant of [
    ...RECIPIENTS_INVARIANTS,
    ...SIGNED_ORDER_INVARIANTS,
    ...ORDERS.invariants.filter(({ name }) => name !== shipped),
  ])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  h.close();
  await test.close();
});

interface Sent {
  readonly campaignId: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly recipientId: string;
  readonly needId: string;
  readonly by: SeatedCaller;
}
/** A donation whose only order of three pieces is on its way, for 300 kg of a need of 1,000. */
async function sent(): Promise<Sent> {
  const recipientId = await aRecipient(test.db);
  const { id: needId } = await aNeed(test.db, h.personal, { recipientId, promised: 300 });
  const donation = { form: 'donation', deliveryMode: 'recipient', recipientId, needId } as const;
  const { campaign, orders } = await aBoughtCampaign(test, { ...donation, orders: ['shipped'] });
  const by = await h.seat(recipientId);
  const promise = { campaignId: campaign.id, needId, recipientId, shares: 3, quantity: 300, deliverBy: inDays(9) };
  await given(test.db, CampaignPromise, { ...promise, answeredBy: by.actor.userId });
  await test.uow.run(async (tx) =>
    moveCampaign(tx, await lockCampaign(tx, campaign.id), { action: 'ship', by: SYSTEM }),
  );
  const orderId = orders[0] ?? '';
  const line = await test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [orderId]);
  return { campaignId: campaign.id, orderId, lineId: line?.id ?? '', recipientId, needId, by };
}
const sheet = ({ lineId }: Sent, received: number, short = 0, damaged = 0, photos: string[] = []) => ({
  lines: [{ orderLineId: lineId, received, short, damaged, note: '', photos }],
  remark: '',
  recordedAt: '2026-11-01T00:00:00Z',
});
const stateOf = async ({ orderId, needId }: Sent) => ({
  ...(await test.db.one<{ status: string; ended: number }>(
    'SELECT status, ended_fen::int AS ended FROM sales_order WHERE id = $1',
    [orderId],
  )),
  ...(await test.db.one<{ delivered: number }>('SELECT delivered FROM campaigns_need WHERE id = $1', [needId])),
  refunds: await test.db.query<{ amount: number }>('SELECT amount_fen::int AS amount FROM refund WHERE holder = $1', [
    orderId,
  ]),
});

describe('a delivery', () => {
  it('is signed for once, whoever of the recipient signs at once and however often the phone sends it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = await sent();
      const [claim, colleague] = [h.claim(), await h.seat(one.recipientId)];
      const ends = await Promise.allSettled([
        h.deliveries.sign(one.by, one.orderId, sheet(one, 2, 1), claim),
        h.deliveries.sign(one.by, one.orderId, sheet(one, 2, 1), claim),
        h.deliveries.sign(colleague, one.orderId, sheet(one, 2, 1), h.claim()),
      ]);
      const lost = ends
        .filter((end) => end.status === 'rejected')
        .map(({ reason }) => (reason as { code: string }).code);
      expect(lost.length).toBeGreaterThan(0);
      expect(new Set(lost)).toEqual(new Set(['delivery_signed']));
      const state = await stateOf(one);
      expect(state).toMatchObject({ status: 'completed', delivered: 200 });
      // What did not come is not paid for: once.
      expect(state.refunds).toEqual([{ amount: state.ended }]);
      expect(state.ended).toBeGreaterThan(0);
    }
  });

  it('that came whole gives nothing back, and shows its photos to the recipient', async () => {
    const one = await sent();
    const { id: photo } = await aFile(test.db, { uploadedBy: one.by.actor.userId });
    await h.deliveries.sign(one.by, one.orderId, sheet(one, 3, 0, 0, [photo]), h.claim());
    expect(await stateOf(one)).toMatchObject({ status: 'completed', ended: 0, delivered: 300, refunds: [] });
    const seen = await h.deliveryQueries.get(one.by, one.orderId);
    expect(seen).toMatchObject({ can: { sign: false }, lines: [{ received: 3, short: 0, damaged: 0 }] });
    expect(seen.lines[0]?.photos.map(({ id }) => id)).toEqual([photo]);
  });

  it('of a part of what was promised, since the rest was never ordered, is as much of the need', async () => {
    const one = await sent();
    await test.db.query('UPDATE campaigns_goods SET pieces = 2 * pieces WHERE campaign_id = $1', [one.campaignId]);
    await h.deliveries.sign(one.by, one.orderId, sheet(one, 3), h.claim());
    expect(await stateOf(one)).toMatchObject({ status: 'completed', delivered: 150 });
  });

  it('is on the wall of what was given: promised, sent, and signed for by count', async () => {
    const one = await sent();
    const walls = new PublicCampaigns(test.db);
    const delivery = async () => GroupBuyWall.parse(await walls.wall(one.campaignId)).delivery;
    const need = { id: one.needId, unit: '公斤', promised: 300, delivered: 0 };
    const counted = { ordered: 3, sent: 3, received: 0, short: 0, damaged: 0, orders: 1, signedOrders: 0 };
    expect(await delivery()).toMatchObject({ need, ...counted });
    await h.deliveries.sign(one.by, one.orderId, sheet(one, 1, 1, 1), h.claim());
    const now = { received: 1, short: 1, damaged: 1, signedOrders: 1 };
    expect(await delivery()).toMatchObject({ ...counted, ...now, need: { ...need, delivered: 100 } });
  });

  it('is counted whole, by its recipient, from files of its own', async () => {
    const [one, other] = [await sent(), await sent()];
    const refused = (body: ReturnType<typeof sheet>, by = one.by) =>
      h.deliveries.sign(by, one.orderId, body, h.claim());
    await expect(refused(sheet(one, 2))).rejects.toMatchObject({ code: 'delivery_miscounted' });
    await expect(refused(sheet(one, 3, 1))).rejects.toMatchObject({ code: 'delivery_miscounted' });
    await expect(refused(sheet(other, 3))).rejects.toMatchObject({ code: 'delivery_miscounted' });
    await expect(refused(sheet(one, 3), other.by)).rejects.toMatchObject({ code: 'not_found' });
    const { id: foreign } = await aFile(test.db, { uploadedBy: other.by.actor.userId });
    await expect(refused(sheet(one, 3, 0, 0, [foreign]))).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await stateOf(one)).toMatchObject({ status: 'shipped', delivered: 0 });
  });

  it('is listed and read in as few statements as that takes', async () => {
    const one = await sent();
    expect(await countStatements(() => h.deliveryQueries.list(one.by, { limit: 5 }))).toBe(1);
    expect(await countStatements(() => h.deliveryQueries.get(one.by, one.orderId))).toBe(1);
    expect(await countStatements(() => h.deliveryQueries.surplus(one.by, { limit: 5 }))).toBe(1);
    expect(await h.deliveryQueries.list(one.by, { limit: 5, unsigned: '1' })).toMatchObject({
      total: 1,
      items: [{ id: one.orderId, shipped: 3, signedAt: null }],
    });
  });
});

describe('surplus', () => {
  async function received(): Promise<Sent> {
    const one = await sent();
    await h.deliveries.sign(one.by, one.orderId, sheet(one, 3), h.claim());
    await test.uow.run(async (tx) =>
      moveCampaign(tx, await lockCampaign(tx, one.campaignId), { action: 'receive', by: SYSTEM }),
    );
    return one;
  }
  const offer = (one: Sent, toId: string, pieces: number) =>
    h.surpluses.offer(one.by, one.campaignId, { orderLineId: one.lineId, toId, pieces, note: '' }, h.claim());
  const statusOf = async ({ campaignId }: Sent) =>
    (await test.db.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', [campaignId]))
      ?.status;

  it('is never offered above what was received, whoever is offered it at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = await received();
      const others = [await aRecipient(test.db), await aRecipient(test.db), await aRecipient(test.db)];
      const ends = await Promise.allSettled(others.map((toId) => offer(one, toId, 1 + (round % 2))));
      const won = ends.filter(({ status }) => status === 'fulfilled').length;
      expect(won).toBe(round % 2 === 0 ? 3 : 1);
      expect(await statusOf(one)).toBe('reallocating');
    }
  });

  it('is taken or refused by who is offered it, once; what is refused may be offered to another', async () => {
    const one = await received();
    const [first, second] = [await aRecipient(test.db), await aRecipient(test.db)];
    await offer(one, first, 3);
    const there = await h.seat(first);
    const [row] = (await h.deliveryQueries.surplus(there, { limit: 5, side: 'in', status: 'offered' })).items;
    expect(row).toMatchObject({ pieces: 3, side: 'in', can: { answer: true, withdraw: false } });
    const id = row?.id ?? '';
    const refuse = { decision: 'refuse', reason: '没有冷库' } as const;
    const ends = await Promise.allSettled([
      h.surpluses.answer(there, id, refuse),
      h.surpluses.answer(there, id, refuse),
      h.surpluses.answer(there, id, refuse),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(h.surpluses.withdraw(one.by, id)).rejects.toMatchObject({ code: 'surplus_closed' });
    await offer(one, second, 2);
    await expect(offer(one, first, 2)).rejects.toMatchObject({ code: 'surplus_exceeded' });
    const [again] = (await h.deliveryQueries.surplus(one.by, { limit: 5, status: 'offered' })).items;
    const accept = { decision: 'accept', reason: '' } as const;
    await expect(h.surpluses.answer(one.by, again?.id ?? '', accept)).rejects.toMatchObject({ code: 'not_found' });
    await h.surpluses.answer(await h.seat(second), again?.id ?? '', accept);
    expect(await h.deliveryQueries.get(one.by, one.orderId)).toMatchObject({ lines: [{ offered: 2 }] });
  });

  it('is refused before the goods are received, to oneself, to no recipient, and by another', async () => {
    const early = await sent();
    const other = await aRecipient(test.db);
    await expect(offer(early, other, 1)).rejects.toMatchObject({ code: 'campaign_moved' });
    const one = await received();
    await expect(offer(one, one.recipientId, 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(offer(one, newId(), 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(offer({ ...one, by: early.by }, other, 1)).rejects.toMatchObject({ code: 'not_found' });
  });
});
