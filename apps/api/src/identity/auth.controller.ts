import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, Accounts, meOf, PasswordResets, SignIn, type SignInResult } from '@yigou/identity';
import { CONFIG, type Config } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { CART_COOKIE, clearSessionCookies, setSessionCookies } from '../http/cookies';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input } from '../http/request';
import { visitOf } from './visit';

/** Registering, signing in and out, and the way back in for those who forgot their password. */
@Controller()
export class AuthController {
  constructor(
    private readonly accounts: Accounts,
    private readonly signIn: SignIn,
    private readonly resets: PasswordResets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Handle('register')
  async register(
    @Input() { body }: RouteInput<'register'>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RouteResponse<'register'>> {
    return this.answer(await this.accounts.register(body, visitOf(request)), request, reply);
  }

  @Handle('login')
  async login(
    @Input() { body }: RouteInput<'login'>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RouteResponse<'login'>> {
    return this.answer(await this.signIn.withPassword(body, visitOf(request)), request, reply);
  }

  @Handle('loginSecondFactor')
  async loginSecondFactor(
    @Input() { body }: RouteInput<'loginSecondFactor'>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RouteResponse<'loginSecondFactor'>> {
    return this.answer(await this.signIn.withSecondFactor(body, visitOf(request)), request, reply);
  }

  @Handle('logout')
  async logout(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RouteResponse<'logout'>> {
    await this.accounts.signOut(actor, request.ip);
    clearSessionCookies(request, reply);
    return {};
  }

  @Handle('requestPasswordReset')
  async requestPasswordReset(
    @Input() { body }: RouteInput<'requestPasswordReset'>,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'requestPasswordReset'>> {
    await this.resets.request(body.login, visitOf(request));
    return {};
  }

  @Handle('resetPassword')
  async resetPassword(
    @Input() { body }: RouteInput<'resetPassword'>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RouteResponse<'resetPassword'>> {
    await this.resets.confirm(body, visitOf(request));
    clearSessionCookies(request, reply);
    return {};
  }

  private answer(result: SignInResult, request: ApiRequest, reply: FastifyReply): RouteResponse<'login'> {
    if (!result.session) return { me: meOf(null), challenge: result.challenge };
    setSessionCookies(this.config, request, reply, result.session);
    // What was in the cart kept before is the person's now.
    if (request.cookies[CART_COOKIE]) void reply.clearCookie(CART_COOKIE, { path: '/' });
    return { me: meOf(result.actor), challenge: null };
  }
}
