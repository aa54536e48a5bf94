const CODE_DIGITS = 6;

/** The digits of a code that all divisions below it share: 620000 → 62, 621200 → 6212, 621222 → 621222. */
export function regionPrefix(code: string): string {
  if (code.endsWith('0000')) return code.slice(0, 2);
  return code.endsWith('00') ? code.slice(0, 4) : code;
}

/** The lowest and highest region code below a prefix: 6404 → 640400 to 640499. */
export const codesBelow = (prefix: string): readonly [string, string] => [
  prefix.padEnd(CODE_DIGITS, '0'),
  prefix.padEnd(CODE_DIGITS, '9'),
];

/** A prefix narrowed to a region that was asked for: the longer of both, null when the region lies outside of it. */
export function narrowedPrefix(prefix: string, regionCode: string | undefined): string | null {
  const asked = regionCode === undefined ? '' : regionPrefix(regionCode);
  if (asked.startsWith(prefix)) return asked;
  return prefix.startsWith(asked) ? prefix : null;
}
