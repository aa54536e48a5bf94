import { route, type RoutesOf } from '../route';
import type { pricesPaths } from './paths';
import { PriceCheck, PriceCheckQuery, PriceFlagPage, PriceFlagQuery } from './schemas';

export const pricesRoutes = {
  checkPrice: route({
    tag: 'catalogue',
    summary: 'What the reference band says of a price',
    query: PriceCheckQuery,
    response: PriceCheck,
  }),
  listPriceFlags: route({
    tag: 'supervision',
    summary: 'Prices outside their band, with the seller’s reason',
    query: PriceFlagQuery,
    response: PriceFlagPage,
  }),
} as const satisfies RoutesOf<typeof pricesPaths>;
