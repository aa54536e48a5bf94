import { INSPECTION_STATUS_CODES, type InspectionResult } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * An inspection, 抽查 (domain R18): a look is taken at what was ordered, and a second one at what was put right, as often as it takes. Its mover is
 * `move-inspection.ts`.
 */
export const INSPECTION = defineMachine({
  name: 'inspection',
  states: INSPECTION_STATUS_CODES,
  initial: 'ordered',
  actions: {
    order: { from: [null], to: 'ordered' },
    pass: { from: ['ordered', 'rectified'], to: 'passed' },
    rectify: { from: ['ordered', 'rectified'], to: 'rectifying' },
    fail: { from: ['ordered', 'rectified'], to: 'failed' },
    report: { from: ['rectifying'], to: 'rectified' },
  },
});
export type InspectionAction = ActionOf<typeof INSPECTION>;

/** What each result of a look does. */
export const ACTION_OF_RESULT = {
  passed: 'pass',
  rectify: 'rectify',
  failed: 'fail',
} as const satisfies Record<InspectionResult, InspectionAction>;
