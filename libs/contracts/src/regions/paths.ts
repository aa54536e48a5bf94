import { get, once, post, WHOLE_COUNTRY, type SeatRule } from '../path.ts';

/** Divisions are the whole country's: its office enters what the State Council and the provinces decided. */
const ENTERS_CHANGES: SeatRule = { ...WHOLE_COUNTRY, levels: ['national'], roles: ['manager'] };

export const regionsPaths = {
  listRegions: get('/regions', 'public'),
  searchRegions: get('/regions/search', 'public'),
  listRegionChanges: get('/admin/region-changes', 'administration', WHOLE_COUNTRY),
  previewRegionChange: post('/admin/region-changes/preview', 'administration', ENTERS_CHANGES),
  enterRegionChange: once('/admin/region-changes', 'administration', ENTERS_CHANGES),
  withdrawRegionChange: post('/admin/region-changes/:id/withdrawal', 'administration', ENTERS_CHANGES),
} as const;
