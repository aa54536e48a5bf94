import { noticeSite } from '@yigou/contracts/labels';

/** Where a notice leads, as the router takes it; null when it is followed up in the shop. */
export function consoleLink(link: string): { path: string; query: Record<string, string> } | null {
  if (noticeSite(link) !== 'console' && !/^\/(account|notices)(\/|\?|$)/.test(link)) return null;
  // What the shop calls so, agencies have here as well.
  if (link === '/account/members') return { path: '/agency/members', query: {} };
  const url = new URL(link, 'https://console.invalid');
  return { path: url.pathname, query: Object.fromEntries(url.searchParams) };
}
