import type { ApplicationAction, ApplicationStatus, ReviewLevel } from '@yigou/contracts';
import type { TransitionTable } from '@yigou/kernel';

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

/**
 * For each action, the states that it starts from. Where it leads is {@link stopAfter} for approve and close_publicity, the review that sent the
 * application back for resubmit, the review that refused it for reopen, and the state named here for all others.
 */
export const APPLICATION_MOVES = {
  create: { from: [null], to: 'draft' },
  submit: { from: ['draft'], to: null },
  resubmit: { from: ['returned'], to: null },
  approve: { from: REVIEWS, to: null },
  return: { from: REVIEWS, to: 'returned' },
  refuse: { from: REVIEWS, to: 'refused' },
  object: { from: ['publicity'], to: 'examination' },
  resume: { from: ['examination'], to: 'publicity' },
  terminate: { from: ['examination'], to: 'terminated' },
  close_publicity: { from: ['publicity'], to: null },
  issue: { from: [...REVIEWS, 'publicity'], to: 'issued' },
  reopen: { from: ['refused'], to: null },
  withdraw: { from: ['draft', 'returned', ...REVIEWS, 'publicity'], to: 'withdrawn' },
} as const satisfies Record<
  ApplicationAction,
  { readonly from: readonly (ApplicationStatus | null)[]; readonly to: ApplicationStatus | null }
>;

const forward = (status: ApplicationStatus): ApplicationStatus[] => {
  const all = stopsOf(order);
  return [...all.slice(all.indexOf(status) + 1), 'issued'];
};

/** Every step that an application may take, whatever the levels of its region are. An appeal that is upheld reopens a refusal. */
export const APPLICATION_TRANSITIONS: TransitionTable<ApplicationStatus> = {
  draft: [...stopsOf(order).filter((stop) => stop !== 'publicity'), 'withdrawn'],
  returned: [...REVIEWS, 'withdrawn'],
  township_review: [...forward('township_review'), 'returned', 'refused', 'withdrawn'],
  industry_review: [...forward('industry_review'), 'returned', 'refused', 'withdrawn'],
  county_review: [...forward('county_review'), 'returned', 'refused', 'withdrawn'],
  publicity: [...forward('publicity'), 'examination', 'withdrawn'],
  examination: ['publicity', 'terminated'],
  city_review: [...forward('city_review'), 'returned', 'refused', 'withdrawn'],
  province_review: [...forward('province_review'), 'returned', 'refused', 'withdrawn'],
  national_filing: ['issued', 'returned', 'refused', 'withdrawn'],
  issued: [],
  refused: [...REVIEWS],
  terminated: [],
  withdrawn: [],
};
