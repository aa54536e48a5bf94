import { Injectable } from '@nestjs/common';
import { MailDelivery, NoticeDigest } from '@yigou/notifications';
import type { EventJob, QueueConsumer } from '../outbox/consumer';
import { MailProcessor } from './mail.processor';

const MINUTE_MS = 60_000;

/** Mail as it is asked for, and what people left unread, together. */
@Injectable()
export class NotificationsConsumer implements QueueConsumer {
  readonly topics;
  readonly schedules = {
    'notice-digest': { everyMs: MINUTE_MS, run: async () => void (await this.digest.run()) },
  };

  constructor(
    delivery: MailDelivery,
    private readonly digest: NoticeDigest,
  ) {
    const mail = new MailProcessor(delivery);
    this.topics = { [MailProcessor.topic]: (event: EventJob) => mail.handle(event) };
  }
}
