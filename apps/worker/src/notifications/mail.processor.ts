import { MAIL_REQUESTED, type MailDelivery } from '@yigou/notifications';
import type { OutboxEvent } from '@yigou/platform';
import { z } from 'zod';

const Payload = z.object({ mailId: z.uuid() });

/** Sends a mail when the outbox says that there is one. Throws when the mail server is away: the queue tries again later. */
export class MailProcessor {
  /** The topic that it handles, on the queue `notifications`. */
  static readonly topic = MAIL_REQUESTED;

  constructor(private readonly delivery: MailDelivery) {}

  async handle(event: Pick<OutboxEvent, 'payload'>): Promise<void> {
    // No inbox row: the mail itself says whether it was sent.
    await this.delivery.deliver(Payload.parse(event.payload).mailId);
  }
}
