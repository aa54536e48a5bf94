import { byId, Empty } from '../common';
import { route, type RoutesOf } from '../route';
import type { oversightPaths } from './paths';
import { SharePage, ShareQuery } from '../procurement/schemas';
import {
  AuditPackQuery,
  DecideFindingBody,
  FindingPage,
  FindingQuery,
  UnitRecordPage,
  UnitRecordQuery,
} from './schemas';

const tag = 'oversight';
const list = (of: string) =>
  route({ tag, summary: `What the fraud watch found in ${of}`, query: FindingQuery, response: FindingPage });
const decide = (of: string) =>
  route({
    tag,
    summary: `Confirm or dismiss, with a reason, what was found in ${of}, or open it again`,
    params: byId,
    body: DecideFindingBody,
    response: Empty,
    errors: ['not_found', 'finding_closed'],
  });

export const oversightRoutes = {
  listFindingsBelow: list('orders of units below'),
  decideFindingBelow: decide('orders of a unit below'),
  listRegionFindings: list('orders of units of the region'),
  decideRegionFinding: decide('orders of a unit of the region'),
  listAuditedFindings: list('orders of units of the auditor’s region'),
  decideAuditedFinding: decide('orders of a unit of the auditor’s region'),
  listAuditedUnits: route({
    tag,
    summary: 'Units of the auditor’s region with the figures of a year',
    query: ShareQuery,
    response: SharePage,
  }),
  listUnitRecords: route({
    tag,
    summary: 'What the procurement of a unit of the region left behind, kind by kind',
    params: byId,
    query: UnitRecordQuery,
    response: UnitRecordPage,
    errors: ['not_found'],
  }),
  auditPack: route({
    tag,
    summary: 'All of a unit and a period as one ZIP, with an index and the SHA-256 of each file',
    params: byId,
    query: AuditPackQuery,
    response: null,
    errors: ['not_found', 'pack_too_large', 'rate_limited'],
  }),
  disputePack: route({
    tag,
    summary: 'What proves the orders of a disputed payment, as one ZIP to be sent to the payment provider',
    params: byId,
    response: null,
    errors: ['forbidden', 'not_found', 'rate_limited', 'service_unavailable'],
  }),
} as const satisfies RoutesOf<typeof oversightPaths>;
