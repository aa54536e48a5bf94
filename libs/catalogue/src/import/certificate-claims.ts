import type { IssuedCertificate } from '@yigou/certification';
import { ALL_DEMO, type ImportColumn, isDemoField } from '@yigou/contracts';
import { CERTIFICATE_COLUMNS, type RowError } from './import-row';
import type { ResolvedRow } from './resolved-row';

/** What the certificate that a product hangs on says, by the columns of the file. */
export type CertificateFacts = Readonly<Record<(typeof CERTIFICATE_COLUMNS)[number], unknown>>;

/** The facts of a certificate `c` as SQL; null where a product has none. */
export const CERTIFICATE_FACTS = `CASE WHEN c.id IS NOT NULL THEN json_build_object('证书编号', c.number, '认定层级', c.level,
  '有效期起', c.valid_from, '有效期止', c.valid_to, '带动户数', c.households, '带动人数', c.people, '带贫机制', c.mechanisms) END`;

/** Says that a file changes no certificate, where the row says anything that the product's certificate does not. */
export function certificateNotice(row: ResolvedRow, facts: CertificateFacts | null): RowError[] {
  const column = CERTIFICATE_COLUMNS.find(
    (name) => row[name] !== undefined && JSON.stringify(row[name]) !== JSON.stringify(facts?.[name]),
  );
  if (column === undefined) return [];
  return [
    { row: row.row, column, reason: '导入不改变证书，这一列没有采用；本行其余内容已导入。认定和变更请走认定申请' },
  ];
}

/** Columns that a certificate repeats: made up in one of them, it is no real one. */
const CERTIFIED = new Set<string>([
  ...([
    '省份',
    '地市',
    '县',
    '县代码',
    '供应商',
    '产品',
    '规格',
    '净含量克',
    '单价元',
    '来源',
  ] satisfies ImportColumn[]),
  ...CERTIFICATE_COLUMNS,
]);

/** The certificate that a row of the first stock names; undefined: it names none, or not in full. `demoFields` are those of its product. */
export function certificateOf(
  row: ResolvedRow,
  supplierId: string,
  demoFields: readonly string[],
): IssuedCertificate | undefined {
  const { 证书编号: number, 有效期起: validFrom, 有效期止: validTo } = row;
  if (number === undefined || validFrom === undefined || validTo === undefined) return undefined;
  return {
    number,
    supplierId,
    productName: row.产品,
    regionCode: row.countyCode,
    validFrom,
    validTo,
    level: row.认定层级 ?? 'county',
    households: row.带动户数 ?? null,
    people: row.带动人数 ?? null,
    mechanisms: row.带贫机制 ?? [],
    sourceUrl: row.来源 ?? null,
    demoFields: isDemoField(demoFields) ? [ALL_DEMO] : demoFields.filter((field) => CERTIFIED.has(field)),
  };
}
