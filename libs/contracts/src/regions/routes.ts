import * as z from 'zod';
import { SuggestQuery } from '../catalogue/schemas';
import { byId, Empty, Id, RegionCode } from '../common';
import { route, type RoutesOf } from '../route';
import type { regionsPaths } from './paths';
import {
  RegionChangeBody,
  RegionChangeList,
  RegionChangePreview,
  RegionChangeQuery,
  RegionHits,
  RegionList,
} from './schemas';

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
  listRegionChanges: route({
    tag: 'regions',
    summary: 'Changes of divisions: those that wait for their day, those that began, those that were withdrawn',
    query: RegionChangeQuery,
    response: RegionChangeList,
  }),
  previewRegionChange: route({
    tag: 'regions',
    summary: 'What a change of divisions would do, and to how many rows of which kind; nothing is written',
    body: RegionChangeBody,
    response: RegionChangePreview,
    errors: ['region_change_invalid', 'forbidden'],
  }),
  enterRegionChange: route({
    tag: 'regions',
    summary: 'Enter a change of divisions, which begins by itself on its day',
    body: RegionChangeBody,
    response: z.object({ id: Id }),
    status: 201,
    errors: ['region_change_invalid', 'forbidden'],
  }),
  withdrawRegionChange: route({
    tag: 'regions',
    summary: 'Take back a change of divisions that has not begun',
    params: byId,
    response: Empty,
    errors: ['region_change_begun', 'forbidden'],
  }),
} as const satisfies RoutesOf<typeof regionsPaths>;
