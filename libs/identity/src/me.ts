import { governsRegion, type Me } from '@yigou/contracts';
import type { Actor } from './actor';

/** What the web apps know of the caller. */
export function meOf(actor: Actor | null): Me {
  if (!actor) return { user: null };
  return {
    user: {
      id: actor.userId,
      name: actor.name,
      login: actor.login,
      memberships: actor.memberships.map((place) => ({ ...place, duties: [...place.duties] })),
      loginVerified: actor.loginVerified,
      totpEnabled: actor.totpEnabled,
      totpDue: !actor.totpEnabled && actor.memberships.some(({ kind }) => governsRegion(kind)),
    },
  };
}
