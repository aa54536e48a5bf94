import { describe, expect, it } from '@jest/globals';
import { AskToLeadBody, SaveCampaignBody } from './schemas';

const id = (last: number) => `019352f8-5b7e-7000-8000-00000000000${last}`;
const DRAFT = {
  version: 1,
  title: '苹果拼团',
  story: '',
  thresholdShares: 3,
  capShares: 10,
  perPledgeShares: 2,
  deadline: null,
  tierFrom: [1, 6],
  freightShareFen: 0,
  shipOn: null,
  deliveryMode: 'pickup',
  recipientId: null,
  place: null,
  goods: [{ skuId: id(1), pieces: 1, pricesFen: [200, 180] }],
  points: [],
};
const wrong = (said: object): string[] =>
  (SaveCampaignBody.safeParse({ ...DRAFT, ...said }).error?.issues ?? []).map(({ path }) => path.join('.'));

describe('a draft of a campaign', () => {
  it('may be unfinished', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ goods: [] })).toEqual([]);
  });

  it.each([
    ['fewer shares at most than are needed', { capShares: 2, tierFrom: [1, 2] }, ['capShares']],
    ['more for one than there are', { perPledgeShares: 11 }, ['perPledgeShares']],
    ['tiers that begin above one', { tierFrom: [2, 6] }, ['tierFrom.0']],
    ['tiers that do not ascend', { tierFrom: [1, 1] }, ['tierFrom.1']],
    ['a tier out of reach', { tierFrom: [1, 11] }, ['tierFrom.1']],
    ['a price that rises', { goods: [{ skuId: id(1), pieces: 1, pricesFen: [180, 200] }] }, ['goods.0.pricesFen.1']],
    ['a tier without a price', { goods: [{ skuId: id(1), pieces: 1, pricesFen: [200] }] }, ['goods.0.pricesFen']],
    ['the same goods twice', { goods: [DRAFT.goods[0], DRAFT.goods[0]] }, ['goods.1.skuId']],
    ['half a share', { thresholdShares: 0.5 }, ['thresholdShares']],
    ['nothing in a share', { goods: [{ skuId: id(1), pieces: 0, pricesFen: [200, 180] }] }, ['goods.0.pieces']],
  ])('does not contradict itself: %s', (_, said, fields) => {
    expect(wrong(said)).toEqual(fields);
  });

  it('names no organiser, no state and no number of its own', () => {
    expect(SaveCampaignBody.safeParse({ ...DRAFT, status: 'recruiting' }).success).toBe(false);
    expect(SaveCampaignBody.safeParse({ ...DRAFT, organiserId: id(2) }).success).toBe(false);
  });
});

describe('the name of a sub-leader', () => {
  it.each(['二号楼钱大姐', 'Anna 二号楼', '团长🍎'])('may be %s', (name) => {
    expect(AskToLeadBody.safeParse({ name }).success).toBe(true);
  });

  it.each([
    ['variation selectors', '\ufe0f\ufe0f'],
    ['a combining joiner', '钱\u034f大姐'],
    ['selectors of another plane', '钱大姐\u{e0101}'],
    ['a vowel of Khmer that nobody sees', '钱大姐\u17b4'],
    ['fillers of Hangul', '\u3164\uffa0'],
    ['an empty cell of Braille', '\u2800\u2800'],
    ['marks of direction', '钱\u202e大姐'],
    ['a second line', '钱\n大姐'],
    ['private characters', '\ue000\ue000'],
  ])('has nothing that cannot be seen: %s', (_, name) => {
    expect(AskToLeadBody.safeParse({ name }).success).toBe(false);
  });
});
