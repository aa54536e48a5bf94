import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** A mail waits to be sent. What it says stays out of the queues. */
export const MailRequested = defineEvent('notifications.mail_requested', z.object({ mailId: z.uuid() }));
