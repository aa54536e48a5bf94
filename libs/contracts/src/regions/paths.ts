import { get } from '../path.ts';

export const regionsPaths = {
  listRegions: get('/regions', 'public'),
  searchRegions: get('/regions/search', 'public'),
} as const;
