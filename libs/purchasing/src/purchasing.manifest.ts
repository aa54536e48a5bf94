import { PURCHASING_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { PURCHASING_ENTITIES } from './entities';
import { RequisitionMoved } from './purchasing.events';
import { PURCHASING_INVARIANTS } from './purchasing.invariants';
import { PurchasingModule } from './purchasing.module';
import { PURCHASING_WAITING } from './purchasing.waiting';
import { REQUISITION } from './requisition-status';

export const PURCHASING = defineContext({
  name: 'purchasing',
  module: PurchasingModule,
  entities: PURCHASING_ENTITIES,
  tables: [
    'purchasing_requisition',
    'purchasing_requisition_line',
    'purchasing_requisition_step',
    'purchasing_approver',
    'purchasing_delegation',
  ],
  events: [RequisitionMoved],
  machines: [REQUISITION],
  invariants: PURCHASING_INVARIANTS,
  waiting: PURCHASING_WAITING,
  policies: PURCHASING_POLICY_CODES,
});
