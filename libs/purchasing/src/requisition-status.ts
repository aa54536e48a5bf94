import { REQUISITION_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'requisition_closed' as const;

/**
 * A purchase requisition (采购申请): 填写中 → 待审批 → 已批准 → 已下单, 退回修改 and 逾期未批 back to the buyer. Writing the list anew undoes what was submitted or
 * approved: an approval is of the list that was approved. What was ordered is written anew only when all its orders were called off or ran out. Its mover is `moveRequisition`.
 */
export const REQUISITION = defineMachine({
  name: 'purchasing_requisition',
  states: REQUISITION_STATUS_CODES,
  initial: 'draft',
  actions: {
    open: { from: [null], to: 'draft' },
    revise: { from: ['submitted', 'returned', 'approved', 'ordered', 'expired'], to: 'draft', refusal: closed },
    submit: { from: ['draft', 'returned', 'expired'], to: 'submitted', refusal: closed },
    pass_on: { from: ['submitted'], to: 'submitted', refusal: closed },
    approve: { from: ['submitted'], to: 'approved', refusal: closed },
    order: { from: ['approved'], to: 'ordered', refusal: closed },
    return: { from: ['submitted'], to: 'returned', refusal: closed },
    withdraw: { from: ['draft', 'submitted', 'returned', 'approved', 'expired'], to: 'withdrawn', refusal: closed },
    expire: { from: ['submitted'], to: 'expired', refusal: closed },
  },
});

export type RequisitionAction = ActionOf<typeof REQUISITION>;
