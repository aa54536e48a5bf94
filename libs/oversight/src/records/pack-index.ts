/** A file of an audit pack. */
export interface PackEntry {
  readonly path: string;
  /** What it is, in Chinese. */
  readonly kind: string;
  readonly bytes: number;
  /** Of its bytes as they were packed, hexadecimal. */
  readonly sha256: string;
}

/** A field of a .csv: quoted, and never a formula for the program that opens it. */
export const csvField = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
};
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;
/** So that spreadsheets read what follows as UTF-8. */
export const BOM = '\uFEFF';

export const indexCsv = (entries: readonly PackEntry[]): string =>
  BOM +
  csvLine(['文件', '类别', '字节', 'SHA-256']) +
  entries.map(({ path, kind, bytes, sha256 }) => csvLine([path, kind, String(bytes), sha256])).join('');

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The same as a page that needs nothing else. */
export const indexHtml = (heading: string, about: string, entries: readonly PackEntry[]): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(heading)}</title>
<style>body{font-family:sans-serif;margin:2rem}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3rem .6rem;text-align:left}code{overflow-wrap:anywhere}</style></head>
<body><h1>${escape(heading)}</h1><p>${escape(about)}</p><table><thead><tr><th>文件</th><th>类别</th><th>字节</th><th>SHA-256</th></tr></thead><tbody>
${entries
  .map(
    ({ path, kind, bytes, sha256 }) =>
      `<tr><td><a href="${escape(encodeURI(path))}">${escape(path)}</a></td><td>${escape(kind)}</td><td>${bytes}</td><td><code>${sha256}</code></td></tr>`,
  )
  .join('\n')}
</tbody></table></body></html>
`;
