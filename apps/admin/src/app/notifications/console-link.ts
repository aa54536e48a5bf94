/** Where a notice leads, as the router takes it. Only paths of this application: anything else leads home. */
export function consoleLink(link: string): { path: string; query: Record<string, string> } {
  if (!/^\/(supplier|administration|account|notices)(\/|\?|$)/.test(link)) return { path: '/', query: {} };
  const url = new URL(link, 'https://console.invalid');
  return { path: url.pathname, query: Object.fromEntries(url.searchParams) };
}
