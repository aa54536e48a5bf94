import {
  BENEFIT_MECHANISMS,
  type BenefitMechanism,
  CERTIFICATE_LEVELS,
  type CertificateLevel,
  type Channel,
  CHANNELS,
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

/** In the column 演示: the whole row is generated. */
const ALL_DEMO = '全部';
const LIST = /[;；、,，]/;

const required = (max: number) => text(max);
const optional = (max: number) =>
  text(max, 0)
    .default('')
    .transform((value) => (value === '' ? null : value));
const count = (max: number) =>
  z
    .string()
    .default('')
    .refine((value) => value === '' || (/^\d{1,9}$/.test(value) && Number(value) <= max), `请填写 0 到 ${max} 的整数`)
    .transform((value) => (value === '' ? null : Number(value)));
const yuan = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,2})?$/, '请填写金额，最多两位小数')
  .transform(toFen)
  .refine((value) => value >= 1 && value <= MAX_PRICE_FEN, '金额应在 0.01 元到 1,000,000 元之间');
const codeOf = <Code extends string>(labels: Readonly<Record<Code, string>>, value: string): Code | undefined =>
  (Object.keys(labels) as Code[]).find((code) => labels[code] === value || code === value);
const oneOf = <Code extends string>(labels: Readonly<Record<Code, string>>, otherwise: Code) =>
  z
    .string()
    .default('')
    .transform((value, context) => {
      const code = value === '' ? otherwise : codeOf(labels, value);
      if (code !== undefined) return code;
      context.addIssue({
        code: 'custom',
        message: `“${value.slice(0, 20)}”不在可选项中：${Object.values(labels).join('、')}`,
      });
      return z.NEVER;
    });
const someOf = <Code extends string>(labels: Readonly<Record<Code, string>>) =>
  z
    .string()
    .default('')
    .transform((value, context) => {
      const codes: Code[] = [];
      for (const part of listOf(value)) {
        const code = codeOf(labels, part);
        if (code === undefined) context.addIssue({ code: 'custom', message: `“${part.slice(0, 20)}”不在可选项中` });
        else if (!codes.includes(code)) codes.push(code);
      }
      return codes;
    });
const date = z
  .string()
  .default('')
  .transform((value, context) => {
    const iso = isoDate(value);
    if (iso !== undefined) return iso;
    context.addIssue({ code: 'custom', message: '请填写日期，如 2025-01-31' });
    return z.NEVER;
  });

const Cells = z.object({
  省份: optional(30),
  地市: optional(30),
  县: optional(30),
  县代码: z
    .string()
    .regex(/^(\d{6})?$/, '地区代码应为 6 位数字')
    .default(''),
  供应商: required(80),
  统一社会信用代码: z
    .string()
    .regex(/^([0-9A-HJ-NPQRTUWXY]{18})?$/, '统一社会信用代码应为 18 位')
    .default(''),
  供应商类型: oneOf<SupplierKind>(SUPPLIER_KINDS, 'enterprise'),
  产品: required(80),
  分类: required(40),
  规格: required(60),
  净含量克: count(100_000_000),
  单价元: yuan,
  市场价元: yuan.or(z.literal('').transform(() => null)).default(null),
  库存: count(100_000_000),
  证书编号: optional(64),
  认定层级: oneOf<CertificateLevel>(CERTIFICATE_LEVELS, 'county'),
  有效期起: date,
  有效期止: date,
  带动户数: count(10_000_000),
  带动人数: count(50_000_000),
  带贫机制: someOf<BenefitMechanism>(BENEFIT_MECHANISMS),
  渠道: someOf<Channel>(CHANNELS),
  描述: text(4_000, 0).default(''),
  演示: text(200, 0).default('').transform(listOf),
  来源: optional(500),
});
export type ImportCells = z.output<typeof Cells>;

/** A row whose cells are sound by themselves. */
export type ParsedRow = ImportCells & { readonly row: number };

/** Checks the cells of a row. Formula-looking cells are text like any other. */
export function parseRow(row: number, cells: Readonly<Record<string, string>>): ParsedRow | RowError[] {
  const result = Cells.safeParse(cells);
  if (!result.success) {
    return result.error.issues.map((issue) => ({ row, column: String(issue.path[0] ?? ''), reason: issue.message }));
  }
  const parsed = result.data;
  if (parsed.证书编号 !== null) {
    const { 有效期起: from, 有效期止: to } = parsed;
    if (from === null) return [{ row, column: '有效期起', reason: '有证书编号时请填写有效期' }];
    if (to === null) return [{ row, column: '有效期止', reason: '有证书编号时请填写有效期' }];
    if (to < from) return [{ row, column: '有效期止', reason: '有效期止早于有效期起' }];
  }
  if (parsed.净含量克 === 0) return [{ row, column: '净含量克', reason: '净含量应大于 0，不详请留空' }];
  return { ...parsed, row };
}

/** Whether the named column, or the whole row, holds demo values. */
export const isDemo = (row: Pick<ImportCells, '演示'>, column?: string): boolean =>
  row.演示.includes(ALL_DEMO) || (column !== undefined && row.演示.includes(column));

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

/** ISO date of 2025-01-31, 2025/1/31 or a spreadsheet's day number; null for nothing, undefined for what is no date. */
export function isoDate(value: string): string | null | undefined {
  if (value === '') return null;
  if (/^[2-7]\d{4}$/.test(value)) return new Date(SPREADSHEET_EPOCH + Number(value) * DAY).toISOString().slice(0, 10);
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]00:00.*)?$/.exec(value);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso ? undefined : iso;
}
