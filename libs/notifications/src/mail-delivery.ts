import type { OnApplicationShutdown } from '@nestjs/common';
import type { Queryable } from '@yigou/platform';
import type { Transporter } from 'nodemailer';

/** The mail server, or null when none is configured. Its waits are bounded, so that a dead server fails the job instead of holding it. */
export async function smtpTransport(url: string | undefined): Promise<Transporter | null> {
  if (!url) return null;
  const { createTransport } = await import('nodemailer');
  return createTransport(url, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as object);
}

interface MailRow {
  recipient: string;
  subject: string;
  body: string;
}

/** What became of a mail: `waiting` stays in the outbox that the console shows, since nothing can carry it. */
export type Delivery = 'sent' | 'already_sent' | 'waiting';

/** Hands mails of the outbox to the mail server. */
export class MailDelivery implements OnApplicationShutdown {
  constructor(
    private readonly db: Queryable,
    private readonly from: string,
    private readonly smtp: Transporter | null,
  ) {}

  /**
   * Sends a mail unless that has been done; throws when the mail server refuses or is away, so that the job is tried again. A crash between
   * sending and noting it sends twice, with one Message-ID, by which mailboxes drop the double.
   */
  async deliver(mailId: string): Promise<Delivery> {
    const [mail] = await this.db.query<MailRow & { sent: boolean }>(
      'SELECT recipient, subject, body, sent_at IS NOT NULL AS sent FROM mail WHERE id = $1',
      [mailId],
    );
    if (!mail) throw new Error(`no mail ${mailId}`);
    if (mail.sent) return 'already_sent';
    if (!this.smtp || !mail.recipient.includes('@')) return 'waiting';
    await this.smtp.sendMail({
      from: this.from,
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mailId}@yigou>`,
    });
    // The text may hold a link that is a key to an account: once it is with its reader nobody else needs it.
    await this.db.query(
      "UPDATE mail SET sent_at = clock_timestamp(), body = '（已发送，正文不再保留）' WHERE id = $1 AND sent_at IS NULL",
      [mailId],
    );
    return 'sent';
  }

  onApplicationShutdown(): void {
    this.smtp?.close();
  }
}
