import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import {
  type Actor,
  AppointManagers,
  Invitations,
  MemberQueries,
  Members,
  MyInvitations,
  type SeatedCaller,
} from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once, Seated } from '../http/request';

/** Who belongs to the seat's organisation, and what a person is invited to. */
@Controller()
export class MembersController {
  constructor(
    private readonly members: Members,
    private readonly invitations: Invitations,
    private readonly appointments: AppointManagers,
    private readonly queries: MemberQueries,
    private readonly own: MyInvitations,
  ) {}

  @Handle('listMembers')
  list(@Seated() caller: SeatedCaller): Promise<RouteResponse<'listMembers'>> {
    return this.queries.list(caller);
  }

  @Handle('inviteMember')
  async invite(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'inviteMember'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'inviteMember'>> {
    await this.invitations.invite(caller, body, once);
    return this.queries.list(caller);
  }

  @Handle('resendInvitation')
  async resend(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'resendInvitation'>,
  ): Promise<RouteResponse<'resendInvitation'>> {
    await this.invitations.resend(caller, params.id);
    return this.queries.list(caller);
  }

  @Handle('withdrawInvitation')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawInvitation'>,
  ): Promise<RouteResponse<'withdrawInvitation'>> {
    await this.invitations.withdraw(caller, params.id);
    return this.queries.list(caller);
  }

  @Handle('changeMemberRole')
  async changeRole(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'changeMemberRole'>,
  ): Promise<RouteResponse<'changeMemberRole'>> {
    await this.members.changeRole(caller, params.id, body.role);
    return this.queries.list(caller);
  }

  @Handle('changeMemberDuties')
  async changeDuties(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'changeMemberDuties'>,
  ): Promise<RouteResponse<'changeMemberDuties'>> {
    await this.members.changeDuties(caller, params.id, body.duties);
    return this.queries.list(caller);
  }

  @Handle('removeMember')
  async remove(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'removeMember'>,
  ): Promise<RouteResponse<'removeMember'>> {
    await this.members.remove(caller, params.id, body.reason);
    return this.queries.list(caller);
  }

  @Handle('handOver')
  async handOver(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'handOver'>,
  ): Promise<RouteResponse<'handOver'>> {
    await this.members.handOver(caller, params.id, body.login);
    return this.queries.list(caller);
  }

  @Handle('appointManager')
  async appoint(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'appointManager'>,
  ): Promise<RouteResponse<'appointManager'>> {
    await this.appointments.appoint(caller, params.id, body.login);
    return {};
  }

  @Handle('leaveOrganisation')
  async leave(@Seated() caller: SeatedCaller): Promise<RouteResponse<'leaveOrganisation'>> {
    await this.members.leave(caller);
    return {};
  }

  @Handle('listMyInvitations')
  invited(@CurrentActor() actor: Actor): Promise<RouteResponse<'listMyInvitations'>> {
    return this.own.list(actor);
  }

  @Handle('acceptInvitation')
  async accept(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'acceptInvitation'>,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'acceptInvitation'>> {
    await this.own.accept(actor, params.id, request.ip);
    return {};
  }

  @Handle('declineInvitation')
  async decline(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'declineInvitation'>,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'declineInvitation'>> {
    await this.own.decline(actor, params.id, request.ip);
    return {};
  }
}
