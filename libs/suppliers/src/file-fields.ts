import { LICENCE_KINDS, type LicenceKind, type SupplierFileInput, type SupplierStatus } from '@yigou/contracts';
import type { z } from 'zod';
import { EDITABLE_STATUSES, SELLING_STATUSES } from './supplier-status';

export type FileInput = z.infer<typeof SupplierFileInput>;
export type FileField = Exclude<keyof FileInput, 'version'>;

/** Columns of `supplier_file` that the supplier fills in; the bank account is sealed and goes a way of its own. */
export const FILE_COLUMNS = {
  township: 'township',
  village: 'village',
  address: 'address',
  legalPerson: 'legal_person',
  contact: 'contact',
  phone: 'phone',
  bankName: 'bank_name',
  productionBase: 'production_base',
  baseMu: 'base_mu',
  introduction: 'introduction',
  agent: 'agent',
} as const satisfies Record<Exclude<FileField, 'bankAccount'>, string>;
export const PLAIN_FIELDS = Object.keys(FILE_COLUMNS) as (keyof typeof FILE_COLUMNS)[];

const ALL_FIELDS: readonly FileField[] = [...PLAIN_FIELDS, 'bankAccount'];
/** What may change when the rest has been examined and found good. */
const ADMITTED_FIELDS: readonly FileField[] = ['contact', 'phone', 'bankName', 'bankAccount', 'introduction'];
/** Who was refused or left may begin anew: to change the file is to apply again. */
export const REAPPLYING_STATUSES: readonly SupplierStatus[] = ['refused', 'exited'];

/** Fields that the supplier may change in a state. */
export function editableFields(status: SupplierStatus): readonly FileField[] {
  if (EDITABLE_STATUSES.includes(status) || REAPPLYING_STATUSES.includes(status)) return ALL_FIELDS;
  return SELLING_STATUSES.includes(status) ? ADMITTED_FIELDS : [];
}

const REQUIRED: Partial<Record<FileField, string>> = {
  township: '请填写所在乡镇',
  address: '请填写地址',
  legalPerson: '请填写法定代表人或负责人',
  contact: '请填写联系人',
  phone: '请填写联系电话',
  bankName: '请填写开户银行',
  productionBase: '请填写生产基地',
  introduction: '请填写主体简介',
};

export interface FileState extends Readonly<Partial<Record<FileField, unknown>>> {
  readonly bankAccountLast4: string | null;
  readonly agent: boolean;
}

/**
 * What a submission still lacks: field → sentence, each licence by itself as `licences.<kind>`. `licences` names the kinds in force; `demanded` is the policy 入驻所需证照. Whoever sells as an agent
 * shows the entrustment too (R14).
 */
export function missingOf(
  file: FileState,
  licences: ReadonlySet<LicenceKind>,
  demanded: readonly LicenceKind[],
): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const [field, sentence] of Object.entries(REQUIRED))
    if (file[field as FileField] === null || file[field as FileField] === '') missing[field] = sentence;
  if (file.bankAccountLast4 === null) missing['bankAccount'] = '请填写银行账号';
  const needed = new Set<LicenceKind>([...demanded, ...(file.agent ? (['entrustment'] as const) : [])]);
  for (const kind of needed)
    if (!licences.has(kind)) missing[`licences.${kind}`] = `请登记有效的${LICENCE_KINDS[kind]}`;
  return missing;
}
