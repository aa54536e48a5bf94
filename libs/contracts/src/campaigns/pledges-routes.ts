import { byId } from '../common';
import { route, type RoutesOf } from '../route';
import type { pledgesPaths } from './pledges-paths';
import {
  JoinCampaignBody,
  JoinedPledge,
  JoinQuote,
  PledgeListQuery,
  PledgePage,
  PledgeView,
  QuoteJoinQuery,
  UnitPledgePage,
  UnitPledgeQuery,
} from './pledges-schemas';

export const pledgesRoutes = {
  quoteJoin: route({
    tag: 'campaigns',
    summary: 'What joining a group purchase costs now, and how far it is',
    params: byId,
    query: QuoteJoinQuery,
    response: JoinQuote,
  }),
  joinCampaign: route({
    tag: 'campaigns',
    summary: 'Take shares of a group purchase; they are held until the time to pay is over',
    params: byId,
    body: JoinCampaignBody,
    response: JoinedPledge,
    status: 201,
    errors: [
      'campaign_not_recruiting',
      'campaign_over',
      'campaign_full',
      'pledge_needs_budget',
      'deposit_not_for_units',
      'pledge_limit',
      'pledge_unpaid',
      'price_changed',
      'checkout_too_large',
      'rate_limited',
      'budget_exceeded',
      'budget_year_over',
      'unit_not_registered',
      'unit_not_admitted',
      'unit_ended',
      'unit_in_arrears',
    ],
  }),
  listPledges: route({
    tag: 'campaigns',
    summary: 'What one joined',
    query: PledgeListQuery,
    response: PledgePage,
  }),
  getPledge: route({ tag: 'campaigns', summary: 'One pledge of one’s own', params: byId, response: PledgeView }),
  payPledge: route({
    tag: 'payments',
    summary:
      'Where to pay what is due of a pledge, all of it, its deposit or its balance; begins anew when the last try ended',
    params: byId,
    response: PledgeView,
    errors: ['checkout_not_payable', 'balance_not_open', 'payment_unavailable', 'payment_refused'],
  }),
  syncPledge: route({
    tag: 'payments',
    summary: 'Ask the provider whether a pledge is paid',
    params: byId,
    response: PledgeView,
    errors: ['payment_unavailable'],
  }),
  leavePledge: route({
    tag: 'campaigns',
    summary: 'Give up shares that are not paid',
    params: byId,
    response: PledgeView,
    errors: ['pledge_closed'],
  }),
  listUnitPledges: route({
    tag: 'campaigns',
    summary: 'What one’s own unit takes of group purchases, and what it holds and spent of which budget',
    query: UnitPledgeQuery,
    response: UnitPledgePage,
  }),
  withdrawPledge: route({
    tag: 'campaigns',
    summary: 'Withdraw while the campaign recruits; all of it goes back',
    params: byId,
    response: PledgeView,
    errors: ['pledge_closed', 'campaign_not_recruiting', 'campaign_over'],
  }),
} as const satisfies RoutesOf<typeof pledgesPaths>;
