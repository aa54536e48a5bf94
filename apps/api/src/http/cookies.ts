import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '@yigou/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type Client = 'storefront' | 'admin';

/** Which web app a request came through: the web server in front of it says so. Each has cookies of its own, so that one browser can hold both. */
export function clientOf(request: FastifyRequest): Client {
  return request.headers['x-yigou-app'] === 'admin' ? 'admin' : 'storefront';
}

const SESSION = { storefront: 'yg_session', admin: 'yg_admin_session' } as const;
const XSRF = { storefront: 'XSRF-TOKEN', admin: 'XSRF-TOKEN-ADMIN' } as const;
export const CART_COOKIE = 'yg_cart';
const CART_SECONDS = 90 * 24 * 3600;

export function sessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[SESSION[clientOf(request)]];
}

/** The token that unsafe requests of a session must repeat in `X-XSRF-TOKEN`: only a page of ours can read its cookie. */
export function xsrfToken(config: Config, token: string): string {
  return createHmac('sha256', config.APP_SECRET).update(`xsrf:${token}`).digest('base64url');
}

export function xsrfMatches(config: Config, token: string, given: unknown): boolean {
  const expected = Buffer.from(xsrfToken(config, token));
  const actual = Buffer.from(typeof given === 'string' ? given : '');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

export function setSessionCookies(
  config: Config,
  request: FastifyRequest,
  reply: FastifyReply,
  session: { token: string; expiresAt: Date },
): void {
  const client = clientOf(request);
  const shared = { path: '/', sameSite: 'lax', secure: config.SECURE_COOKIES, expires: session.expiresAt } as const;
  void reply.setCookie(SESSION[client], session.token, { ...shared, httpOnly: true });
  void reply.setCookie(XSRF[client], xsrfToken(config, session.token), { ...shared, httpOnly: false });
}

export function clearSessionCookies(request: FastifyRequest, reply: FastifyReply): void {
  const client = clientOf(request);
  void reply.clearCookie(SESSION[client], { path: '/' });
  void reply.clearCookie(XSRF[client], { path: '/' });
}

export function setCartCookie(config: Config, reply: FastifyReply, token: string): void {
  const shared = { path: '/', sameSite: 'lax', secure: config.SECURE_COOKIES } as const;
  void reply.setCookie(CART_COOKIE, token, { ...shared, httpOnly: true, maxAge: CART_SECONDS });
}
