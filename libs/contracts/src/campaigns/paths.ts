import { get } from '../path.ts';

export const campaignsPaths = {
  listCampaigns: get('/admin/campaigns', 'administration'),
} as const;
