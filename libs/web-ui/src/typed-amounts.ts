/** What people type into fields of amounts and counts. Free of Angular, so that the drafts built on it are plain functions. */

/** What a person types as yuan → fen; null when it is not an amount with at most two decimals. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(
    text
      .trim()
      .replace(/^[¥￥]/, '')
      .replaceAll(',', ''),
  );
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Fen → what stands in an input of yuan: “12.50”, “12”. */
export function yuanText(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '';
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

/** What a person types as a whole number, null when it is none. */
export function parseCount(text: string): number | null {
  return /^[+-]?\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null;
}
