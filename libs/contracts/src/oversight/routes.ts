import { byId, Empty } from '../common';
import { route, type RoutesOf } from '../route';
import type { oversightPaths } from './paths';
import { DecideFindingBody, FindingPage, FindingQuery } from './schemas';

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
} as const satisfies RoutesOf<typeof oversightPaths>;
