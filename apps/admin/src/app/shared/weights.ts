/** Weights as people type them: 斤 (500 g), 公斤, 克, 吨. Kept as whole grams everywhere else. Free of Angular. */
export const WEIGHT_UNITS = { jin: '斤', kg: '公斤', t: '吨', g: '克' } as const;
export type WeightUnit = keyof typeof WEIGHT_UNITS;
const GRAMS: Record<WeightUnit, number> = { jin: 500, kg: 1000, t: 1_000_000, g: 1 };
const WRITTEN: readonly (readonly [RegExp, WeightUnit])[] = [
  [/(公斤|千克|kg)$/i, 'kg'],
  [/(斤)$/, 'jin'],
  [/(吨|t)$/i, 't'],
  [/(克|g)$/i, 'g'],
];

/**
 * What a person types as a weight → whole grams; null when it is none, or finer than a gram. A unit that is written out (“2.5公斤”) wins over the
 * one that is chosen beside the field.
 */
export function parseWeight(typed: string, unit: WeightUnit): number | null {
  const text = typed.trim().replaceAll(',', '');
  const written = WRITTEN.find(([ending]) => ending.test(text));
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec((written ? text.replace(written[0], '') : text).trim());
  if (!match) return null;
  // Whole numbers only: 0.29 × 1000 is not 290 in binary.
  const decimals = match[2] ?? '';
  const scaled = BigInt(match[1] + decimals) * BigInt(GRAMS[written?.[1] ?? unit]);
  const scale = 10n ** BigInt(decimals.length);
  if (scaled % scale !== 0n) return null;
  const grams = Number(scaled / scale);
  return Number.isSafeInteger(grams) ? grams : null;
}

/** Grams → what stands in an input of the given unit: 250 g in 斤 is “0.5”. */
export function weightText(grams: number, unit: WeightUnit): string {
  return String(Number((grams / GRAMS[unit]).toFixed(6)));
}

/** Grams → “1,200 斤（600 公斤）”, as harvests are spoken of. */
export function harvestWords(grams: number): string {
  const jin = Number((grams / GRAMS.jin).toFixed(2));
  const kg = Number((grams / GRAMS.kg).toFixed(2));
  return `${jin.toLocaleString('zh-CN')} 斤（${kg.toLocaleString('zh-CN')} 公斤）`;
}
