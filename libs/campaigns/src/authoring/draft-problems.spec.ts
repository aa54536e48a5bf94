import { describe, expect, it } from '@jest/globals';
import { type DraftFacts, draftProblems } from './draft-problems';

const NOW = new Date('2026-11-28T04:00:00Z');
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const GOOD = { pieces: 1, pricesFen: [2_000, 1_800], publicFen: 2_000, orderable: true, own: false };
const DRAFT: DraftFacts = {
  form: 'group_buy',
  story: '一起买西吉的小米，直接从合作社发货，不够数就退款。',
  deadline: inHours(48),
  shipOn: null,
  deliveryMode: 'pickup',
  recipientId: null,
  needId: null,
  needOpen: null,
  placed: false,
  points: 1,
  packs: null,
  thresholdShares: 5,
  capShares: 10,
  perPledgeShares: 2,
  freightShareFen: 0,
  depositShareFen: null,
  depositBp: null,
  balanceOn: null,
  goods: [GOOD],
};
const RULES = { now: NOW, maxDays: 60, deposit: { leastBp: 100, mostBp: 2_000 } };
/** A deposit of a fifth of the lowest price, the rest to be paid on the day of the harvest. */
const DEPOSIT = { form: 'pre_sale', shipOn: '2026-12-20', depositShareFen: 360, balanceOn: '2026-12-20' } as const;
const wrong = (said: Partial<DraftFacts>): string[] =>
  Object.keys(draftProblems({ ...DRAFT, ...said }, RULES)).toSorted();

describe('what keeps a draft from being submitted', () => {
  it('is nothing when it is whole', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ form: 'gift_pack', deliveryMode: 'each', placed: true, packs: 10, thresholdShares: 10 })).toEqual(
      [],
    );
    expect(wrong({ form: 'pre_sale', shipOn: '2026-12-20' })).toEqual([]);
    expect(wrong(DEPOSIT)).toEqual([]);
  });

  it.each<[string, Partial<DraftFacts>, string[]]>([
    ['no deadline', { deadline: null }, ['deadline']],
    ['a deadline within the day', { deadline: inHours(23) }, ['deadline']],
    ['a deadline past what the policy allows', { deadline: inHours(24 * 60 + 1) }, ['deadline']],
    ['a harvest of what is no pre-sale', { shipOn: '2026-12-20' }, ['shipOn']],
    ['a pre-sale without its harvest', { form: 'pre_sale' }, ['shipOn']],
    ['a harvest on the day of the deadline in China', { form: 'pre_sale', shipOn: '2026-11-30' }, ['shipOn']],
    ['a deposit of what is no pre-sale', { depositShareFen: 100 }, ['deposit']],
    ['a deposit above a fifth of the lowest price', { ...DEPOSIT, depositShareFen: 361 }, ['deposit']],
    ['a deposit below what policy asks for', { ...DEPOSIT, depositShareFen: 17 }, ['deposit']],
    ['a part that comes to nothing', { ...DEPOSIT, depositShareFen: null, depositBp: 1 }, ['deposit']],
    ['a deposit without a day for the rest', { ...DEPOSIT, balanceOn: null }, ['balanceOn']],
    ['a rest on the day of the deadline in China', { ...DEPOSIT, balanceOn: '2026-11-30' }, ['balanceOn']],
    ['a rest after the harvest', { ...DEPOSIT, balanceOn: '2026-12-21' }, ['balanceOn']],
    ['a story of a few words', { story: '便宜' }, ['story']],
    ['no point to fetch it from', { points: 0 }, ['points']],
    ['inputs sent to each', { form: 'inputs', deliveryMode: 'each', placed: true }, ['deliveryMode']],
    ['nowhere to send it to', { deliveryMode: 'each' }, ['place']],
    ['a donation to nobody', { form: 'donation', deliveryMode: 'recipient', placed: true }, ['recipientId']],
    ['a recipient of a group buy', { recipientId: 'r' }, ['recipientId']],
    ['no goods', { goods: [] }, ['goods']],
    ['goods that are not sold', { goods: [{ ...GOOD, orderable: false }] }, ['goods.0.skuId']],
    ['goods of its own', { goods: [{ ...GOOD, own: true }] }, ['goods.0.skuId']],
    ['a price above everybody’s', { goods: [{ ...GOOD, pricesFen: [2_001, 1_800] }] }, ['goods.0.pricesFen.0']],
    [
      'more packs on the list than shares',
      { form: 'gift_pack', deliveryMode: 'each', placed: true, packs: 11, thresholdShares: 10 },
      ['addresses'],
    ],
    [
      'a list of which some would get nothing',
      { form: 'gift_pack', deliveryMode: 'each', placed: true, packs: 10 },
      ['addresses'],
    ],
    ['a list of addresses where people fetch it', { form: 'gift_pack', packs: 1 }, ['addresses']],
    ['a pledge that no payment takes', { perPledgeShares: 60_000 }, ['perPledgeShares']],
  ])('%s', (_, said, fields) => {
    expect(wrong(said)).toEqual(fields);
  });

  it('is no place of a donation whose need says where', () => {
    const donation = { form: 'donation', deliveryMode: 'recipient', recipientId: 'r', points: 0 } as const;
    expect(wrong(donation)).toEqual(['place']);
    expect(wrong({ ...donation, needId: 'n', needOpen: true })).toEqual([]);
    expect(wrong({ ...donation, needId: 'n', needOpen: false })).toEqual(['recipientId']);
  });
});
