import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** Divisions have other names or codes from now on, those below them other paths: whoever keeps copies for searching writes them anew. */
export const RegionsChanged = defineEvent('regions.changed', z.object({ codes: z.array(z.string()) }));
