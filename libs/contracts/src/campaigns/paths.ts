import { COUNTY_AND_ABOVE, del, get, once, post, put, type SeatRule } from '../path.ts';
import { leadersPaths } from './leaders-paths.ts';
import { pledgesPaths } from './pledges-paths.ts';
import { campaignPublicPaths } from './public-paths.ts';
import { recipientsPaths } from './recipients-paths.ts';
import { substitutesPaths } from './substitutes-paths.ts';

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

const OFFICE = { levels: COUNTY_AND_ABOVE };
/** Names and addresses of a whole list are for those who send the packs, and not for those who may only look. */
const SENDS: SeatRule = { roles: ['manager', 'clerk'] };

/** Making a campaign, agreeing to it, reviewing and watching it. */
export const campaignAuthoringPaths = {
  listMyCampaigns: get('/campaigns/mine', 'user'),
  createCampaign: once('/campaigns', 'user'),
  getMyCampaign: get('/campaigns/mine/:id', 'user'),
  saveCampaign: put('/campaigns/:id', 'user'),
  submitCampaign: post('/campaigns/:id/submission', 'user'),
  cancelCampaign: post('/campaigns/:id/cancellation', 'user'),
  fileCampaignReport: once('/campaigns/:id/reports', 'user'),
  uploadCampaignAddresses: post('/campaigns/:id/addresses', 'user'),
  removeCampaignAddresses: del('/campaigns/:id/addresses', 'user'),
  campaignAddressTemplate: get('/campaigns/address-template', 'user'),
  listCampaignReports: get('/group-buys/:id/reports', 'public'),
  campaignReportPhoto: get('/group-buys/:id/photos/:photoId', 'public'),
  reportCampaign: once('/group-buys/:id/complaints', 'public'),
  listCampaignAsks: get('/supplier/campaigns', 'supplier'),
  getCampaignAsk: get('/supplier/campaigns/:id', 'supplier'),
  answerCampaign: once('/supplier/campaigns/:id/answer', 'supplier'),
  exportCampaignPacks: get('/supplier/campaigns/:id/packs', 'supplier', SENDS),
  listCampaigns: get('/admin/campaigns', 'administration', OFFICE),
  getCampaignToReview: get('/admin/campaigns/:id', 'administration', OFFICE),
  approveCampaign: once('/admin/campaigns/:id/approval', 'administration', OFFICE),
  returnCampaign: post('/admin/campaigns/:id/return', 'administration', OFFICE),
  stopCampaign: post('/admin/campaigns/:id/stop', 'administration', OFFICE),
  listCampaignComplaints: get('/admin/campaign-complaints', 'administration', OFFICE),
  closeCampaignComplaint: post('/admin/campaign-complaints/:id/answer', 'administration', OFFICE),
} as const;

export const campaignsPaths = {
  ...fulfilmentPaths,
  ...campaignAuthoringPaths,
  ...campaignPublicPaths,
  ...recipientsPaths,
  ...pledgesPaths,
  ...leadersPaths,
  ...substitutesPaths,
} as const;
