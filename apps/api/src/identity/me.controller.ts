import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, Accounts, meOf, SecondFactors, Sessions, VerifiedLogins } from '@yigou/identity';
import type { FastifyReply } from 'fastify';
import { clearSessionCookies } from '../http/cookies';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input } from '../http/request';

/** The caller's own account: who they are, password, sessions, second factor. */
@Controller()
export class MeController {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly secondFactors: SecondFactors,
    private readonly logins: VerifiedLogins,
  ) {}

  @Handle('me', { actor: 'optional' })
  me(@CurrentActor() actor: Actor | null): RouteResponse<'me'> {
    return meOf(actor);
  }

  @Handle('changePassword')
  async changePassword(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'changePassword'>,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'changePassword'>> {
    await this.accounts.changePassword(actor, body, request.ip);
    return {};
  }

  @Handle('listSessions')
  async listSessions(@CurrentActor() actor: Actor): Promise<RouteResponse<'listSessions'>> {
    const sessions = await this.sessions.listOf(actor.userId);
    return {
      items: sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
        ...session,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        current: session.id === actor.sessionId,
      })),
    };
  }

  @Handle('revokeSession')
  async revokeSession(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'revokeSession'>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RouteResponse<'revokeSession'>> {
    await this.accounts.endSession(actor, params.id, request.ip);
    if (params.id === actor.sessionId) clearSessionCookies(request, reply);
    return {};
  }

  @Handle('sendLoginCode')
  async sendLoginCode(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'sendLoginCode'>> {
    const { expiresAt, ...sent } = await this.logins.sendCode(actor, request.ip);
    return { ...sent, expiresAt: expiresAt.toISOString() };
  }

  @Handle('verifyLogin')
  async verifyLogin(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'verifyLogin'>,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'verifyLogin'>> {
    await this.logins.verify(actor, body.code, request.ip);
    return {};
  }

  @Handle('startTotp')
  async startTotp(@CurrentActor() actor: Actor): Promise<RouteResponse<'startTotp'>> {
    return this.secondFactors.start(actor);
  }

  @Handle('confirmTotp')
  async confirmTotp(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'confirmTotp'>,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'confirmTotp'>> {
    await this.secondFactors.confirm(actor, body.code, request.ip);
    return {};
  }
}
