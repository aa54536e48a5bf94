import { Controller, Req, Res } from '@nestjs/common';
import { CampaignComplaints, ProgressReports } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { EvidenceFiles } from '@yigou/evidence';
import { AttemptLimits } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { sendStored } from '../evidence/send-stored';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once } from '../http/request';

/** What the public reads of the progress of campaigns, and says against them. */
@Controller()
export class CampaignVoicesController {
  constructor(
    private readonly reports: ProgressReports,
    private readonly complaints: CampaignComplaints,
    private readonly files: EvidenceFiles,
    private readonly limits: AttemptLimits,
  ) {}

  @Handle('listCampaignReports')
  list(@Input() { params, query }: RouteInput<'listCampaignReports'>): Promise<RouteResponse<'listCampaignReports'>> {
    return this.reports.list(params.id, query);
  }

  @Handle('campaignReportPhoto')
  async photo(
    @Input() { params, query }: RouteInput<'campaignReportPhoto'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reports.requirePublic(params.id, params.photoId);
    await sendStored(reply, await this.files.firstPage(params.photoId, query.size), 'image/webp');
  }

  @Handle('reportCampaign')
  async report(
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'reportCampaign'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'reportCampaign'>> {
    await this.limits.take('complaintAddress', request.ip);
    return this.complaints.file(params.id, body, request.ip, once);
  }
}
