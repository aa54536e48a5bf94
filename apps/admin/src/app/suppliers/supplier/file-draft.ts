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

/** What the draft says, in the shape of the body; what cannot be read as a number is left out of it, and {@link muProblem} says so. */
export function typedBody(draft: FileDraft, version: number): FileBody {
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
    bankAccount: accountDigits(draft.bankAccount) || null,
    productionBase: words(draft.productionBase),
    baseMu: draft.baseMu.trim() ? parseCount(draft.baseMu) : null,
    introduction: words(draft.introduction),
    agent: draft.agent,
  };
}

export const muProblem = (typed: string) =>
  typed.trim() && parseCount(typed) === null ? { kind: 'number', message: '请填写整数，例如 120' } : undefined;

/** What is sent. A field that is `wrong` goes out as it is stored, so that the rest can be saved. */
export function toBody(draft: FileDraft, stored: SupplierFile, version: number, wrong: ReadonlySet<string>): FileBody {
  const body = typedBody(draft, version);
  return {
    ...body,
    bankAccount: wrong.has('bankAccount') ? null : body.bankAccount,
    baseMu: wrong.has('baseMu') || muProblem(draft.baseMu) ? stored.baseMu : body.baseMu,
  };
}

/** People write account numbers in groups of four. */
const accountDigits = (typed: string): string => typed.replace(/[\s-]/g, '');
