import { CONTEXTS } from '../contexts';
import type { Seat } from '../identity/session';
import { GROUPS, type NavEntry } from './screens';

export interface NavItem {
  readonly path: string;
  readonly label: string;
  readonly icon: string;
  readonly testId: string;
}
export interface NavGroup {
  readonly label: string;
  readonly items: readonly NavItem[];
}

/** Navigation by task, collected from the contexts: what whoever sits there may see. A heading without an entry is left out. */
export function navigationOf(seat: Pick<Seat, 'kind' | 'regionPrefix'>): readonly NavGroup[] {
  const entries = CONTEXTS.flatMap((context): readonly NavEntry[] => context[seat.kind]?.navigation ?? []).filter(
    ({ seen }) => seen(seat),
  );
  const groups: readonly string[] = GROUPS[seat.kind];
  return groups
    .map((label) => ({
      label,
      items: entries
        .filter(({ group }) => group === label)
        .map(({ path, label: name, icon }) => ({
          path: `/${seat.kind}/${path}`,
          label: name,
          icon,
          testId: `nav-${path}`,
        })),
    }))
    .filter(({ items }) => items.length > 0);
}
