// What chats show of a link: title, words and picture in the head of the page, which no script has to run for.

/** A page that is worth a preview, of the address that somebody passes on. */
const GROUP_BUY = /^\/group-buys\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/results)?\/?$/;
/** The page waits no longer for its preview: without it, it is as usable. */
const PATIENCE_MS = 800;

interface GroupBuy {
  readonly title: string;
  readonly organiserName: string;
  readonly photo: string | null;
  readonly paidShares: number;
  readonly thresholdShares: number;
  readonly priceFen: number;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`).replace(/\s+/g, ' ');

/** The tags of a campaign; `origin` is where the shop is reached. */
export function groupBuyHead(campaign: GroupBuy, origin: string, path: string): string {
  const { title, organiserName, photo, paidShares, thresholdShares, priceFen } = campaign;
  const words = `${organiserName}发起，每份 ${(priceFen / 100).toFixed(2)} 元，已有 ${paidShares} 份，${thresholdShares} 份成团，没成团全额退款。`;
  const tags = {
    'og:type': 'website',
    'og:site_name': '益购',
    'og:title': title,
    'og:description': words,
    'og:url': origin + path,
    ...(photo && { 'og:image': `${origin}/api/v1/media/${photo}-800.webp` }),
  };
  return [
    `<title>${escaped(title)} · 益购</title>`,
    `<meta name="description" content="${escaped(words)}">`,
    ...Object.entries(tags).map(([name, content]) => `<meta property="${name}" content="${escaped(content)}">`),
  ].join('');
}

/** Puts the tags in place of the page's own title and description. */
export const withHead = (html: string, head: string): string =>
  html
    .replace(/<title>[^<]*<\/title>/, '')
    .replace(/<meta name="description"[^>]*>/, '')
    .replace('</head>', () => `${head}</head>`);

/** The tags for an address, null for one without a preview, and where the API does not know it or takes too long. */
export async function shareHead(apiUrl: string, path: string, origin: string): Promise<string | null> {
  const [, id] = GROUP_BUY.exec(path) ?? [];
  if (!id) return null;
  try {
    const answer = await fetch(`${apiUrl}/api/v1/group-buys/${id}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? groupBuyHead((await answer.json()) as GroupBuy, origin, path) : null;
  } catch {
    return null;
  }
}
