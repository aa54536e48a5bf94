import { type ApplicationForm, EVIDENCE_KINDS, type EvidenceKind, type ScopeLine } from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import type { BenefitSummary } from '@yigou/suppliers';

/** The Chinese names of the form's fields, as reviewers and applicants read them. */
export const FIELD_LABELS = {
  productName: '产品名称',
  categorySlug: '产品分类',
  variety: '品种',
  grade: '等级',
  specifications: '规格与价格',
  annualOutputKg: '年产量（千克）',
  productionBase: '生产基地',
  qualityStandard: '执行标准',
  description: '产品说明',
  mechanismIds: '带贫机制',
  priceReason: '价格说明',
  priceConfirmed: '价格已核对',
  commitment: '承诺（真实、质量、价格）',
} as const satisfies Record<keyof ApplicationForm, string>;
const FIELDS = Object.keys(FIELD_LABELS) as (keyof ApplicationForm)[];

export const EMPTY_FORM: ApplicationForm = {
  productName: '',
  categorySlug: null,
  variety: '',
  grade: '',
  specifications: [],
  annualOutputKg: null,
  productionBase: '',
  qualityStandard: '',
  description: '',
  mechanismIds: [],
  priceReason: '',
  priceConfirmed: false,
  commitment: false,
};

/** What a certificate says of its product, to begin a renewal or a change with. */
export interface CertifiedFacts {
  readonly productName: string;
  readonly categorySlug: string | null;
  readonly variety: string;
  readonly grade: string;
  readonly scope: readonly ScopeLine[];
  readonly mechanismIds: readonly string[];
}

/**
 * The form of a renewal or change: what the last application said, with what was certified over it. What was promised and confirmed then is asked for
 * anew.
 */
export function formOfCertificate(facts: CertifiedFacts, last: ApplicationForm | null): ApplicationForm {
  return {
    ...EMPTY_FORM,
    ...last,
    productName: facts.productName,
    categorySlug: facts.categorySlug ?? last?.categorySlug ?? null,
    variety: facts.variety || (last?.variety ?? ''),
    grade: facts.grade || (last?.grade ?? ''),
    specifications: facts.scope.length > 0 ? [...facts.scope] : (last?.specifications ?? []),
    mechanismIds: facts.mechanismIds.length > 0 ? [...facts.mechanismIds] : (last?.mechanismIds ?? []),
    priceReason: '',
    priceConfirmed: false,
    commitment: false,
  };
}

export interface Completeness {
  readonly form: ApplicationForm;
  /** Kinds of the files that are attached. */
  readonly attached: readonly EvidenceKind[];
  /** Kinds that policy demands. */
  readonly required: readonly EvidenceKind[];
  readonly carried: BenefitSummary;
  /** Mechanisms that are the supplier's own and in force, of those that the form names. */
  readonly ownMechanisms: number;
}

type Missing = Partial<Record<keyof ApplicationForm | `evidence.${EvidenceKind}`, string>>;

/** What keeps an application from being submitted: field → sentence, each paper by itself as `evidence.<kind>`. Empty: nothing. */
export function missingOf({ form, attached, required, carried, ownMechanisms }: Completeness): Missing {
  const missing: Missing = {};
  for (const field of ['productName', 'variety', 'productionBase', 'qualityStandard'] as const)
    if (form[field] === '') missing[field] = `请填写${FIELD_LABELS[field]}。`;
  if (form.categorySlug === null) missing.categorySlug = '请选择产品分类。';
  if (form.specifications.length === 0) missing.specifications = '请至少填写一种规格和价格。';
  else if (new Set(form.specifications.map(({ name }) => name)).size < form.specifications.length)
    missing.specifications = '规格名称不能重复。';
  if (!form.annualOutputKg) missing.annualOutputKg = '请填写年产量。';
  if (!form.commitment) missing.commitment = '请确认对真实性、质量和价格的承诺。';
  const mechanisms = mechanismProblem(form, carried, ownMechanisms);
  if (mechanisms) missing.mechanismIds = mechanisms;
  for (const kind of required)
    if (!attached.includes(kind)) missing[`evidence.${kind}`] = `请补充${EVIDENCE_KINDS[kind]}。`;
  return missing;
}

/** R28: a product is certified for what it does for registered households, 带贫减贫机制. */
function mechanismProblem(form: ApplicationForm, carried: BenefitSummary, own: number): string | null {
  if (form.mechanismIds.length === 0) return '请选择至少一种带贫机制。';
  if (own < new Set(form.mechanismIds).size) return '所选带贫机制中有不存在或已终止的，请重新选择。';
  return carried.households === 0 ? '所选带贫机制还没有带动建档立卡户，请先登记带动关系。' : null;
}

const BLANK = '（空）';

/** The fields that differ, in the order of the form, in words. */
export function changesBetween(
  before: ApplicationForm,
  after: ApplicationForm,
  names: ReadonlyMap<string, string> = new Map(),
): { field: keyof ApplicationForm; label: string; before: string; after: string }[] {
  return FIELDS.flatMap((field) => {
    const [old, now] = [inWords(before, field, names), inWords(after, field, names)];
    return old === now ? [] : [{ field, label: FIELD_LABELS[field], before: old, after: now }];
  });
}

function inWords(form: ApplicationForm, field: keyof ApplicationForm, names: ReadonlyMap<string, string>): string {
  if (field === 'specifications') return form.specifications.map(scopeInWords).join('；') || BLANK;
  if (field === 'mechanismIds') return form.mechanismIds.map((id) => names.get(id) ?? id).join('、') || BLANK;
  const value = form[field];
  if (typeof value === 'boolean') return value ? '是' : '否';
  return value === null || value === undefined || value === '' ? BLANK : (names.get(String(value)) ?? String(value));
}

/** For example 一袋（500 克）¥19.90. */
export const scopeInWords = ({ name, netWeightGrams, priceFen }: ScopeLine): string =>
  `${name}（${netWeightGrams} 克）${fenText(priceFen)}`;
