import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** A file of products that is kept waits for the worker: to be read and compared, or, once somebody has confirmed that, to be written. */
export const ImportRequested = defineEvent('catalogue.import_requested', z.object({ importId: z.uuid() }));
