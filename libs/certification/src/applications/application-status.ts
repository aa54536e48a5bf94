import { APPLICATION_STATUS_CODES, type ApplicationStatus, type ReviewLevel } from '@yigou/contracts';
import { defineMachine } from '@yigou/kernel';

/** The review of each level, in the order of the levels (domain §3a). */
export const REVIEW_OF_LEVEL = {
  township: 'township_review',
  industry: 'industry_review',
  county: 'county_review',
  city: 'city_review',
  province: 'province_review',
  national: 'national_filing',
} as const satisfies Record<ReviewLevel, ApplicationStatus>;

export const LEVEL_OF_REVIEW = Object.fromEntries(
  Object.entries(REVIEW_OF_LEVEL).map(([level, status]) => [status, level]),
) as Partial<Record<ApplicationStatus, ReviewLevel>>;

export const REVIEWS = Object.values(REVIEW_OF_LEVEL) as readonly ApplicationStatus[];
/** What an applicant can still change. */
export const EDITABLE: readonly ApplicationStatus[] = ['draft', 'returned'];
/** Nothing moves any more; a refusal may still be appealed against. */
export const CLOSED: readonly ApplicationStatus[] = ['issued', 'refused', 'terminated', 'withdrawn'];

const order = Object.keys(REVIEW_OF_LEVEL) as ReviewLevel[];

/** The stops of an application where these levels review: after the county's decision comes the county's publication. */
export function stopsOf(levels: readonly ReviewLevel[]): ApplicationStatus[] {
  return order
    .filter((level) => levels.includes(level))
    .flatMap((level): ApplicationStatus[] =>
      level === 'county' ? ['county_review', 'publicity'] : [REVIEW_OF_LEVEL[level]],
    );
}

/** The stop after this one; `issued` after the last. Policy may have changed meanwhile: a stop that is no longer there is passed over. */
export function stopAfter(status: ApplicationStatus, levels: readonly ReviewLevel[]): ApplicationStatus {
  const all = stopsOf(order);
  const at = all.indexOf(status === 'examination' ? 'publicity' : status);
  return all.slice(at + 1).find((stop) => stopsOf(levels).includes(stop)) ?? 'issued';
}

/** The first stop of a submission. */
export const firstStop = (levels: readonly ReviewLevel[]): ApplicationStatus => stopsOf(levels)[0] ?? 'issued';

const forward = (status: ApplicationStatus): ApplicationStatus[] => {
  const all = stopsOf(order);
  return [...all.slice(all.indexOf(status) + 1), 'issued'];
};
/** Policy decides which levels review, and may have changed since the last stop: whoever moves chooses among all that may come. */
const onward = [...REVIEWS, 'publicity' as const].map((status) => ({ from: [status], to: forward(status) }));

/**
 * An application's way (domain §3a). Where approve and close_publicity lead is {@link stopAfter}, where submit does {@link firstStop}; resubmit leads to the
 * review that sent it back or to one before it whose matter changed ({@link resubmissionOf} of `resubmission.ts`), reopen (after an appeal that is upheld) to the review that refused it. Its mover is `moveApplication`.
 */
export const APPLICATION = defineMachine({
  name: 'application',
  states: APPLICATION_STATUS_CODES,
  initial: 'draft',
  actions: {
    create: { from: [null], to: 'draft' },
    submit: { from: ['draft'], to: REVIEWS },
    resubmit: { from: ['returned'], to: REVIEWS },
    approve: onward.filter(({ from }) => from[0] !== 'publicity'),
    return: { from: REVIEWS, to: 'returned' },
    refuse: { from: REVIEWS, to: 'refused' },
    object: { from: ['publicity'], to: 'examination' },
    resume: { from: ['examination'], to: 'publicity' },
    terminate: { from: ['examination'], to: 'terminated' },
    close_publicity: onward.filter(({ from }) => from[0] === 'publicity'),
    issue: { from: [...REVIEWS, 'publicity'], to: 'issued' },
    reopen: { from: ['refused'], to: REVIEWS },
    withdraw: { from: ['draft', 'returned', ...REVIEWS, 'publicity'], to: 'withdrawn' },
  },
});
