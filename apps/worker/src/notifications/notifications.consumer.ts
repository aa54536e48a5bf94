import { MailDelivery, MailRequested, NoticeDigest } from '@yigou/notifications';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

/** Mail as it is asked for, and what people left unread, together. */
@Consumer('notifications')
export class NotificationsConsumer {
  constructor(
    private readonly delivery: MailDelivery,
    private readonly digest: NoticeDigest,
  ) {}

  /** Fails while the mail server is away: it is tried again later. The mail itself says whether it was sent. */
  @On(MailRequested)
  async send({ payload }: Heard<typeof MailRequested>): Promise<void> {
    await this.delivery.deliver(payload.mailId);
  }

  @Every({ name: 'notice-digest', everyMs: 60_000 })
  async sendDigest(): Promise<void> {
    await this.digest.run();
  }
}
