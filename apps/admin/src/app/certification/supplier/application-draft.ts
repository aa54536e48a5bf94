import type { ApplicationForm, ApplicationView } from '@yigou/contracts';
import { parseCount, parseYuan, yuanText } from '../../shared/typed-amounts';
import { parseWeight } from '../../shared/weights';

/** A packing as typed. */
export interface SpecDraft {
  readonly name: string;
  readonly weight: string;
  readonly priceYuan: string;
}
/** An empty line. Each is an object of its own: the form tells lines apart by that. */
export const newSpec = (): SpecDraft => ({ name: '', weight: '', priceYuan: '' });

/** The form of an application as typed. */
export interface ApplicationDraft {
  readonly productName: string;
  readonly categorySlug: string;
  readonly variety: string;
  readonly grade: string;
  readonly specifications: readonly SpecDraft[];
  readonly annualOutputKg: string;
  readonly productionBase: string;
  readonly qualityStandard: string;
  readonly description: string;
  readonly mechanismIds: readonly string[];
  readonly priceReason: string;
  readonly priceConfirmed: boolean;
  readonly commitment: boolean;
}
export const APPLICATION_LABELS: Readonly<Record<keyof ApplicationDraft, string>> = {
  productName: '产品名称',
  categorySlug: '分类',
  variety: '品种',
  grade: '等级',
  specifications: '规格和价格',
  annualOutputKg: '年产量',
  productionBase: '产地',
  qualityStandard: '质量标准',
  description: '产品介绍',
  mechanismIds: '带贫机制',
  priceReason: '价格说明',
  priceConfirmed: '价格已核对',
  commitment: '承诺书',
};

export function toDraft(view: Pick<ApplicationView, 'form'>): ApplicationDraft {
  const { form } = view;
  return {
    ...form,
    categorySlug: form.categorySlug ?? '',
    // There is always a line to type in.
    specifications:
      form.specifications.length === 0
        ? [newSpec()]
        : form.specifications.map((line) => ({
            name: line.name,
            weight: String(line.netWeightGrams),
            priceYuan: yuanText(line.priceFen),
          })),
    annualOutputKg: form.annualOutputKg === null ? '' : String(form.annualOutputKg),
  };
}

export interface PricedSpec {
  readonly netWeightGrams: number;
  readonly priceFen: number;
}
/** Weight and price of a line, as soon as both can be read. */
export function pricedSpec(spec: SpecDraft): PricedSpec | null {
  const netWeightGrams = parseWeight(spec.weight, 'g');
  const priceFen = parseYuan(spec.priceYuan);
  return netWeightGrams && priceFen ? { netWeightGrams, priceFen } : null;
}

/** A line that nothing stands in yet. */
export const isEmptySpec = (spec: SpecDraft): boolean =>
  !spec.name.trim() && !spec.weight.trim() && !spec.priceYuan.trim();

/** What is wrong with a line that was begun: column → sentence. */
export function specErrors(spec: SpecDraft): Partial<Record<keyof SpecDraft, string>> {
  if (isEmptySpec(spec)) return {};
  const errors: Partial<Record<keyof SpecDraft, string>> = {};
  if (!spec.name.trim()) errors.name = '请填写，如“5 斤装”';
  if (spec.weight.trim() && !parseWeight(spec.weight, 'g')) errors.weight = '请填写重量，如 2500 或 5斤';
  if (spec.priceYuan.trim() && !parseYuan(spec.priceYuan)) errors.priceYuan = '请填写价格，如 39.90';
  return errors;
}

const isComplete = (spec: SpecDraft): boolean => !!spec.name.trim() && pricedSpec(spec) !== null;
/** Lines that were begun and cannot be saved yet. */
export const unfinished = (draft: ApplicationDraft): number =>
  draft.specifications.filter((spec) => !isEmptySpec(spec) && !isComplete(spec)).length;

export function annualOutputError(typed: string): string {
  return typed.trim() && parseOutput(typed) === null ? '请填写数字，如 5000；写“万斤”请换算成公斤' : '';
}
function parseOutput(typed: string): number | null {
  const grams = parseWeight(typed, 'kg');
  return grams === null ? parseCount(typed) : Math.round(grams / 1000);
}

/** What prices rest on, as typed. */
export const pricesTyped = ({ specifications }: ApplicationDraft): string =>
  JSON.stringify(specifications.map(({ weight, priceYuan }) => [weight, priceYuan]));

/** A line that is not finished stands in the place of its number and offends against nothing. */
const UNFINISHED = { name: '—', netWeightGrams: 1, priceFen: 1 };

/** What the draft says, in the shape of the body and line by line, for the contract to look at; what cannot be read is left out of it. */
export function typedForm(draft: ApplicationDraft): ApplicationForm {
  return {
    ...draft,
    categorySlug: draft.categorySlug || null,
    mechanismIds: [...draft.mechanismIds],
    specifications: draft.specifications.map((spec) => {
      const priced = pricedSpec(spec);
      return priced && spec.name.trim() ? { name: spec.name.trim(), ...priced } : UNFINISHED;
    }),
    annualOutputKg: parseOutput(draft.annualOutputKg),
  };
}

/** What the API takes: complete lines only, and what cannot be read goes out as it is stored. */
export function toForm(draft: ApplicationDraft, stored: ApplicationForm): ApplicationForm {
  return {
    ...typedForm(draft),
    specifications: draft.specifications.flatMap((spec) => {
      const priced = pricedSpec(spec);
      return priced && spec.name.trim() ? [{ name: spec.name.trim(), ...priced }] : [];
    }),
    annualOutputKg: annualOutputError(draft.annualOutputKg) ? stored.annualOutputKg : parseOutput(draft.annualOutputKg),
  };
}
