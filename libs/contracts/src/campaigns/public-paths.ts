import { get } from '../path.ts';

/** What everybody reads of group purchases. */
export const campaignPublicPaths = {
  listGroupBuys: get('/group-buys', 'public'),
  getGroupBuy: get('/group-buys/:id', 'public'),
  listResults: get('/group-buy-results', 'public'),
  getGroupBuyWall: get('/group-buys/:id/results', 'public'),
} as const;
