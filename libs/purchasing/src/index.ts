export * from './approval-rules.service';
export { writeApprovers } from './approvers';
export * from './order-requisition.service';
export * from './purchasing.events';
export { ORDERED_REQUISITION_INVARIANTS } from './purchasing.invariants';
export * from './purchasing.manifest';
export * from './purchasing.module';
export * from './requisition.queries';
export * from './requisitions.service';
