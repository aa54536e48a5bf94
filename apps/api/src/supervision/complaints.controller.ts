import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { AttemptLimits, type SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { ComplaintQueries, Complaints, TrackingQueries } from '@yigou/supervision';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once, Seated } from '../http/request';

@Controller()
export class ComplaintsController {
  constructor(
    private readonly complaints: Complaints,
    private readonly queries: ComplaintQueries,
    private readonly trackings: TrackingQueries,
    private readonly limits: AttemptLimits,
  ) {}

  @Handle('fileComplaint')
  async file(
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'fileComplaint'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'fileComplaint'>> {
    await this.limits.take('complaintAddress', request.ip);
    return this.complaints.file(body, request.ip, once);
  }

  @Handle('track')
  track(@Req() request: ApiRequest, @Input() { params }: RouteInput<'track'>): Promise<RouteResponse<'track'>> {
    return this.trackings.track(params.number, request.ip);
  }

  @Handle('listComplaints')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listComplaints'>,
  ): Promise<RouteResponse<'listComplaints'>> {
    return this.queries.list(caller, query);
  }

  @Handle('getComplaint')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getComplaint'>,
  ): Promise<RouteResponse<'getComplaint'>> {
    return this.queries.view(caller, params.id);
  }

  @Handle('takeComplaint')
  async take(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'takeComplaint'>,
  ): Promise<RouteResponse<'takeComplaint'>> {
    await this.complaints.take(caller, params.id);
    return this.queries.view(caller, params.id);
  }

  @Handle('answerComplaint')
  async answer(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerComplaint'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'answerComplaint'>> {
    await this.complaints.answer(caller, params.id, body, claim);
    return this.queries.view(caller, params.id);
  }
}
