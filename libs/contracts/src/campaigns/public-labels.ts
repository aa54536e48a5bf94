import { keys } from '../closed-list';

/** How far a group purchase is, for whoever looks for one. */
export const GROUP_BUY_STATES = { open: '招募中', done: '已结束' } as const;
export const GROUP_BUY_STATE_CODES = keys(GROUP_BUY_STATES);
export type GroupBuyState = keyof typeof GROUP_BUY_STATES;

/** The most people of a campaign that are counted; more is shown as “over”. */
export const MOST_COUNTED_PEOPLE = 10_000;
