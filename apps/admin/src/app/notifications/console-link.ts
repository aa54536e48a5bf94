/** Where a notice leads, as the router takes it. Only paths of this application: anything else leads home. */
export function consoleLink(link: string): { path: string; query: Record<string, string> } {
  if (!/^\/(supplier|administration|agency|finance|account|notices)(\/|\?|$)/.test(link))
    return { path: '/', query: {} };
  // What the shop calls so, agencies have here as well.
  if (link === '/account/members') return { path: '/agency/members', query: {} };
  const url = new URL(link, 'https://console.invalid');
  return { path: url.pathname, query: Object.fromEntries(url.searchParams) };
}
