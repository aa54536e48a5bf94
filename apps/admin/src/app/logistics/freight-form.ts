import type { FreightRule } from '@yigou/contracts';

/** A rule as it stands in the form: the place by its region code, null where nothing is filled in. */
export interface FreightForm {
  readonly regionCode: string | null;
  readonly deliverable: boolean;
  readonly firstGrams: number | null;
  readonly firstFen: number | null;
  readonly stepGrams: number | null;
  readonly stepFen: number | null;
  readonly freeOverFen: number | null;
}

const WEIGHTS = { firstGrams: 1000, stepGrams: 1000 };
export const NEW_RULE: FreightForm = {
  regionCode: null,
  deliverable: true,
  ...WEIGHTS,
  firstFen: null,
  stepFen: null,
  freeOverFen: null,
};

/** Prefix of a region code: “62” for Gansu, “6211” for Dingxi, “621123” for Weiyuan. */
export const toPrefix = (code: string | null): string =>
  code === null ? '' : code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;

export const formOf = ({ regionPrefix, ...rule }: FreightRule): FreightForm => ({
  regionCode: regionPrefix ? regionPrefix.padEnd(6, '0') : null,
  ...rule,
});

/** What is sent. Where nothing is delivered the amounts are not asked for, so that what is missing there is filled up. */
export function ruleOf({ regionCode, ...rule }: FreightForm) {
  const regionPrefix = toPrefix(regionCode);
  if (rule.deliverable) return { regionPrefix, ...rule };
  return {
    regionPrefix,
    deliverable: false,
    firstGrams: rule.firstGrams || WEIGHTS.firstGrams,
    firstFen: rule.firstFen ?? 0,
    stepGrams: rule.stepGrams || WEIGHTS.stepGrams,
    stepFen: rule.stepFen ?? 0,
    freeOverFen: rule.freeOverFen || null,
  };
}
