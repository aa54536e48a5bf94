import {
  BENEFIT_MECHANISMS,
  type BenefitMechanism,
  CERTIFICATE_LEVELS,
  type CertificateLevel,
  type Channel,
  CHANNELS,
  type ImportColumn,
  type ImportFileColumn,
  isDemoField,
  MAX_PRICE_FEN,
  plainCode,
  plainFigure,
  printed,
  ROUNDED,
  SUPPLIER_KINDS,
  type SupplierKind,
  text,
} from '@yigou/contracts';
import { gtin } from 'cdigit';
import { z } from 'zod';
import type { TableRow } from './table-reader';

/** Why a row did not go in. */
export interface RowError {
  readonly row: number;
  readonly column: string;
  /** Chinese sentence. */
  readonly reason: string;
}

const LIST = /[;；、,，]/;

/** In a cell: what stood there goes. A blank cell, like a column that the file does not have, says nothing. */
const CLEAR = '清空';

/** Stands on contracts, certificates and papers. */
const name = (max: number) => z.string().default('').pipe(printed(max));
const words = (max: number) => text(max, 0).optional();
const count = (max: number) =>
  z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) <= max, `请填写 0 到 ${max} 的整数`)
    .transform(Number)
    .optional();
const yuan = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,2})?$/, '请填写金额，最多两位小数')
  .transform(toFen)
  .refine((value) => value >= 1 && value <= MAX_PRICE_FEN, '金额应在 0.01 元到 1,000,000 元之间')
  .optional();
const codeOf = <Code extends string>(labels: Readonly<Record<Code, string>>, value: string): Code | undefined =>
  (Object.keys(labels) as Code[]).find((code) => labels[code] === value || code === value);
const oneOf = <Code extends string>(labels: Readonly<Record<Code, string>>) =>
  z
    .string()
    .transform((value, context) => {
      const code = codeOf(labels, value);
      if (code !== undefined) return code;
      context.addIssue({
        code: 'custom',
        message: `“${value.slice(0, 20)}”不在可选项中：${Object.values(labels).join('、')}`,
      });
      return z.NEVER;
    })
    .optional();
const someOf = <Code extends string>(labels: Readonly<Record<Code, string>>) =>
  z
    .string()
    .transform((value, context) => {
      const codes: Code[] = [];
      for (const part of listOf(value)) {
        const code = codeOf(labels, part);
        if (code === undefined) context.addIssue({ code: 'custom', message: `“${part.slice(0, 20)}”不在可选项中` });
        else if (!codes.includes(code)) codes.push(code);
      }
      return codes;
    })
    .optional();
const date = z
  .string()
  .transform((value, context) => {
    const iso = isoDate(value);
    if (iso !== undefined) return iso;
    context.addIssue({ code: 'custom', message: '请填写日期，如 2025-01-31' });
    return z.NEVER;
  })
  .optional();

/** The seller's own code. One of the length of a barcode (GTIN, GB 12904) has its check digit. */
const ownCode = z
  .string()
  .max(40, '最多 40 个字')
  .refine(
    (code) => !/^(?:\d{8}|\d{12,14})$/.test(code) || gtin.validate(code),
    '像是商品条码，但校验位不对，请核对；不是条码请加上字母或短横线',
  )
  .optional();

const Cells = z.object({
  省份: words(30),
  地市: words(30),
  县: words(30),
  县代码: z
    .string()
    .regex(/^\d{6}$/, '地区代码应为 6 位数字')
    .optional(),
  供应商: name(80),
  统一社会信用代码: z
    .string()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码应为 18 位')
    .optional(),
  供应商类型: oneOf<SupplierKind>(SUPPLIER_KINDS),
  产品: name(80),
  分类: words(40),
  规格: name(60),
  净含量克: count(100_000_000),
  单价元: yuan,
  市场价元: yuan,
  库存: count(100_000_000),
  证书编号: words(64),
  认定层级: oneOf<CertificateLevel>(CERTIFICATE_LEVELS),
  有效期起: date,
  有效期止: date,
  带动户数: count(10_000_000),
  带动人数: count(50_000_000),
  带贫机制: someOf<BenefitMechanism>(BENEFIT_MECHANISMS),
  渠道: someOf<Channel>(CHANNELS),
  描述: words(4_000),
  演示: text(200).transform(listOf).optional(),
  来源: words(500),
  商家编码: ownCode,
  价格说明: words(300),
});

/** What {@link CLEAR} leaves in the columns that may be empty. */
const CLEARED = { 净含量克: null, 市场价元: null, 来源: null, 描述: '', 渠道: [], 演示: [] } as const;
type Clearable = keyof typeof CLEARED;
const mayClear = (column: string): column is Clearable => Object.hasOwn(CLEARED, column);

/** What the cells of a row say; undefined: nothing, so that what is known stays. */
export type ImportCells = Omit<z.output<typeof Cells>, '净含量克' | '市场价元' | '来源'> & {
  readonly 净含量克?: number | null | undefined;
  readonly 市场价元?: number | null | undefined;
  readonly 来源?: string | null | undefined;
};

/** A row whose cells are sound by themselves. */
export type ParsedRow = ImportCells & { readonly row: number };

/** Columns about certificates: an import reads them and changes nothing by them. */
export const CERTIFICATE_COLUMNS = [
  '证书编号',
  '认定层级',
  '有效期起',
  '有效期止',
  '带动户数',
  '带动人数',
  '带贫机制',
] as const;

const PIECES = ['件', '袋', '盒', '箱', '瓶', '个', '包', '罐', '桶', '份'];
/** How what people type of a column is brought into its form; columns of words stay as they are. */
const FORMS: Readonly<Partial<Record<ImportFileColumn, (cell: string, from1904: boolean) => string>>> = {
  县代码: plainCode,
  统一社会信用代码: (cell) => plainCode(cell).toUpperCase(),
  证书编号: plainCode,
  商家编码: plainCode,
  净含量克: gramsText,
  单价元: (cell) => plainFigure(cell, ['元']),
  市场价元: (cell) => plainFigure(cell, ['元']),
  库存: (cell) => plainFigure(cell, PIECES),
  带动户数: (cell) => plainFigure(cell, ['户']),
  带动人数: (cell) => plainFigure(cell, ['人']),
  有效期起: dayText,
  有效期止: dayText,
};

/** 500克, 0.5kg and 1斤 in grams; what is none of these as it stands. */
function gramsText(cell: string): string {
  const [, figure = '', unit = ''] = /^([\d.,]+)(kg|千克|公斤|斤|g|克|吨)$/i.exec(plainCode(cell)) ?? [];
  const scale = { kg: 1_000, 千克: 1_000, 公斤: 1_000, 斤: 500, 吨: 1_000_000 }[unit.toLowerCase()] ?? 1;
  const grams = Number(plainFigure(figure)) * scale;
  return unit !== '' && Number.isFinite(grams) ? String(Math.round(grams * 1_000) / 1_000) : plainFigure(cell);
}

/** A spreadsheet that counts from 1904 is four years and a day behind the others. */
function dayText(cell: string, from1904: boolean): string {
  const code = cell.normalize('NFKC');
  return from1904 && /^\d{5}(?:\.\d+)?$/.test(code) ? String(Number(code) + DAYS_TO_1904) : code;
}

/** Checks the cells of a row. Formula-looking cells are text like any other. */
export function parseRow({ row, cells, rounded, from1904 }: TableRow): ParsedRow | RowError[] {
  if (rounded.length > 0) return rounded.map((column) => ({ row, column, reason: ROUNDED }));
  const said = (Object.entries(cells) as [ImportFileColumn, string][])
    .filter(([, value]) => value !== '')
    .map(([column, value]) => [column, FORMS[column]?.(value, from1904) ?? value] as const);
  const toClear = said.filter(([, value]) => value === CLEAR).map(([column]) => column);
  const fixed = toClear.filter((column) => !mayClear(column));
  if (fixed.length > 0) return fixed.map((column) => ({ row, column, reason: '这一列不能清空；不改动请留空' }));
  const result = Cells.safeParse(Object.fromEntries(said.filter(([, value]) => value !== CLEAR)));
  if (!result.success) {
    return result.error.issues.map((issue) => ({ row, column: String(issue.path[0] ?? ''), reason: issue.message }));
  }
  const { 有效期起: from, 有效期止: to } = result.data;
  if (from !== undefined && to !== undefined && to < from)
    return [{ row, column: '有效期止', reason: '有效期止早于有效期起' }];
  if (result.data.净含量克 === 0) return [{ row, column: '净含量克', reason: '净含量应大于 0，不详请留空' }];
  return {
    ...result.data,
    ...Object.fromEntries(toClear.filter(mayClear).map((column) => [column, CLEARED[column]])),
    row,
  };
}

/** Whether the named column, or the whole row, holds demo values. */
export const isDemo = (row: Pick<ImportCells, '演示'>, ...columns: readonly ImportColumn[]): boolean =>
  isDemoField(row.演示 ?? [], ...columns);

function listOf(value: string): string[] {
  return [...new Set(value.split(LIST).map((part) => part.trim()))].filter((part) => part !== '');
}

/** 39.8 → 3980, without passing through a fraction. */
export function toFen(value: string): number {
  const [whole = '0', decimals = ''] = value.split('.');
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

const DAY = 86_400_000;
/** Day 0 of a spreadsheet's calendar, set so that days after February 1900 come out right. */
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1_462;

/** ISO date of 2025-01-31, 2025/1/31, 20250131, with a time or without, or a spreadsheet's day number; undefined for what is no date. */
export function isoDate(value: string): string | undefined {
  if (/^[2-7]\d{4}(?:\.\d+)?$/.test(value))
    return new Date(SPREADSHEET_EPOCH + Math.floor(Number(value)) * DAY).toISOString().slice(0, 10);
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*\d{1,2}[:时]\d{2}.*)?$/.exec(value) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso ? undefined : iso;
}
