import {
  BENEFIT_MECHANISMS,
  type BenefitMechanism,
  CERTIFICATE_LEVELS,
  type CertificateLevel,
  type Channel,
  CHANNELS,
  type ImportColumn,
  isDemoField,
  MAX_PRICE_FEN,
  SUPPLIER_KINDS,
  type SupplierKind,
  text,
} from '@yigou/contracts';
import { z } from 'zod';

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

const required = (max: number) => z.string().default('').pipe(text(max));
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

const Cells = z.object({
  省份: words(30),
  地市: words(30),
  县: words(30),
  县代码: z
    .string()
    .regex(/^\d{6}$/, '地区代码应为 6 位数字')
    .optional(),
  供应商: required(80),
  统一社会信用代码: z
    .string()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码应为 18 位')
    .optional(),
  供应商类型: oneOf<SupplierKind>(SUPPLIER_KINDS),
  产品: required(80),
  分类: words(40),
  规格: required(60),
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

/** Checks the cells of a row. Formula-looking cells are text like any other. */
export function parseRow(row: number, cells: Readonly<Record<string, string>>): ParsedRow | RowError[] {
  const said = Object.entries(cells).filter(([, value]) => value !== '');
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

/** ISO date of 2025-01-31, 2025/1/31 or a spreadsheet's day number; undefined for what is no date. */
export function isoDate(value: string): string | undefined {
  if (/^[2-7]\d{4}$/.test(value)) return new Date(SPREADSHEET_EPOCH + Number(value) * DAY).toISOString().slice(0, 10);
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]00:00.*)?$/.exec(value);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso ? undefined : iso;
}
