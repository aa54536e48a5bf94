import { z } from 'zod';

/** Everything in a form body is text; these schemas read the API's parameter kinds from it. */
export const text = (max = 1_000) => z.string().max(max);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, 'must be an integer')
  .transform(Number);
export const positiveAmount = integer.pipe(
  z.number().int().min(1, 'must be at least 1').max(99_999_999, 'must be no more than 99999999'),
);
export const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/, 'must be a three-letter ISO code')
  .transform((code) => code.toLowerCase());
export const webUrl = z.url({ protocol: /^https?$/ }).max(2_048);

/** At most 50 keys of 40 characters with values of 500; an empty value removes its key, an empty hash all of them. */
export const metadata = z.union([
  z.literal('').transform(() => null),
  z
    .record(z.string().min(1).max(40), z.string().max(500))
    .refine((value) => Object.keys(value).length <= 50, 'has more than 50 keys'),
]);
export type MetadataParam = z.infer<typeof metadata>;

export function mergeMetadata(
  current: Record<string, string>,
  change: MetadataParam | undefined,
): Record<string, string> {
  if (change === undefined) return current;
  if (change === null) return {};
  const merged = Object.entries({ ...current, ...change }).filter(([, value]) => value !== '');
  return Object.fromEntries(merged);
}

/** Accepted by every endpoint. */
export const common = { expand: z.array(text()).max(20).optional() };

const range = z.strictObject({
  gt: integer.optional(),
  gte: integer.optional(),
  lt: integer.optional(),
  lte: integer.optional(),
});

/** Parameters of every list. */
export const listParams = {
  ...common,
  limit: integer.pipe(z.number().min(1).max(100)).optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
  created: z.union([integer.transform((at) => ({ gte: at, lte: at })), range]).optional(),
};
