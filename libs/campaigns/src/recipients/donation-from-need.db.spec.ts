import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createTestDatabase, inDays, type TestDatabase } from '@yigou/testing';
import { aNeed, aRecipient, AuthoringWorld, RecipientsHarness } from '../testing';

let test: TestDatabase;
let world: AuthoringWorld;
let h: RecipientsHarness;
beforeAll(async () => {
  test = await createTestDatabase();
  world = new AuthoringWorld(test);
  h = new RecipientsHarness(test);
});
afterAll(async () => {
  h.close();
  await test.close();
});

const refused = (code: string, fields?: object) =>
  expect.objectContaining({ code, ...(fields && { details: expect.objectContaining({ fields }) }) });
const told = async (userId: string) =>
  (await test.db.query<{ title: string; link: string }>('SELECT title, link FROM notice WHERE user_id = $1', [userId]))
    .map(({ title, link }) => `${title} ${link}`)
    .toSorted();
const begin = (organiser: Awaited<ReturnType<AuthoringWorld['person']>>, needId: string, recipientId?: string) =>
  world.drafts.create(
    organiser,
    { form: 'donation', title: '为医院送大米', needId, ...(recipientId && { recipientId }) },
    world.once(organiser),
  );

describe('a donation that begins at a need', () => {
  it('is given to whose need it is, whatever its draft says, and reaches the suppliers once the recipient confirmed', async () => {
    const [organiser, seller] = [await world.person(), await world.seller()];
    const [recipientId, another] = [await aRecipient(test.db), await aRecipient(test.db)];
    const by = await h.seat(recipientId);
    const need = await aNeed(test.db, h.personal, { recipientId, quantity: 500 });
    const { id } = await begin(organiser, need.id, another);
    expect(await world.mine.get(organiser, id)).toMatchObject({
      form: 'donation',
      needId: need.id,
      recipient: { id: recipientId },
      deliveryMode: 'recipient',
    });
    const said = world.terms([seller], { deliveryMode: 'recipient', points: [], recipientId: another });
    await world.drafts.save(organiser, id, { ...said, version: 1 });
    expect(await world.mine.get(organiser, id)).toMatchObject({ recipient: { id: recipientId }, problems: {} });
    await world.drafts.submit(organiser, id);
    expect(await world.mine.get(organiser, id)).toMatchObject({ status: 'to_recipient' });
    expect(await told(by.actor.userId)).toEqual([`有以购代捐待确认 /recipient/campaigns?id=${id}`]);
    expect(await told(seller.clerk.actor.userId)).toEqual([]);
    await h.donations.answer(
      by,
      id,
      {
        decision: 'confirm',
        shares: 8,
        quantity: 300,
        deliverBy: inDays(20),
        regionCode: '640422',
        detail: '吉强东街 8 号食堂',
        contactName: '马主任',
        contactPhone: '13909540001',
      },
      h.claim(),
    );
    expect(await world.mine.get(organiser, id)).toMatchObject({ status: 'agreeing', capShares: 8 });
    expect(await told(seller.clerk.actor.userId)).toEqual([`有团购邀约待确认 /supplier/campaigns?id=${id}`]);
  });

  it('is not begun for a need that there is not, that is over or that nobody may read; one that ends meanwhile keeps its drafts back', async () => {
    const [organiser, seller] = [await world.person(), await world.seller()];
    const recipientId = await aRecipient(test.db);
    const need = (said: object) => aNeed(test.db, h.personal, { recipientId, quantity: 500, ...said });
    const waiting = await need({ status: 'waiting' });
    for (const id of [newId(), waiting.id]) await expect(begin(organiser, id)).rejects.toEqual(refused('not_found'));
    for (const said of [{ status: 'closed' }, { promised: 500 }, { until: inDays(-1) }])
      await expect(begin(organiser, (await need(said)).id)).rejects.toEqual(refused('need_closed'));
    const { id: needId } = await need({});
    const { id } = await begin(organiser, needId);
    const said = world.terms([seller], { deliveryMode: 'recipient', points: [] });
    await world.drafts.save(organiser, id, { ...said, version: 1 });
    await test.db.query(`UPDATE campaigns_need SET until = $2 WHERE id = $1`, [needId, inDays(-1)]);
    await expect(world.drafts.submit(organiser, id)).rejects.toEqual(
      refused('validation_failed', { recipientId: expect.stringContaining('已经结束或过期') }),
    );
  });

  it('names a recipient that there is', async () => {
    const organiser = await world.person();
    const { supplierId } = await world.seller();
    const body = { form: 'donation', title: '为医院送大米', recipientId: supplierId } as const;
    await expect(world.drafts.create(organiser, body, world.once(organiser))).rejects.toEqual(
      refused('validation_failed', { recipientId: expect.anything() }),
    );
  });
});
