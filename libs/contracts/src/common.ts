import * as z from 'zod';
import { ERROR_CODES } from './labels';
import { useChineseMessages } from './messages';
import { PHONE_ADVICE, plainPhone } from './phone';
import { unprinted, unprintedAdvice } from './printed';
import type { AnySchema } from './route';

// Whoever checks with a schema, API, worker and commands alike, says what is wrong in Chinese.
useChineseMessages();

/** Largest amount that a single price may have: 1,000,000 yuan, in fen. */
export const MAX_PRICE_FEN = 100_000_000;
export const MAX_QUANTITY = 9_999;
export const Id = z.uuid().meta({ description: 'UUID' });

/** Amount in fen (分). */
export const Fen = z
  .int('请填写金额')
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ description: 'amount in fen, 1/100 yuan' });
export const SignedFen = z.int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
export const PriceFen = z
  .int('请填写价格')
  .min(1, '请填写大于 0 的金额')
  .max(MAX_PRICE_FEN, '最多 1,000,000 元')
  .meta({ description: 'price in fen, 1/100 yuan' });
export const Quantity = z.int('请填写数量').min(1, '至少 1 件').max(MAX_QUANTITY, '最多 9,999 件');
export const Grams = z
  .int('请填写克数')
  .min(1, '请填写大于 0 的克数')
  .max(100_000_000, '最多 100 吨')
  .meta({ description: 'grams' });

/** ISO 8601 instant in UTC. */
export const Instant = z.iso.datetime({ offset: true });

/** ISO 8601 calendar date. */
export const CalendarDate = z.iso.date();

/** GB/T 2260 code of a county, prefecture or province: six digits. */
export const RegionCode = z.string().regex(/^\d{6}$/, '地区代码应为 6 位数字');

/** Left behind by what was copied: zero width space, word joiner, byte order mark, soft hyphen; and joiners with nothing to join. */
const withoutZeroWidths = (said: string): string =>
  said
    .replaceAll(/[\u200B\u2060\uFEFF\u00AD\u180E]/g, '')
    .replaceAll(
      /(?<![\p{L}\p{M}\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}\uFE0F])[\u200C\u200D]+|[\u200C\u200D]+(?![\p{L}\p{M}\p{Extended_Pictographic}])/gu,
      '',
    );
/** No marks of direction, no letters that are drawn as nothing. */
const SEEN =
  /^[^\u061C\u200E\u200F\u202A-\u202E\u2061-\u206F\u115F\u1160\u2800\u3164\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]*$/u;
/** No characters of one's own font. */
const STANDARD = /^\P{Co}*$/u;

/**
 * What a person types: trimmed, NFC, without control characters, and without what looks like nothing or turns the direction of what others read. Zero widths that came with
 * what was copied are left out, joiners between letters and pictures stay. `missing`: what a form says where too little stands.
 */
export const text = (max: number, min = 1, missing = min === 1 ? '请填写此项' : `至少 ${min} 个字`) =>
  z
    .string()
    .overwrite(withoutZeroWidths)
    .trim()
    .normalize('NFC')
    .min(min, missing)
    .max(max, `最多 ${max} 个字`)
    .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, '含有不能使用的字符')
    .regex(STANDARD, '含有自造字（私用区字符），别的电脑上显示不出来，请改用规范汉字')
    .regex(SEEN, '含有看不见或会改变文字方向的字符，请删除后重新输入');

/**
 * {@link text} that stands on paper: names of persons, organisations, goods and places. What no font of the documents has is refused where it is entered, and named; on
 * paper it would be an empty box.
 */
export const printed = (...said: Parameters<typeof text>) =>
  text(...said).refine((written) => unprinted(written).length === 0, {
    error: ({ input }) => unprintedAdvice(String(input)),
  });

/** Words to look for: one line, trimmed. */
export const Words = (max = 60) =>
  z
    .string()
    .trim()
    .max(max, `最多 ${max} 个字`)
    .regex(/^\P{Cc}*$/u, '含有不能使用的字符');

/** A telephone number of a receiver: mobile, landline or 400 number, kept in the form of {@link plainPhone}. */
export const Phone = z
  .string()
  .max(60)
  .overwrite((written) => plainPhone(written) ?? written.trim())
  .refine((phone) => plainPhone(phone) !== null, PHONE_ADVICE);
/** Lines of an order, as a unit's bulk order has them; a cart holds fewer. */
export const MOST_ORDER_LINES = 200;
export const Cursor = z
  .string()
  .max(500)
  .regex(/^[\w-]*$/, '翻页位置无效，请回到第一页。');
export const PageSize = z.coerce.number().int().min(1).max(100).default(24);
export const ErrorBody = z
  .strictObject({
    error: z.object({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      details: z.record(z.string(), z.unknown()),
      requestId: z.string().optional(),
    }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** A keyset page: `nextCursor` is null on the last page; `total` counts all rows of the filter. */
export const page = <T extends AnySchema>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int() });
export const Empty = z.object({});

/** Query parameter that may come once or several times. */
export const listOf = <T extends AnySchema>(item: T, max = 20) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(max).optional(),
  );
export const RegionRef = z.object({
  code: RegionCode,
  name: z.string(),
  path: z.string().meta({ description: '省 地市 县' }),
});
export type RegionRef = z.infer<typeof RegionRef>;

export const days = z.int().min(1).max(365);
export const unique = <T extends z.core.$ZodType<string>>(item: T) =>
  z
    .array(item)
    .max(20)
    .refine((list) => new Set(list).size === list.length, '不能重复');

/** Places of what stood in the list before. */
export const repeated = (list: readonly unknown[]): number[] =>
  list.flatMap((one, index) => (list.indexOf(one) < index ? [index] : []));

/** Field of the file → what is wrong with it. */
export const FieldNotes = z.record(z.string().max(60), text(300));
export const ReasonBody = z.strictObject({ reason: text(500) });

export const CategorySlug = z.string('请选择分类').regex(/^[a-z][a-z0-9-]{0,39}$/, '请选择分类');

export const VersionBody = z.strictObject({ version: z.int().min(1) });

/** Query of every console table: words, a region, a sort column with direction, a keyset cursor. */
export const tableQuery = <const S extends readonly [string, ...string[]]>(sorts: S) =>
  z.object({
    q: Words().optional(),
    region: RegionCode.optional(),
    sort: z.enum(sorts).optional(),
    order: z.enum(['asc', 'desc']).default('desc'),
    cursor: Cursor.optional(),
    limit: PageSize,
  });
export const PageQuery = z.object({ cursor: Cursor.optional(), limit: PageSize });
/** Parameters of a route to one thing. */
export const byId = z.object({ id: Id });
