import { computed, type Signal } from '@angular/core';
import { apiResource } from '@yigou/web-data';

/** Codes are no longer: what a chat added to a link is cut off. */
const LONGEST = 20;

/** The code of a link as it is passed on. */
export const viaOf = (via: string | undefined): string => (via ?? '').slice(0, LONGEST);

/** Whose link was followed, where it counts; null where it does not, whatever the reason. To be called where a page is made. */
export function leaderOfLink(
  id: () => string,
  via: () => string | undefined,
): Signal<{ readonly name: string; readonly pointId: string | null } | null> {
  const link = apiResource('getLeaderLink', () => {
    const code = viaOf(via());
    return code ? { params: { id: id() }, query: { via: code } } : undefined;
  });
  return computed(() => link.latest()?.leader ?? null);
}
