import { CONTEXTS } from '../contexts';
import { maySeat } from '../identity/access';
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

/** A menu of more entries than this shows those of one heading at a time: an eye takes in no more at once. */
const SHOWN_WHOLE = 16;

/** The heading that a page belongs to: that of the entry whose address its own begins with. */
export const headingOf = (groups: readonly NavGroup[], url: string): string | null =>
  groups.find(({ items }) =>
    items.some(({ path }) => url.startsWith(path) && /^([/?#]|$)/.test(url.slice(path.length))),
  )?.label ?? null;

/** The headings whose entries are shown: of a short menu all, else what the reader opened, or that of the page. */
export const openHeadings = (groups: readonly NavGroup[], opened: string | null): readonly string[] =>
  groups.flatMap(({ items }) => items).length <= SHOWN_WHOLE
    ? groups.map(({ label }) => label)
    : groups.map(({ label }) => label).filter((label) => label === (opened ?? groups[0]?.label));

/** Navigation by task, collected from the contexts: what whoever sits there may see. A heading without an entry is left out. */
export function navigationOf(seat: Seat): readonly NavGroup[] {
  const entries = CONTEXTS.flatMap((context): readonly NavEntry[] => context[seat.kind]?.navigation ?? []).filter(
    ({ reads }) => maySeat(reads, seat),
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
