import { describe, expect, it } from '@jest/globals';
import { CampaignList } from './schemas';

describe('campaigns as they are shown', () => {
  it('have no other states than the closed list', () => {
    const row = {
      id: '019352f8-5b7e-7000-8000-000000000001',
      number: 'TG200701000001',
      form: 'group_buy',
      title: '苹果拼团',
      organiserName: '某单位工会',
      deadline: null,
    };
    expect(CampaignList.safeParse({ items: [{ ...row, status: 'lost' }] }).success).toBe(false);
    expect(CampaignList.safeParse({ items: [{ ...row, status: 'draft' }] }).success).toBe(true);
  });
});
