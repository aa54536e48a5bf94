import { COUNTY_AND_ABOVE, get, once, post, put, type SeatRule } from '../path.ts';

/** Offices that look at who registers and what is asked for: of the county and above. */
const OFFICES: SeatRule = { levels: COUNTY_AND_ABOVE };

export const recipientsPaths = {
  listOwnRegistrations: get('/organisation-registrations', 'user'),
  registerOrganisation: once('/organisation-registrations', 'user'),
  resubmitRegistration: put('/organisation-registrations/:id', 'user'),
  withdrawRegistration: post('/organisation-registrations/:id/withdrawal', 'user'),
  listRegistrations: get('/admin/organisation-registrations', 'administration', OFFICES),
  getRegistration: get('/admin/organisation-registrations/:id', 'administration', OFFICES),
  decideRegistration: post('/admin/organisation-registrations/:id/decision', 'administration', OFFICES),
  listNeeds: get('/needs', 'public'),
  getNeed: get('/needs/:id', 'public'),
  listOwnNeeds: get('/recipient/needs', 'recipient'),
  createNeed: once('/recipient/needs', 'recipient'),
  getOwnNeed: get('/recipient/needs/:id', 'recipient'),
  saveNeed: put('/recipient/needs/:id', 'recipient'),
  closeNeed: post('/recipient/needs/:id/closing', 'recipient'),
  withdrawNeed: post('/recipient/needs/:id/withdrawal', 'recipient'),
  listNeedReviews: get('/admin/needs', 'administration', OFFICES),
  getNeedReview: get('/admin/needs/:id', 'administration', OFFICES),
  decideNeed: post('/admin/needs/:id/decision', 'administration', OFFICES),
  listCampaignRequests: get('/recipient/campaigns', 'recipient'),
  getCampaignRequest: get('/recipient/campaigns/:id', 'recipient'),
  listDeliveries: get('/recipient/deliveries', 'recipient'),
  getDelivery: get('/recipient/deliveries/:id', 'recipient'),
  signDelivery: once('/recipient/deliveries/:id/signature', 'recipient'),
  findRecipients: get('/recipient/recipients', 'recipient'),
  listSurplus: get('/recipient/surplus', 'recipient'),
  reallocate: once('/recipient/campaigns/:id/surplus', 'recipient'),
  answerSurplus: post('/recipient/surplus/:id/answer', 'recipient'),
  withdrawSurplus: post('/recipient/surplus/:id/withdrawal', 'recipient'),
  answerCampaignNeed: once('/recipient/campaigns/:id/answer', 'recipient'),
} as const;
