import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { aProduct, aSku } from '@yigou/catalogue/testing';
import { memberOf } from '@yigou/identity/testing';
import { inStock } from '@yigou/inventory/testing';
import { fenText, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PolicyParameters, UnitOfWork } from '@yigou/platform';
import { createTestDatabase, given, inDays, type TestDatabase } from '@yigou/testing';
import { AddressListEntity } from '../addresses/address-list.entity';
import { CloseSubstitutes } from './close-substitutes';
import { SubstituteQueries } from './substitutes.queries';
import { Substitutes } from './substitutes.service';
import type { SaidOfCampaign } from '../testing';
import { aRecipient } from '../testing';
import { personalOfTests } from '../testing/recipients-harness';
import { FulfilmentQueries } from '../fulfilment/fulfilment.queries';
import { HandOutQueries } from '../fulfilment/hand-outs.queries';
import { PledgeAddresses } from '../fulfilment/pledge-addresses';
import { PurchaseWorld } from '../testing/purchase-world';

let test: TestDatabase;
let world: PurchaseWorld;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 30 });
  world = new PurchaseWorld(test);
});
afterAll(() => test.close());

/** Pledges to a transaction: few, so that there are several. */
const FEW = 2;

describe('goods in place of others', () => {
  const HOURS = 3_600_000;
  const substitutes = () =>
    new Substitutes(test.uow, world.market.stock, new AuditLog(), new Notices(), new PolicyParameters(test.db));
  const closing = () => new CloseSubstitutes(test.db, test.uow, world.market.stock, new Notices());
  const inHours = (hours: number) => new Date(Date.now() + hours * HOURS).toISOString();
  const closeNow = async (id: string) => {
    await test.db.query(`UPDATE campaigns_substitute SET answer_by = clock_timestamp() WHERE id = $1`, [id]);
    await closing().closeDue();
  };
  const statusOfOffer = (id: string) =>
    test.db.one<{ status: string; shares: number | null }>(
      'SELECT status, accepted_shares AS shares FROM campaigns_substitute WHERE id = $1',
      [id],
    );
  const heldBy = async (holder: string) =>
    (
      await test.db.one<{ pieces: number }>(
        'SELECT coalesce(sum(quantity - consumed - released), 0)::int AS pieces FROM reservation WHERE holder = $1',
        [holder],
      )
    )?.pieces;

  /** A campaign that succeeded, and another good of the supplier of its first. */
  async function lacking(said: SaidOfCampaign = {}, stock = 100) {
    const made = await world.succeeded(said);
    await test.db.query('UPDATE campaigns_campaign SET pledges_done_at = clock_timestamp() WHERE id = $1', [made.id]);
    const { supplierId = '', id: goodsId = '' } = made.goods[0] ?? {};
    const other = await aProduct(test.db, { supplierId, name: '荞麦面' });
    const { id: skuId } = await aSku(test.db, { productId: other.id, netWeightGrams: 500 });
    await inStock(test.db, skuId, stock);
    const seller = await memberOf(test.db, supplierId);
    const people = made.pledges.map(({ id, userId }) => ({
      id,
      caller: { ...seller, actor: { ...seller.actor, userId }, seat: null },
    }));
    const body = {
      goodsId,
      skuId,
      priceFen: 1_500,
      answerBy: inHours(48),
      reason: '受灾减产',
    };
    return { ...made, skuId, seller, people, body };
  }
  type Lacking = Awaited<ReturnType<typeof lacking>>;
  const offer = async ({ id, seller, body }: Lacking, said: Partial<Lacking['body']> = {}): Promise<string> => {
    const wanted = { ...body, ...said };
    await substitutes().offer(seller, id, wanted, world.market.claim(seller.actor, wanted));
    const made = await test.db.one<{ id: string }>(
      `SELECT id FROM campaigns_substitute WHERE goods_id = $1 AND status = 'open'`,
      [wanted.goodsId],
    );
    return made?.id ?? '';
  };
  const answer = ({ people }: Lacking, at: number, substituteId: string, accepts: boolean) => {
    const { id, caller } = people[at] ?? { id: '', caller: null };
    if (!caller) throw new Error('nobody pledged that');
    return substitutes().answer(
      caller,
      { id, substituteId },
      accepts,
      world.market.claim(caller.actor, { id: newId() }),
    );
  };

  it('are ordered for those who accepted, paid from what goes back to the others, wherever the worker was killed', async () => {
    for (let killedIn = 1; killedIn <= 10; killedIn += 3) {
      const made = await lacking();
      const offered = await offer(made);
      await Promise.all([answer(made, 0, offered, true), answer(made, 0, offered, true)]);
      await answer(made, 1, offered, false);
      await answer(made, 1, offered, true);
      await answer(made, 2, offered, true);
      await answer(made, 2, offered, false);
      // Nothing is ordered while answers are awaited.
      await world.worker().purchaseDue(10);
      expect(await world.ordersOf(made.id)).toEqual([]);
      await closeNow(offered);
      expect(await statusOfOffer(offered)).toEqual({ status: 'closed', shares: 2 });
      expect(await heldBy(offered)).toBe(2);
      await world
        .worker(killedIn)
        .purchase(made.id, FEW)
        .catch((error: unknown) => expect(error).toMatchObject({ message: 'killed' }));
      await Promise.all([world.worker().purchase(made.id, FEW), world.worker().purchase(made.id, FEW)]);
      await world.worker().purchase(made.id, FEW);
      await world.bought(made.id, 2);
      expect(await heldBy(offered)).toBe(0);
      const lines = await test.db.query(
        `SELECT l.sku_id = $2 AS instead, l.quantity, l.price_fen AS "priceFen" FROM campaigns_order k JOIN order_line l ON l.order_id = k.order_id
         WHERE k.campaign_id = $1 ORDER BY 1`,
        [made.id, made.skuId],
      );
      expect(lines).toEqual([
        { instead: false, quantity: 10, priceFen: 2_000 },
        { instead: true, quantity: 2, priceFen: 1_500 },
      ]);
      const finals = new Map(
        (
          await test.db.query<{ id: string; fen: number }>(
            'SELECT id, final_fen - freight_final_fen AS fen FROM campaigns_pledge WHERE campaign_id = $1',
            [made.id],
          )
        ).map(({ id, fen }) => [id, fen]),
      );
      expect(made.people.map(({ id }) => finals.get(id))).toEqual([5_500, 5_500, 4_000, 4_000, 4_000]);
      // Who sorts and hands out knows who gets what.
      const handOuts = new HandOutQueries(test.db, new PolicyParameters(test.db));
      const notes = await Promise.all(made.people.map(async ({ id }) => (await handOuts.one(id)).note));
      expect(notes.map((note) => /“荞麦面 .*”1件$/.test(note))).toEqual([true, true, false, false, false]);
      expect(notes.slice(2).map((note) => note.endsWith('”不供货，已退款'))).toEqual([true, true, true]);
    }
  });

  it('of which an answer counts exactly when it came before the offer closed', async () => {
    for (let round = 0; round < 3; round += 1) {
      const made = await lacking();
      const offered = await offer(made);
      await test.db.query(
        `UPDATE campaigns_substitute SET answer_by = clock_timestamp() + make_interval(secs => 0.02 * $2::int) WHERE id = $1`,
        [offered, round],
      );
      const said = await Promise.allSettled([
        ...made.people.map((_, at) => answer(made, at, offered, true)),
        ...Array.from({ length: 3 }, () => closing().closeDue()),
      ]);
      await closeNow(offered);
      const counted = said.slice(0, made.people.length).filter(({ status }) => status === 'fulfilled').length;
      expect(await statusOfOffer(offered)).toEqual({ status: 'closed', shares: counted });
      for (const one of said)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'substitute_closed' });
      await expect(answer(made, 0, offered, true)).rejects.toMatchObject({ code: 'substitute_closed' });
    }
  });

  it('are all that is left of a campaign of one good, for those who accepted; the others have all of it back', async () => {
    const { supplierId, skuId, pieces } = await world.good(1);
    const made = await lacking({ goods: [{ supplierId, skuId, pieces }] });
    const offered = await offer(made, { priceFen: 2_000 });
    await answer(made, 3, offered, true);
    await closeNow(offered);
    await Promise.all([world.worker().purchase(made.id, FEW), world.worker().purchase(made.id, FEW)]);
    await world.worker().purchase(made.id, FEW);
    await world.bought(made.id, 1);
    const statuses = (await world.pledgesOf(made.id)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual(['confirmed', 'refunded', 'refunded', 'refunded', 'refunded']);
  });

  it('that are not sold any more when they are to be ordered give the price back to everybody', async () => {
    const made = await lacking();
    const offered = await offer(made);
    await answer(made, 0, offered, true);
    await closeNow(offered);
    await test.db.query('UPDATE sku SET active = false WHERE id = $1', [made.skuId]);
    await world.worker().purchase(made.id, FEW);
    await world.worker().purchase(made.id, FEW);
    await world.bought(made.id, 1);
    expect(await heldBy(offered)).toBe(0);
    for (const { finalFen } of await world.pledgesOf(made.id)) expect(finalFen).toBeLessThan(4_000 + 701);
  });

  it('whose order is cancelled give what they cost back to those who accepted, and the others are not touched', async () => {
    const made = await lacking();
    const offered = await offer(made);
    await answer(made, 0, offered, true);
    await closeNow(offered);
    await world.worker().purchase(made.id, FEW);
    await world.bought(made.id, 2);
    const instead = await test.db.one<{ id: string }>(
      `SELECT k.order_id AS id FROM campaigns_consignment d JOIN campaigns_order k ON k.checkout_id = d.checkout_id WHERE d.substitute_id = $1`,
      [offered],
    );
    const buyer = await world.market.buyer();
    const actor = { ...buyer.actor, userId: made.campaign.organiserUserId };
    await world.market.close.cancel(
      { actor, seat: null, address: null },
      instead?.id ?? '',
      '缺货',
      world.market.claim(actor, { offered }),
    );
    await world.worker().giveUpDue(10);
    await world.spread();
    expect(await world.statusOf(made.id)).toBe('purchasing');
    const back = (await world.pledgesOf(made.id)).map(({ status, amountFen, finalFen, backFen }) => [
      status,
      backFen - (amountFen - finalFen),
    ]);
    expect(back.toSorted((a, b) => Number(b[1]) - Number(a[1]))).toEqual([
      ['confirmed', 1_500],
      ...Array.from({ length: 4 }, () => ['confirmed', 0]),
    ]);
    expect(await world.broken()).toEqual([]);
  });

  it('whose order is cancelled before it was paid give the price back to who accepted, each told once, and the rest goes on', async () => {
    const made = await lacking();
    const offered = await offer(made);
    for (const at of [0, 1, 2]) await answer(made, at, offered, true);
    await closeNow(offered);
    // Planned, placed, and the money of two of three is in the pool.
    await world
      .worker(4)
      .purchase(made.id, FEW)
      .catch(() => undefined);
    const [instead] = await world.ordersOf(made.id);
    const buyer = await world.market.buyer();
    const actor = { ...buyer.actor, userId: made.campaign.organiserUserId };
    const caller = { actor, seat: null, address: null };
    await world.market.close.cancel(caller, instead?.id ?? '', '缺货', world.market.claim(actor, { offered }));
    for (const killedIn of [2, 3])
      await world
        .worker(killedIn)
        .purchase(made.id, FEW)
        .catch(() => undefined);
    await Promise.all([world.worker().purchase(made.id, FEW), world.worker().purchase(made.id, FEW)]);
    await world.worker().purchase(made.id, FEW);
    expect(await world.statusOf(made.id)).toBe('purchasing');
    const back = (await world.pledgesOf(made.id)).map(({ status, amountFen, finalFen, backFen }) => [
      status,
      backFen - (amountFen - finalFen),
    ]);
    expect(back.filter(([, fen]) => fen === 1_500)).toHaveLength(3);
    expect(new Set(back.map(([status]) => status))).toEqual(new Set(['confirmed']));
    const told = await test.db.query<{ link: string; body: string }>(
      `SELECT link, body FROM notice WHERE title = '部分商品未能采购，款项已退回' AND link = ANY($1) ORDER BY link`,
      [made.people.map(({ id }) => `/my/pledges/${id}`)],
    );
    expect(told.map(({ link }) => link)).toEqual(
      made.people
        .slice(0, 3)
        .map(({ id }) => `/my/pledges/${id}`)
        .toSorted(),
    );
    for (const { body } of told) expect(body).toContain(fenText(1_500));
    expect(await world.broken()).toEqual([]);
  });

  it('are offered by the supplier of the goods, for no more, of what is there, once, and before anything is ordered', async () => {
    const made = await lacking({}, 6);
    const refuses = async (said: Partial<Lacking['body']>, code: string) =>
      expect(offer(made, said)).rejects.toMatchObject({ code });
    await refuses({ priceFen: 2_001 }, 'substitute_dearer');
    await refuses({ skuId: made.two.skuId }, 'substitute_not_sold');
    await refuses({ skuId: made.one.skuId }, 'substitute_not_sold');
    await refuses({ goodsId: made.goods[1]?.id ?? '' }, 'not_found');
    await refuses({ answerBy: inHours(23) }, 'validation_failed');
    await test.db.query('UPDATE stock SET on_hand = 4 WHERE sku_id = $1', [made.skuId]);
    await refuses({}, 'insufficient_stock');
    await test.db.query('UPDATE stock SET on_hand = 5 WHERE sku_id = $1', [made.skuId]);
    const both = await Promise.allSettled([offer(made), offer(made)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [offered] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (!offered) throw new Error('one of them offers');
    await closing().tellAll(FEW);
    await closing().tellAll(FEW);
    const told = await test.db.query<{ body: string }>(
      `SELECT body FROM notice WHERE title = '有商品不能供货，请选择退款或替代' AND link = ANY($1)`,
      [made.people.map(({ id }) => `/my/pledges/${id}`)],
    );
    expect(told).toHaveLength(5);
    expect(told[0]?.body).toMatch(/荞麦面.*替代，并退还差价 ¥5.*不答复就退款 ¥20/);
    const stranger = await lacking();
    await expect(answer(stranger, 0, offered, true)).rejects.toMatchObject({ code: 'not_found' });
    await substitutes().withdraw(made.seller, offered, world.market.claim(made.seller.actor, { offered }));
    expect(await heldBy(offered)).toBe(0);
    await expect(answer(made, 0, offered, true)).rejects.toMatchObject({ code: 'substitute_closed' });
    // Whoever was told of it is told of that, once, wherever the worker was killed.
    const dying = {
      run: (work) => test.uow.run(async (tx) => work(tx).then(() => Promise.reject(new Error('killed')))),
    } as UnitOfWork;
    const killed = new CloseSubstitutes(test.db, dying, world.market.stock, new Notices());
    await expect(killed.recallAll(FEW)).rejects.toThrow('recall-substitutes');
    await Promise.all([closing().recallAll(FEW), closing().recallAll(FEW)]);
    await closing().recallAll(FEW);
    const recalled = await test.db.query<{ link: string }>(
      `SELECT link FROM notice WHERE title = '替代商品已撤回' AND link = ANY($1)`,
      [made.people.map(({ id }) => `/my/pledges/${id}`)],
    );
    expect(new Set(recalled.map(({ link }) => link)).size).toBe(5);
    expect(recalled).toHaveLength(5);
    await world.worker().purchase(made.id);
    await world.bought(made.id, 2);
    await refuses({}, 'campaign_moved');
  });

  it('that are taken back while people are told of them are told to nobody more, and recalled from all who were', async () => {
    const made = await lacking();
    const offered = await offer(made);
    let batches = 0;
    // The worker has found the offer, and has told some of it, when it is taken back, and that is told, too.
    const slow = {
      run: async (work) => {
        const more = await test.uow.run(work);
        batches += 1;
        if (batches > 1) return more;
        await substitutes().withdraw(made.seller, offered, world.market.claim(made.seller.actor, { offered }));
        await closing().recallAll(FEW);
        return more;
      },
    } as UnitOfWork;
    await new CloseSubstitutes(test.db, slow, world.market.stock, new Notices()).tellAll(FEW);
    const told = async (title: string) =>
      test.db.query(`SELECT link FROM notice WHERE title = $1 AND link = ANY($2) ORDER BY link`, [
        title,
        made.people.map(({ id }) => `/my/pledges/${id}`),
      ]);
    const asked = await told('有商品不能供货，请选择退款或替代');
    expect(asked).toHaveLength(FEW);
    expect(await told('替代商品已撤回')).toEqual(asked);
  });

  it('hold the orders of everybody up for two weeks in all, however often they are taken back and offered again', async () => {
    const made = await lacking();
    const back = async (offered: string, days: number) => {
      await substitutes().withdraw(made.seller, offered, world.market.claim(made.seller.actor, { offered }));
      await test.db.query(
        `UPDATE campaigns_substitute SET created_at = created_at - make_interval(days => $2) WHERE id = $1`,
        [offered, days],
      );
    };
    await back(await offer(made, { answerBy: inHours(24 * 14) }), 6);
    await back(await offer(made, { answerBy: inHours(24 * 8 - 1) }), 12);
    await expect(offer(made, { answerBy: inHours(49) })).rejects.toMatchObject({ code: 'validation_failed' });
    const last = await offer(made, { answerBy: inHours(47) });
    // From its date on the supplier does not choose by the answers, also where no worker has been there yet.
    await test.db.query(`UPDATE campaigns_substitute SET answer_by = clock_timestamp() WHERE id = $1`, [last]);
    await expect(back(last, 0)).rejects.toMatchObject({ code: 'substitute_closed' });
    // Before the day of a pre-sale nothing is held up.
    await test.db.query(`UPDATE campaigns_campaign SET form = 'pre_sale', ship_on = $2 WHERE id = $1`, [
      made.id,
      inDays(90),
    ]);
    await test.db.query(
      `UPDATE campaigns_substitute SET answer_by = clock_timestamp() + interval '1 day' WHERE id = $1`,
      [last],
    );
    await back(last, 0);
    await offer(made, { answerBy: inHours(24 * 13) });
  });

  it('of a donation go to a recipient that said yes to them, and to no other, whatever who pledged said', async () => {
    for (const said of [true, false, null]) {
      const recipientId = await aRecipient(test.db);
      const seat = await memberOf(test.db, recipientId);
      const made = await lacking({
        form: 'donation',
        deliveryMode: 'recipient',
        recipientId,
      });
      const offered = await offer(made);
      const says = (accepts: boolean, id = made.id, by = seat) =>
        substitutes().answerAsRecipient(
          by,
          { id, substituteId: offered },
          accepts,
          world.market.claim(by.actor, { id: newId() }),
        );
      const told = await test.db.query(
        `SELECT 1 FROM notice WHERE title = '供应商提出替代商品，请本单位确认' AND link = $1`,
        [`/recipient/campaigns?id=${made.id}`],
      );
      expect(told).toHaveLength(1);
      const stranger = await memberOf(test.db, await aRecipient(test.db));
      await expect(says(true, made.id, stranger)).rejects.toMatchObject({ code: 'not_found' });
      await expect(says(true, newId())).rejects.toMatchObject({ code: 'not_found' });
      await answer(made, 0, offered, true);
      await answer(made, 1, offered, true);
      if (said !== null) {
        await says(!said);
        await Promise.all([says(said), says(said)]);
        // Said twice it is told once.
        const answers = await test.db.query(
          `SELECT 1 FROM audit_entry WHERE action = 'campaigns.substitute_answered' AND subject_id = $1`,
          [made.id],
        );
        expect(answers).toHaveLength(2);
      }
      await closeNow(offered);
      expect(await statusOfOffer(offered)).toEqual({ status: 'closed', shares: said ? 2 : 0 });
      await expect(says(true)).rejects.toMatchObject({ code: 'substitute_closed' });
      if (said === null) continue;
      await world.worker().purchase(made.id, FEW);
      await world.worker().purchase(made.id, FEW);
      await world.bought(made.id, said ? 2 : 1);
      expect(await heldBy(offered)).toBe(0);
    }
  });

  it('cost no more than in the shop, and are not offered in place of packs that go to a list', async () => {
    const made = await lacking();
    await test.db.query('UPDATE sku SET price_fen = 900 WHERE id = $1', [made.skuId]);
    await expect(offer(made, { priceFen: 901 })).rejects.toMatchObject({ code: 'substitute_dearer' });
    await offer(made, { priceFen: 900 });
    const listed = await lacking({ deliveryMode: 'each' });
    const list = { campaignId: listed.id, fileName: '名单.csv', people: 1, packs: 5 };
    await given(test.db, AddressListEntity, { ...list, uploadedBy: listed.campaign.organiserUserId });
    await expect(offer(listed)).rejects.toMatchObject({ code: 'substitute_not_for_list' });
    expect(
      await new SubstituteQueries(test.db, new PolicyParameters(test.db)).list(listed.seller, listed.id),
    ).toMatchObject({ open: false });
  });

  it('are sent to who accepted alone, and to nobody’s address else', async () => {
    const made = await lacking({ deliveryMode: 'each' });
    const keys = personalOfTests();
    for (const { id } of made.pledges) {
      const home = JSON.stringify({ receiver: id, phone: '13900000001', regionPath: '北京市', detail: '1 号' });
      await test.db.query(
        `UPDATE campaigns_pledge SET address_sealed = $2, address_key = $3, address_region = '110101' WHERE id = $1`,
        [id, keys.seal(home, id), keys.currentKey],
      );
    }
    const offered = await offer(made);
    await answer(made, 1, offered, true);
    await answer(made, 2, offered, false);
    await closeNow(offered);
    await world.worker().purchase(made.id, FEW);
    await world.worker().purchase(made.id, FEW);
    await world.bought(made.id, 2);
    const orders = await test.db.query<{ id: string; supplierId: string; instead: boolean }>(
      `SELECT k.order_id AS id, k.supplier_id AS "supplierId", d.substitute_id IS NOT NULL AS instead FROM campaigns_consignment d
       JOIN campaigns_order k ON k.checkout_id = d.checkout_id WHERE d.campaign_id = $1 ORDER BY instead DESC`,
      [made.id],
    );
    const all = made.people.map(({ id }) => id).toSorted();
    const [accepted] = [made.people[1]?.id];
    for (const { id, supplierId, instead } of orders) {
      const { rows } = await new PledgeAddresses(test.db, keys).ofOrder(supplierId, id);
      expect(rows.map(({ receiver }) => receiver).toSorted()).toEqual(instead ? [accepted] : all);
      const { items } = await new FulfilmentQueries(test.db).ofSupplier(supplierId, { limit: 24 });
      expect(items.find((item) => item.id === id)?.addresses).toBe(rows.length);
    }
  });
});
