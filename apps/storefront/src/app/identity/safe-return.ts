/** Only addresses of this shop: a crafted link must not send people elsewhere after the login. */
export function safeReturn(url: string | null | undefined): string {
  return url && /^\/(?![/\\])/.test(url) ? url : '/';
}
