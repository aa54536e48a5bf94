import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import {
  GOVERNING_KINDS,
  governsRegion,
  mayCall,
  ORGANISATION_KIND_CODES,
  type OrganisationKind,
  type Route,
  type Who,
} from '@yigou/contracts';
import { type Actor, chooseSeat, type Seat, seatRefused, Sessions } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { CONFIG, type Config } from '@yigou/platform';
import { clientOf, sessionToken, xsrfMatches } from './cookies';
import { Files } from './files';
import { type ApiRequest, handledRoute } from './request';
import { namedSeat } from './seat-header';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const KINDS: ReadonlySet<string> = new Set(ORGANISATION_KIND_CODES);
/** Which seat a route asks for. In the console there is one to act from as soon as somebody has any: what it shows and keeps depends on it. */
function kindOf(who: Who): Parameters<typeof chooseSeat>[2] {
  if (who === 'member') return 'any';
  if (who === 'console') return 'any_or_none';
  return KINDS.has(who) ? (who as OrganisationKind) : null;
}
/** What handles other people's money and data asks for the console's session, with its shorter life and its second factor. */
const IN_CONSOLE: ReadonlySet<Who> = new Set<Who>(['supplier', ...GOVERNING_KINDS, 'console']);

/** A person's own account, whatever they are a member of. */
const PERSONAL = /^\/(me|auth)(\/|$)/;
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
    private readonly files: Files,
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
    const actor = token ? await this.sessions.authenticate(token, clientOf(request)) : null;
    if (actor && token && unsafe && !xsrfMatches(this.config, token, request.headers['x-xsrf-token'])) {
      throw new DomainError('csrf_failed');
    }
    if (!actor && route.who !== 'public') throw new DomainError(token ? 'session_expired' : 'unauthenticated');
    const seat = actor && this.seatFor(route, actor, request);
    request.caller = actor && { actor, seat, address: request.ip };
    request.actor = actor;
    if (request.caller) await this.files.begin(route, request.caller, request);
    return true;
  }

  /** The seat of this request, when it may do what the route does. */
  private seatFor(route: Route, actor: Actor, request: ApiRequest): Seat | null {
    const { who, path } = route;
    // What is about the person alone stays open to them whatever becomes of their seats.
    if (who === 'public' || PERSONAL.test(path)) return null;
    const kind = kindOf(who);
    const seat = chooseSeat(actor, namedSeat(request), kind);
    const place = who === 'member' && seat ? seat.kind : who;
    if (IN_CONSOLE.has(place) && actor.client !== 'admin') throw new DomainError('console_session_needed');
    if (kind !== null && seat && !mayCall(route, seat)) throw seatRefused(route.seats);
    const secondFactorDue =
      kind !== null && seat && governsRegion(seat.kind) && !actor.totpEnabled && !this.config.YIGOU_DEMO;
    if (secondFactorDue)
      throw new DomainError('second_factor_required', {}, '请先在“账号安全”中启用动态验证码，再使用管理功能。');
    return seat;
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
