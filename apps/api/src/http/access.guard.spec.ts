import type { ExecutionContext } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { governsRegion, ORGANISATION_KIND_CODES, type OrganisationKind, type Who } from '@yigou/contracts';
import type { Actor, Sessions } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import type { Config } from '@yigou/platform';
import { AccessGuard } from './access.guard';
import type { Files } from './files';
import { ROUTE_METADATA } from './handle.decorator';

const files = { begin: async () => undefined } as unknown as Files;
const config = { STOREFRONT_URL: 'http://shop.test', ADMIN_URL: 'http://console.test', YIGOU_DEMO: true };

/** Whether a member of a kind, signed in to the console, gets through to a route for somebody: also for kinds that no route is for yet. */
async function enters(
  who: Who,
  kind: OrganisationKind,
  client: 'storefront' | 'admin' = 'admin',
  demo = true,
): Promise<string> {
  const place = { organisationId: newId(), organisationName: kind, kind, role: 'clerk', regionPrefix: '' } as const;
  const actor: Actor = {
    userId: newId(),
    name: '张三',
    login: 'z',
    sessionId: newId(),
    loginVerified: true,
    totpEnabled: false,
    client,
    memberships: [{ ...place, duties: [], reviewLevel: null, township: null }],
  };
  const sessions = { authenticate: async () => actor } as unknown as Sessions;
  const handler = () => undefined;
  Reflect.defineMetadata(
    ROUTE_METADATA,
    { route: { who, method: 'GET', path: '/x', seats: {} }, options: {} },
    handler,
  );
  const cookie = client === 'admin' ? { yg_admin_session: 't' } : { yg_session: 't' };
  const request = { method: 'GET', headers: { 'x-yigou-app': client }, cookies: cookie, query: {}, ip: '203.0.113.7' };
  const context = { getHandler: () => handler, switchToHttp: () => ({ getRequest: () => request }) };
  const guard = new AccessGuard(sessions, { ...config, YIGOU_DEMO: demo } as unknown as Config, files);
  try {
    await guard.canActivate(context as unknown as ExecutionContext);
    return 'in';
  } catch (error) {
    return (error as { code?: string }).code ?? 'thrown';
  }
}

describe('a route for members of one kind of organisation', () => {
  it.each(ORGANISATION_KIND_CODES)('%s: lets in its own and nobody else', async (kind) => {
    for (const other of ORGANISATION_KIND_CODES)
      expect([kind, other, await enters(kind, other)]).toEqual([kind, other, other === kind ? 'in' : 'forbidden']);
  });

  it('asks for the console’s session where other people’s money and data are handled', async () => {
    expect(await enters('supplier', 'supplier', 'storefront')).toBe('console_session_needed');
    expect(await enters('administration', 'administration', 'storefront')).toBe('console_session_needed');
    expect(await enters('console', 'agency', 'storefront')).toBe('console_session_needed');
    expect(await enters('agency', 'agency', 'storefront')).toBe('in');
  });
});

describe('a route for members of whatever organisation', () => {
  it('lets all of them in, those of suppliers and of who governs a region with the console’s session alone', async () => {
    for (const kind of ORGANISATION_KIND_CODES) {
      expect([kind, await enters('member', kind)]).toEqual([kind, 'in']);
      const inConsole = kind === 'supplier' || governsRegion(kind);
      expect([kind, await enters('member', kind, 'storefront')]).toEqual([
        kind,
        inConsole ? 'console_session_needed' : 'in',
      ]);
    }
  });

  it('asks an administration’s member for the second factor', async () => {
    expect(await enters('member', 'administration', 'admin', false)).toBe('second_factor_required');
    expect(await enters('member', 'supplier', 'admin', false)).toBe('in');
  });
});
