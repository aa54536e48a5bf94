import { Approver } from './approver.entity';
import { Delegation } from './delegation.entity';
import { RequisitionLine } from './requisition-line.entity';
import { RequisitionStep } from './requisition-step.entity';
import { Requisition } from './requisition.entity';

export const PURCHASING_ENTITIES = [Approver, Delegation, Requisition, RequisitionLine, RequisitionStep];
