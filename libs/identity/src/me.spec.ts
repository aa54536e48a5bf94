import { describe, expect, it } from '@jest/globals';
import { Me, type OrganisationKind } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Actor } from './actor';
import { meOf } from './me';

function actor(kind: OrganisationKind, totpEnabled: boolean): Actor {
  const organisation = { organisationId: newId(), organisationName: '某县', regionPrefix: '42' };
  const reviewLevel = kind === 'administration' ? 'province' : null;
  const membership = { ...organisation, kind, role: 'manager', duties: [], reviewLevel, township: null } as const;
  const person = {
    userId: newId(),
    name: '李四',
    login: 'li@example.com',
    sessionId: newId(),
    client: 'storefront' as const,
    loginVerified: false,
  };
  return { ...person, totpEnabled, memberships: [membership] };
}

describe('who the web apps are told is signed in', () => {
  it('is nobody without a session', () => {
    expect(meOf(null)).toEqual({ user: null });
  });

  it('owes a second factor only as somebody who governs without one', () => {
    expect(meOf(actor('administration', false)).user?.totpDue).toBe(true);
    expect(meOf(actor('administration', true)).user?.totpDue).toBe(false);
    expect(meOf(actor('supplier', false)).user?.totpDue).toBe(false);
    expect(meOf(actor('finance', false)).user?.totpDue).toBe(true);
  });

  it('has the form of the contract', () => {
    const me = meOf(actor('supplier', false));
    expect(Me.parse(me)).toEqual(me);
  });
});
