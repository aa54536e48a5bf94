import { Empty } from '../common';
import { route } from '../route';
import {
  DecideUnitChangeBody,
  ReportUnitChangeBody,
  UnitChangePage,
  UnitChangeParams,
  UnitChangeQuery,
} from './change-schemas';

const decision = {
  params: UnitChangeParams,
  body: DecideUnitChangeBody,
  response: Empty,
  errors: ['not_found', 'unit_change_closed', 'unit_change_early', 'unit_has_units', 'unit_successor_unknown'],
} as const;

export const unitChangeRoutes = {
  reportUnitChange: route({
    tag: 'procurement',
    summary: 'Report that the own unit was renamed, merged or abolished, with the document that proves it',
    body: ReportUnitChangeBody,
    response: Empty,
    status: 201,
    errors: ['unit_not_admitted', 'unit_ended', 'unit_change_waiting', 'unit_successor_unknown'],
  }),
  withdrawUnitChange: route({
    tag: 'procurement',
    summary: 'Take the own report back while nobody has decided about it',
    params: UnitChangeParams,
    response: Empty,
    errors: ['not_found', 'unit_change_closed'],
  }),
  listOwnUnitChanges: route({
    tag: 'procurement',
    summary: 'What the own unit reported of itself, and what became of it',
    query: UnitChangeQuery,
    response: UnitChangePage,
  }),
  listUnitChanges: route({
    tag: 'procurement',
    summary: 'What units below the own one reported of themselves',
    query: UnitChangeQuery,
    response: UnitChangePage,
  }),
  decideUnitChange: route({
    tag: 'procurement',
    summary: 'Bring a unit below up to date as it reported, or send the report back with what is wrong, by field',
    ...decision,
  }),
  listRegionUnitChanges: route({
    tag: 'procurement',
    summary: 'What units of the region reported of themselves',
    query: UnitChangeQuery,
    response: UnitChangePage,
  }),
  decideRegionUnitChange: route({
    tag: 'procurement',
    summary: 'The same decision by the finance department of the region',
    ...decision,
  }),
};
