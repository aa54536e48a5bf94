import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { OrganisationKind, Who } from '@yigou/contracts';
import { type Actor, membershipOf, Sessions } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { CONFIG, type Config } from '@yigou/platform';
import { sessionToken, xsrfMatches } from './cookies';
import { type ApiRequest, handledRoute } from './request';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const MEMBER_OF: Partial<Record<Who, OrganisationKind>> = { supplier: 'supplier', admin: 'administration' };

/**
 * Lets a request through when its route's statement of who may call it holds at this moment: the session is looked up for every request, so that a
 * revoked session or a removed role ends at once.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly origins: ReadonlySet<string>;

  constructor(
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.origins = new Set([config.STOREFRONT_URL, config.ADMIN_URL].map((url) => new URL(url).origin));
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handled = handledRoute(context);
    if (!handled) return true;
    const { route, options } = handled;
    if (route.who === 'signature') return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const unsafe = !SAFE.has(request.method);
    if (unsafe) this.refuseForeignOrigin(request);
    if (route.who === 'public' && options.actor !== 'optional') return true;

    const token = sessionToken(request);
    request.actor = token ? await this.sessions.authenticate(token) : null;
    if (request.actor && token && unsafe && !xsrfMatches(this.config, token, request.headers['x-xsrf-token'])) {
      throw new DomainError('csrf_failed');
    }
    if (route.who !== 'public') this.admit(route.who, request.actor, token !== undefined, unsafe);
    return true;
  }

  private admit(who: Who, actor: Actor | null, hadToken: boolean, unsafe: boolean): void {
    if (!actor) throw new DomainError(hadToken ? 'session_expired' : 'unauthenticated');
    const kind = MEMBER_OF[who];
    if (!kind) return;
    const membership = membershipOf(actor, kind);
    if (!membership || (unsafe && membership.role === 'viewer')) throw new DomainError('forbidden');
    const secondFactorDue = kind === 'administration' && !actor.totpEnabled && !this.config.YIGOU_DEMO;
    if (secondFactorDue)
      throw new DomainError('second_factor_required', {}, '请先在“账号安全”中启用动态验证码，再使用管理功能。');
  }

  /** A browser says where a request comes from; what is not a browser carries no one's cookies by itself. */
  private refuseForeignOrigin(request: ApiRequest): void {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined) {
      if (site !== 'same-origin' && site !== 'none') throw new DomainError('csrf_failed');
      return;
    }
    const { origin } = request.headers;
    if (origin !== undefined && !this.origins.has(origin)) throw new DomainError('csrf_failed');
  }
}
