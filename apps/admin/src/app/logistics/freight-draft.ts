import type { FreightRule } from '@yigou/contracts';
import { parseCount, parseYuan, yuanText } from '../shared/typed-amounts';

/** A rule as it stands in the form: amounts in yuan and weights in grams, both as typed. */
export interface FreightDraft {
  readonly regionCode: string | null;
  readonly deliverable: boolean;
  readonly firstGrams: string;
  readonly firstYuan: string;
  readonly stepGrams: string;
  readonly stepYuan: string;
  readonly freeOverYuan: string;
}

export const NEW_RULE: FreightDraft = {
  regionCode: null,
  deliverable: true,
  firstGrams: '1000',
  firstYuan: '',
  stepGrams: '1000',
  stepYuan: '',
  freeOverYuan: '',
};

/** Prefix of a region code: “62” for Gansu, “6211” for Dingxi, “621123” for Weiyuan. */
export const toPrefix = (code: string | null): string =>
  code === null ? '' : code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;

export function toDraft(rule: FreightRule): FreightDraft {
  return {
    regionCode: rule.regionPrefix ? rule.regionPrefix.padEnd(6, '0') : null,
    deliverable: rule.deliverable,
    firstGrams: String(rule.firstGrams),
    firstYuan: yuanText(rule.firstFen),
    stepGrams: String(rule.stepGrams),
    stepYuan: yuanText(rule.stepFen),
    freeOverYuan: yuanText(rule.freeOverFen),
  };
}

export interface CheckedRules {
  readonly rules: FreightRule[];
  /** Message per field; keys are `0.firstYuan` and so on. */
  readonly errors: Readonly<Record<string, string>>;
}

export function checkRules(drafts: readonly FreightDraft[]): CheckedRules {
  const errors: Record<string, string> = {};
  const seen = new Set<string>();
  const rules = drafts.map((draft, index): FreightRule => {
    const regionPrefix = toPrefix(draft.regionCode);
    if (seen.has(regionPrefix))
      errors[`${index}.region`] = regionPrefix ? '该地区已有一条规则' : '“其他地区”已有一条规则';
    seen.add(regionPrefix);
    const read = <T>(key: keyof FreightDraft, value: T | null, message: string): T | null => {
      if (value === null && draft.deliverable) errors[`${index}.${key}`] = message;
      return value;
    };
    const weight = (text: string): number | null => {
      const grams = parseCount(text);
      return grams !== null && grams > 0 ? grams : null;
    };
    return {
      regionPrefix,
      deliverable: draft.deliverable,
      firstGrams: read('firstGrams', weight(draft.firstGrams), '请填写克数') ?? 1000,
      firstFen: read('firstYuan', parseYuan(draft.firstYuan), '请填写金额') ?? 0,
      stepGrams: read('stepGrams', weight(draft.stepGrams), '请填写克数') ?? 1000,
      stepFen: read('stepYuan', parseYuan(draft.stepYuan), '请填写金额') ?? 0,
      freeOverFen: draft.freeOverYuan.trim()
        ? read('freeOverYuan', parseYuan(draft.freeOverYuan) || null, '请填写大于 0 的金额')
        : null,
    };
  });
  return { rules, errors };
}
