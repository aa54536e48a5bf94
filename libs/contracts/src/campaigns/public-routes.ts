import { byId } from '../common';
import { route, type RoutesOf } from '../route';
import type { campaignPublicPaths } from './public-paths';
import { GroupBuyPage, GroupBuyQuery, GroupBuyView, GroupBuyWall, ResultsPage, ResultsQuery } from './public-schemas';

export const campaignPublicRoutes = {
  listGroupBuys: route({
    tag: 'campaigns',
    summary: 'Group purchases that anybody may join or read about; those that recruit come first',
    query: GroupBuyQuery,
    response: GroupBuyPage,
  }),
  getGroupBuy: route({
    tag: 'campaigns',
    summary: 'One group purchase: what a share holds, how far it is, who organises it and what they did before',
    params: byId,
    response: GroupBuyView,
  }),
  listResults: route({
    tag: 'campaigns',
    summary: 'Group purchases whose results were made public, with their figures; the latest first',
    query: ResultsQuery,
    response: ResultsPage,
  }),
  getGroupBuyWall: route({
    tag: 'campaigns',
    summary: 'What became of a group purchase that succeeded',
    params: byId,
    response: GroupBuyWall,
  }),
} as const satisfies RoutesOf<typeof campaignPublicPaths>;
