import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { FindingQueries, Findings } from '@yigou/oversight';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** What the fraud watch found, for those who look into it: each within its own scope. */
@Controller()
export class OversightController {
  constructor(
    private readonly queries: FindingQueries,
    private readonly findings: Findings,
  ) {}

  @Handle('listFindingsBelow')
  below(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listFindingsBelow'>,
  ): Promise<RouteResponse<'listFindingsBelow'>> {
    return this.queries.below(caller, query);
  }

  @Handle('decideFindingBelow')
  async decideBelow(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideFindingBelow'>,
  ): Promise<RouteResponse<'decideFindingBelow'>> {
    await this.findings.decideBelow(caller, params.id, body);
    return {};
  }

  @Handle('listRegionFindings')
  region(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRegionFindings'>,
  ): Promise<RouteResponse<'listRegionFindings'>> {
    return this.queries.region(caller, 'finance', query);
  }

  @Handle('decideRegionFinding')
  async decideRegion(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideRegionFinding'>,
  ): Promise<RouteResponse<'decideRegionFinding'>> {
    await this.findings.decideInRegion(caller, 'finance', params.id, body);
    return {};
  }

  @Handle('listAuditedFindings')
  audited(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listAuditedFindings'>,
  ): Promise<RouteResponse<'listAuditedFindings'>> {
    return this.queries.region(caller, 'auditor', query);
  }

  @Handle('decideAuditedFinding')
  async decideAudited(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideAuditedFinding'>,
  ): Promise<RouteResponse<'decideAuditedFinding'>> {
    await this.findings.decideInRegion(caller, 'auditor', params.id, body);
    return {};
  }
}
