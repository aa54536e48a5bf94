import { REQUISITION_ACTION_CODES, REQUISITION_STATUS_CODES } from '@yigou/contracts';
import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

export const RequisitionMoved = defineEvent(
  'purchasing.requisition_moved',
  z.object({
    requisitionId: z.uuid(),
    unitId: z.uuid(),
    action: z.enum(REQUISITION_ACTION_CODES),
    status: z.enum(REQUISITION_STATUS_CODES),
  }),
  { unheard: 'ordering happens in the requisition’s own transaction; contracts with suppliers will listen' },
);
