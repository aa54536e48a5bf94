import type { RouteBody, SupplierFile } from '@yigou/contracts';
import { parseCount } from '../../shared/typed-amounts';

type FileBody = RouteBody<'saveSupplierFile'>;

/** The file as typed: every field a text, so that what is half written stands as it is. */
export interface FileDraft {
  readonly township: string;
  readonly village: string;
  readonly address: string;
  readonly legalPerson: string;
  readonly contact: string;
  readonly phone: string;
  readonly bankName: string;
  /** Never comes back from the server: empty leaves the stored account as it is. */
  readonly bankAccount: string;
  readonly productionBase: string;
  readonly baseMu: string;
  readonly introduction: string;
  readonly agent: boolean;
}
export const FILE_LABELS: Readonly<Record<keyof FileDraft, string>> = {
  township: '乡镇',
  village: '村',
  address: '详细地址',
  legalPerson: '法定代表人（负责人）',
  contact: '联系人',
  phone: '联系电话',
  bankName: '开户银行',
  bankAccount: '银行账号',
  productionBase: '生产基地',
  baseMu: '基地面积（亩）',
  introduction: '单位介绍',
  agent: '受委托代销',
};

export function toDraft(file: SupplierFile): FileDraft {
  return {
    township: file.township ?? '',
    village: file.village ?? '',
    address: file.address ?? '',
    legalPerson: file.legalPerson ?? '',
    contact: file.contact ?? '',
    phone: file.phone ?? '',
    bankName: file.bankName ?? '',
    bankAccount: '',
    productionBase: file.productionBase ?? '',
    baseMu: file.baseMu === null ? '' : String(file.baseMu),
    introduction: file.introduction ?? '',
    agent: file.agent,
  };
}

/** What can be known to be wrong before it is sent: field → sentence. */
export function fileErrors(draft: FileDraft): Partial<Record<keyof FileDraft, string>> {
  const errors: Partial<Record<keyof FileDraft, string>> = {};
  const account = accountDigits(draft.bankAccount);
  if (account && !/^\d{8,30}$/.test(account)) errors.bankAccount = '银行账号为 8–30 位数字';
  const mu = draft.baseMu.trim();
  if (mu && (parseCount(mu) ?? -1) < 0) errors.baseMu = '请填写整数，例如 120';
  return errors;
}

/** What the API takes. A field that is wrong goes out as it is stored, so that the rest can be saved. */
export function toBody(draft: FileDraft, version: number, stored: SupplierFile): FileBody {
  const errors = fileErrors(draft);
  const words = (text: string) => text.trim() || null;
  return {
    version,
    township: words(draft.township),
    village: words(draft.village),
    address: words(draft.address),
    legalPerson: words(draft.legalPerson),
    contact: words(draft.contact),
    phone: words(draft.phone),
    bankName: words(draft.bankName),
    bankAccount: errors.bankAccount ? null : accountDigits(draft.bankAccount) || null,
    productionBase: words(draft.productionBase),
    baseMu: errors.baseMu ? stored.baseMu : draft.baseMu.trim() ? parseCount(draft.baseMu) : null,
    introduction: words(draft.introduction),
    agent: draft.agent,
  };
}

/** People write account numbers in groups of four. */
const accountDigits = (typed: string): string => typed.replace(/[\s-]/g, '');
