import { describe, expect, it } from '@jest/globals';
import { CAMPAIGN, isDraft } from './campaign-status';
import { PLEDGE } from './pledge-status';

describe('a campaign', () => {
  it('can be called off until it has succeeded, and no longer', () => {
    expect(CAMPAIGN.sources('cancel')).toEqual([
      'draft',
      'to_recipient',
      'agreeing',
      'to_review',
      'recruiting',
      'awaiting_balance',
      'collecting',
    ]);
    expect(() => CAMPAIGN.next('succeeded', 'cancel')).toThrow(expect.objectContaining({ code: 'campaign_moved' }));
  });
  it('changes its terms as a draft alone', () => {
    expect([isDraft('draft'), isDraft('agreeing'), isDraft('recruiting')]).toEqual([true, false, false]);
  });
});

describe('a pledge', () => {
  it('that was paid is left with its money back while the campaign recruits, and not when it succeeded', () => {
    expect(PLEDGE.next('paid', 'withdraw')).toBe('withdrawn');
    expect(() => PLEDGE.next('confirmed', 'withdraw')).toThrow(expect.objectContaining({ code: 'pledge_closed' }));
  });
});
