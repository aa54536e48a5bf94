import { get } from '../path.ts';
import { campaignPublicPaths } from './public-paths.ts';

export const campaignsPaths = {
  listCampaigns: get('/admin/campaigns', 'administration'),
  ...campaignPublicPaths,
} as const;
