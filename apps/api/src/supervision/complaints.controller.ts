import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, AttemptLimits } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { ComplaintQueries, Complaints, TrackingQueries } from '@yigou/supervision';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once } from '../http/request';
import { callerOf } from './caller';

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
  ): Promise<RouteResponse<'fileComplaint'>> {
    await this.limits.take('complaintAddress', request.ip);
    return this.complaints.file(body, request.ip);
  }

  @Handle('track')
  track(@Req() request: ApiRequest, @Input() { params }: RouteInput<'track'>): Promise<RouteResponse<'track'>> {
    return this.trackings.track(params.number, request.ip);
  }

  @Handle('listComplaints')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listComplaints'>,
  ): Promise<RouteResponse<'listComplaints'>> {
    return this.queries.list(actor, query);
  }

  @Handle('getComplaint')
  get(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'getComplaint'>,
  ): Promise<RouteResponse<'getComplaint'>> {
    return this.queries.view(actor, params.id);
  }

  @Handle('takeComplaint')
  async take(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'takeComplaint'>,
  ): Promise<RouteResponse<'takeComplaint'>> {
    await this.complaints.take(callerOf(actor, request), params.id);
    return this.queries.view(actor, params.id);
  }

  @Handle('answerComplaint')
  async answer(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'answerComplaint'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'answerComplaint'>> {
    await this.complaints.answer(callerOf(actor, request), params.id, body, claim);
    return this.queries.view(actor, params.id);
  }
}
