import { get, once } from '../path.ts';
import { pledgesPaths } from './pledges-paths.ts';
import { campaignPublicPaths } from './public-paths.ts';
import { recipientsPaths } from './recipients-paths.ts';

/** What follows when a campaign has succeeded. */
export const fulfilmentPaths = {
  getFulfilment: get('/campaigns/:id/fulfilment', 'user'),
  listHandOuts: get('/campaigns/:id/hand-outs', 'user'),
  handOutListPdf: get('/campaigns/:id/hand-out-list', 'user'),
  handOutPledge: once('/pledges/:id/hand-out', 'user'),
  closeHandOut: once('/campaigns/:id/hand-out-end', 'user'),
  publishCampaign: once('/campaigns/:id/publication', 'user'),
  getOwnParticipation: get('/pledges/:id/participation', 'user'),
  verifyParticipation: get('/participations/:number', 'public'),
  participationPdf: get('/participations/:number/pdf', 'public'),
  listCampaignOrders: get('/supplier/campaign-orders', 'supplier'),
  exportCampaignAddresses: get('/supplier/campaign-orders/:id/addresses', 'supplier'),
} as const;

export const campaignsPaths = {
  ...fulfilmentPaths,
  listCampaigns: get('/admin/campaigns', 'administration'),
  ...campaignPublicPaths,
  ...recipientsPaths,
  ...pledgesPaths,
} as const;
