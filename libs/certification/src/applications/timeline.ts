import type { ApplicationStatus, ApplicationView, ReviewLevel } from '@yigou/contracts';
import { CLOSED, EDITABLE, LEVEL_OF_REVIEW, stopsOf } from './application-status';

export type Stop = ApplicationView['stops'][number];
type Step = Pick<ApplicationView['steps'][number], 'at' | 'from' | 'to' | 'seat'>;

export interface Travelled {
  readonly status: ApplicationStatus;
  /** ISO 8601. */
  readonly statusSince: string;
  readonly dueAt: string | null;
  readonly publicityEndsAt: string | null;
  /** The review that sent it back. */
  readonly returnedFrom: ApplicationStatus | null;
  /** The levels that review in its county, as policy says now. */
  readonly levels: readonly ReviewLevel[];
  /** The office of each level. */
  readonly offices: ReadonlyMap<string, string>;
  /** Whose office examines objections. */
  readonly examiner: ReviewLevel;
  readonly supplierName: string;
  /** Who has taken it up. */
  readonly claimedBy: string | null;
  readonly steps: readonly Step[];
}

const order = stopsOf(['township', 'industry', 'county', 'city', 'province', 'national']);

/** The stops of an application, behind, present and ahead: who has it, since when and until when. */
export function timelineOf(travelled: Travelled): Stop[] {
  const { status, levels, steps } = travelled;
  const at = placeOf(travelled);
  const planned = stopsOf(levels);
  const passed = order.filter((stop) => order.indexOf(stop) < at && steps.some((step) => step.from === stop));
  const behind = passed.map((stop) => done(stop, steps));
  if (status === 'issued') return [...behind, { ...done('issued', steps), state: 'done' }];
  const current = currentOf(travelled);
  if (CLOSED.includes(status)) return [...behind, current];
  const from = EDITABLE.includes(status) ? at : at + 1;
  const ahead = planned.filter((stop) => order.indexOf(stop) >= from).map((stop) => coming(stop, travelled));
  return [...behind, current, ...ahead, coming('issued', travelled)];
}

/** Where on the way it stands: before everything, at a stop, or past the last one. */
function placeOf({ status, returnedFrom, steps }: Travelled): number {
  if (status === 'issued') return order.length;
  if (status === 'draft') return 0;
  const stop = status === 'returned' ? returnedFrom : CLOSED.includes(status) ? (steps.at(-1)?.from ?? null) : status;
  const known = stop === 'examination' ? 'publicity' : stop;
  return Math.max(0, known === null ? 0 : order.indexOf(known));
}

function done(stop: ApplicationStatus, steps: readonly Step[]): Stop {
  const left = steps.findLast((step) => step.from === stop);
  const entered = steps.findLast((step) => step.to === stop);
  return {
    status: stop,
    state: 'done',
    holder: (left ?? entered)?.seat ?? null,
    since: entered?.at ?? null,
    until: left?.at ?? entered?.at ?? null,
  };
}

function officeOf(stop: ApplicationStatus, { offices, examiner }: Travelled): string | null {
  const level = stop === 'publicity' ? 'county' : stop === 'examination' ? examiner : LEVEL_OF_REVIEW[stop];
  return (level && offices.get(level)) ?? null;
}

function currentOf(travelled: Travelled): Stop {
  const { status, statusSince, dueAt, publicityEndsAt, supplierName, claimedBy } = travelled;
  const office = officeOf(status, travelled);
  const holder = EDITABLE.includes(status) ? supplierName : [office, claimedBy].filter(Boolean).join(' · ');
  return {
    status,
    state: 'current',
    holder: CLOSED.includes(status) ? null : holder || null,
    since: statusSince,
    until: publicityEndsAt ?? dueAt,
  };
}

const coming = (stop: ApplicationStatus, travelled: Travelled): Stop => ({
  status: stop,
  state: 'ahead',
  holder: officeOf(stop, travelled),
  since: null,
  until: null,
});
