import type { Visit } from '@yigou/identity';
import { CART_COOKIE, clientOf, sessionToken } from '../http/cookies';
import type { ApiRequest } from '../http/request';

/** Where a request comes from, with what the browser brings to a sign-in. The address is the one that the nearest trusted web server saw. */
export function visitOf(request: ApiRequest): Visit {
  return {
    client: clientOf(request),
    userAgent: request.headers['user-agent'] ?? '',
    address: request.ip,
    cartToken: request.cookies[CART_COOKIE],
    previousToken: sessionToken(request),
  };
}
