import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** A case went a step; who did it, from where to where, stands in the step. */
export const CaseMoved = defineEvent('aftersales.case_moved', z.object({ caseId: z.uuid(), stepId: z.uuid() }));
