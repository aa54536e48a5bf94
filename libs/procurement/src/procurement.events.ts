import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** A bulletin of reserved shares was published, or a correction of one. */
export const BulletinPublished = defineEvent('procurement.bulletin_published', z.object({ bulletinId: z.uuid() }));
