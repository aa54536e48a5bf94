/** A login as the audit trail may show it: enough to recognise, not enough to use. */
export function maskLogin(login: string): string {
  const at = login.indexOf('@');
  if (at > 0) return `${login.slice(0, 1)}***${login.slice(at)}`;
  return login.length >= 11 ? `${login.slice(0, 3)}****${login.slice(-4)}` : `${login.slice(0, 1)}***`;
}
