import { type ApplicationForm, type ApplicationStatus, REVIEW_LEVELS, type ReviewLevel } from '@yigou/contracts';
import type { Tx } from '@yigou/platform';
import { changesBetween, FIELD_LABELS } from './application-form';
import { firstStop, LEVEL_OF_REVIEW, REVIEW_OF_LEVEL, REVIEWS, stopsOf } from './application-status';
import type { LockedApplication } from './move-application';

/** What an application says: the fields of its form, whom it carries (household and people, as counted when it is submitted), and its files. */
export type Matter = keyof ApplicationForm | 'households' | 'evidence';

/**
 * The level that looks at each matter first, 谁审核谁把关 (R30). Where policy leaves that level out, the next one that there is looks at it first. Null: no
 * level before the one that returned the file passed on it.
 *
 * - township, the bottom of every chain: what is seen on the spot only (base, output, mechanisms and households, R28), and the category, since policy
 *   chooses by it which levels and which evidence there are at all.
 * - industry, the trade office: variety, grade and standard, which are its trade (R15).
 * - county: what else it publishes for objections (name, packings with their prices), and the description, which it reads beside them. What the levels
 *   below look at is published by the county too, so that a change of anything published comes past the county, and is published again.
 * - null: the reason of a price and its confirmation are written for the level that asks for them (R17); the promise is the same whenever it is given.
 * - evidence: a file that is added was asked for by the level that returned; one that is taken away without that level's note at the evidence had been
 *   passed on by everybody.
 */
export const FIRST_LOOK: Readonly<Record<Matter, ReviewLevel | null>> = {
  categorySlug: 'township',
  productionBase: 'township',
  annualOutputKg: 'township',
  mechanismIds: 'township',
  households: 'township',
  evidence: 'township',
  variety: 'industry',
  grade: 'industry',
  qualityStandard: 'industry',
  productName: 'county',
  specifications: 'county',
  description: 'county',
  priceReason: null,
  priceConfirmed: null,
  commitment: null,
};
const LABELS: Readonly<Record<Matter, string>> = { ...FIELD_LABELS, households: '带动户数', evidence: '撤换佐证材料' };

export interface Resubmission {
  readonly to: ApplicationStatus;
  /** Why it goes there, for the history. */
  readonly reason: string;
}

/**
 * Where a returned application goes: to the first of its levels that looks at something that changed, from where it takes every stop again, or else back
 * to the office that returned it.
 */
export function resubmissionOf(
  returnedFrom: ApplicationStatus | null,
  levels: readonly ReviewLevel[],
  changed: readonly Matter[],
): Resubmission {
  const back = reviewToReturnTo(returnedFrom, levels);
  const looks = changed.flatMap((matter) => {
    const level = FIRST_LOOK[matter];
    const review = level && reviewFrom(REVIEW_OF_LEVEL[level], levels);
    return review && REVIEWS.indexOf(review) < REVIEWS.indexOf(back) ? [{ matter, review }] : [];
  });
  const to = REVIEWS.find((review) => looks.some((look) => look.review === review));
  if (!to) return { to: back, reason: '改动不涉及下级把关的内容，交回原退回环节' };
  const matters = looks.filter(({ review }) => review === to).map(({ matter }) => LABELS[matter]);
  return { to, reason: `改动涉及${levelName(to)}把关的内容：${matters.join('、')}` };
}

const levelName = (review: ApplicationStatus): string => {
  const level = LEVEL_OF_REVIEW[review];
  return level ? REVIEW_LEVELS[level] : '';
};

/** This review, or where policy leaves it out the next one that there is. */
function reviewFrom(review: ApplicationStatus, levels: readonly ReviewLevel[]): ApplicationStatus | undefined {
  const stops = stopsOf(levels);
  return REVIEWS.slice(REVIEWS.indexOf(review)).find((one) => stops.includes(one));
}

/**
 * The office that returned an application; where policy has taken that level away meanwhile, the next that there is, and that office all the same when no
 * other comes after it.
 */
function reviewToReturnTo(returnedFrom: ApplicationStatus | null, levels: readonly ReviewLevel[]): ApplicationStatus {
  return returnedFrom === null ? firstStop(levels) : (reviewFrom(returnedFrom, levels) ?? returnedFrom);
}

interface Returned {
  readonly form: ApplicationForm;
  /** A file of it is gone that the level which returned it said nothing about. */
  readonly lacking: boolean;
}

/**
 * What a locked application that was returned says otherwise than the version that was returned. `carried` is counted now; the application still has the
 * count of that version. One statement.
 */
export async function changedMatter(
  tx: Tx,
  { id, form, households, people }: LockedApplication,
  carried: { readonly households: number; readonly people: number },
): Promise<Matter[]> {
  const returned = await tx.one<Returned>(
    `SELECT v.form, NOT a.field_notes ? 'evidence' AND EXISTS (
       SELECT FROM jsonb_array_elements(v.evidence) f WHERE NOT EXISTS (
         SELECT FROM application_evidence e WHERE e.application_id = a.id AND e.evidence_id::text = f->>'id' AND e.kind = f->>'kind')) AS lacking
     FROM application a JOIN application_version v ON v.application_id = a.id AND v.round = a.round WHERE a.id = $1`,
    [id],
  );
  if (!returned) throw new Error('an application was returned that was never submitted');
  const fields: Matter[] = changesBetween(returned.form, form).map(({ field }) => field);
  if (carried.households !== households || carried.people !== people) fields.push('households');
  if (returned.lacking) fields.push('evidence');
  return fields;
}
