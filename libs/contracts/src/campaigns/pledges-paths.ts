import { get, once, post } from '../path.ts';

export const pledgesPaths = {
  quoteJoin: get('/group-buys/:id/quote', 'public'),
  joinCampaign: once('/group-buys/:id/pledges', 'user'),
  listPledges: get('/pledges', 'user'),
  getPledge: get('/pledges/:id', 'user'),
  payPledge: once('/pledges/:id/payments', 'user'),
  syncPledge: post('/pledges/:id/sync', 'user'),
  leavePledge: once('/pledges/:id/leave', 'user'),
  listUnitPledges: get('/procurement/pledges', 'agency'),
  withdrawPledge: once('/pledges/:id/withdrawal', 'user'),
} as const;
