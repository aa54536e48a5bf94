import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** Somebody uploaded a file of products; it is kept, and waits to be read. */
export const ImportRequested = defineEvent('catalogue.import_requested', z.object({ importId: z.uuid() }));
