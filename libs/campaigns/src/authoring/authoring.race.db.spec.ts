import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariant } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { AuthoringWorld } from '../testing';

let test: TestDatabase;
let world: AuthoringWorld;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  world = new AuthoringWorld(test);
});
afterAll(async () => {
  for (const invariant of CAMPAIGNS_INVARIANTS)
    expect([invariant.name, await checkInvariant(test.db, invariant)]).toMatchObject([invariant.name, { broken: 0 }]);
  await test.close();
});

const codes = (ends: readonly PromiseSettledResult<unknown>[]): string[] =>
  ends.map((end) => (end.status === 'rejected' ? String((end.reason as { code: string }).code) : 'done'));
const statusOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', [id]))?.status;
const reserved = async (skuId: string) =>
  (await test.db.one<{ reserved: number }>('SELECT reserved FROM stock WHERE sku_id = $1', [skuId]))?.reserved;
/** In turn from another end, so that nobody is always first. */
const turned = async (round: number, ...acts: readonly (() => Promise<unknown>)[]) => {
  const order = acts.map((_, at) => (at + round) % acts.length);
  const ends = await Promise.allSettled(order.map((at) => acts[at]?.()));
  return codes(acts.map((_, at) => ends[order.indexOf(at)] as PromiseSettledResult<unknown>));
};

describe('at the same moment', () => {
  it('all suppliers agree: the last of them, whichever it is, hands it to the office once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const sellers = [await world.seller(), await world.seller(), await world.seller()];
      const id = await world.submitted(await world.person(), sellers);
      expect(await turned(round, ...sellers.map((seller) => () => world.agree(seller, id)))).toEqual(
        sellers.map(() => 'done'),
      );
      expect(await statusOf(id)).toBe('to_review');
      expect(await Promise.all(sellers.map(({ skuId }) => reserved(skuId)))).toEqual([10, 10, 10]);
    }
  });

  it('one supplier agrees while another declines: nothing stays held of what went back', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [first, second] = [await world.seller(), await world.seller()];
      const id = await world.submitted(await world.person(), [first, second]);
      const [agreed, declined] = await turned(
        round,
        () => world.agree(first, id),
        () => world.decline(second, id),
      );
      expect(declined).toBe('done');
      expect(['done', 'not_found']).toContain(agreed);
      expect([await statusOf(id), await reserved(first.skuId)]).toEqual(['draft', 0]);
    }
  });

  it('two campaigns want the last pieces: one supplier’s yes holds, the other is told what is left', async () => {
    for (let round = 0; round < 4; round += 1) {
      const seller = await world.seller(15);
      const organiser = await world.person();
      const ids = [await world.submitted(organiser, [seller]), await world.submitted(organiser, [seller])];
      const ends = await turned(round, ...ids.map((id) => () => world.agree(seller, id)));
      expect(ends.toSorted()).toEqual(['done', 'insufficient_stock']);
      expect(await reserved(seller.skuId)).toBe(10);
      expect((await Promise.all(ids.map(statusOf))).toSorted()).toEqual(['agreeing', 'to_review']);
    }
  });

  it('a supplier agrees while the pieces are sold elsewhere: never more is held than is there', async () => {
    for (let round = 0; round < 4; round += 1) {
      const seller = await world.seller(12);
      const id = await world.submitted(await world.person(), [seller]);
      const buyer = id.replace(/^.{8}/, '00000000');
      const buy = () =>
        test.uow.run((tx) =>
          world.stock.reserve(tx, [{ holder: buyer, lines: [{ skuId: seller.skuId, quantity: 5 }] }]),
        );
      const ends = await turned(round, () => world.agree(seller, id), buy);
      expect(ends.toSorted()).toEqual(['done', 'insufficient_stock']);
      expect(await reserved(seller.skuId)).toBe(ends[0] === 'done' ? 10 : 5);
    }
  });

  it('the office approves while the organiser cancels and another office stops it: what was cancelled never opens again', async () => {
    const [county, province] = [await world.office(), await world.office('64')];
    for (let round = 0; round < 6; round += 1) {
      const [organiser, seller] = [await world.person(), await world.seller()];
      const id = await world.toReview(organiser, [seller]);
      const ends = await turned(
        round,
        () => world.approve(county, id),
        () => world.drafts.cancel(organiser, id, '不办了'),
        () => world.reviews.stop(province, id, '举报查实'),
      );
      expect(ends.slice(1).toSorted()).toEqual(['campaign_moved', 'done']);
      expect(['done', 'campaign_moved']).toContain(ends[0]);
      expect([await statusOf(id), await reserved(seller.skuId)]).toEqual(['cancelled', 0]);
    }
  });

  it('two offices approve, and one sends it back: it opens once with its places, or is a draft that holds nothing', async () => {
    const offices = [await world.office(), await world.office('64')] as const;
    for (let round = 0; round < 6; round += 1) {
      const seller = await world.seller();
      const id = await world.toReview(await world.person(), [seller]);
      const ends = await turned(
        round,
        () => world.approve(offices[0], id),
        () => world.approve(offices[1], id),
        () => world.reviews.sendBack(offices[0], id, { reason: '标题夸大', fieldNotes: {} }),
      );
      expect(ends.filter((end) => end === 'done')).toHaveLength(1);
      const opened = ends[2] !== 'done';
      expect([await statusOf(id), await reserved(seller.skuId)]).toEqual(opened ? ['recruiting', 10] : ['draft', 0]);
      const [slots] = await test.db.query<{ shares: number }>(
        'SELECT coalesce(sum(capacity), 0)::int AS shares FROM campaigns_slot WHERE campaign_id = $1',
        [id],
      );
      expect(slots?.shares).toBe(opened ? 10 : 0);
    }
  });

  it('an organiser hands in more campaigns than are allowed: as many go through as are', async () => {
    const organiser = await world.person();
    const ids: string[] = [];
    for (let count = 0; count < 8; count += 1) ids.push(await world.draft(organiser, [await world.seller()]));
    const ends = await turned(0, ...ids.map((id) => () => world.drafts.submit(organiser, id)));
    expect(ends.filter((end) => end === 'done')).toHaveLength(5);
    expect(ends.filter((end) => end === 'organiser_busy')).toHaveLength(3);
  });

  it('the same draft is handed in, saved and cancelled: one comes first, and the others see it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [organiser, seller] = [await world.person(), await world.seller()];
      const id = await world.draft(organiser, [seller]);
      const ends = await turned(
        round,
        () => world.drafts.submit(organiser, id),
        () => world.drafts.submit(organiser, id),
        () => world.drafts.save(organiser, id, { ...world.terms([seller]), version: 2 }),
      );
      expect(ends.slice(0, 2).toSorted()).toEqual(['campaign_moved', 'done']);
      expect(['done', 'campaign_moved', 'version_conflict']).toContain(ends[2]);
      expect(await statusOf(id)).toBe('agreeing');
      await world.agree(seller, id);
      expect(await reserved(seller.skuId)).toBe(10);
    }
  });
});
