import * as z from 'zod';
import { SuggestQuery } from '../catalogue/schemas';
import { RegionCode } from '../common';
import { route, type RoutesOf } from '../route';
import type { regionsPaths } from './paths';
import { RegionHits, RegionList } from './schemas';

export const regionsRoutes = {
  listRegions: route({
    tag: 'regions',
    summary: 'Divisions below a parent; provinces without one',
    query: z.object({ parent: RegionCode.optional() }),
    response: RegionList,
  }),
  searchRegions: route({
    tag: 'regions',
    summary: 'Divisions by name, pinyin or initials',
    query: SuggestQuery,
    response: RegionHits,
  }),
} as const satisfies RoutesOf<typeof regionsPaths>;
