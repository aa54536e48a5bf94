import { Injectable } from '@nestjs/common';
import { newId } from '@yigou/kernel';
import { publish, type Tx } from '@yigou/platform';

export interface Mail {
  /** A mail address. A mobile number waits in the outbox, since no message service is connected. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
}

/** Topic of the event that makes the worker send a mail. Its payload is `{ mailId }`: what a mail says stays out of the queues. */
export const MAIL_REQUESTED = 'notifications.mail_requested';

@Injectable()
export class MailOutbox {
  /** Puts a mail into the outbox with the transaction that causes it; gives the mail's id. */
  async enqueue(tx: Tx, mail: Mail): Promise<string> {
    const mailId = newId();
    await tx.query('INSERT INTO mail (id, recipient, subject, body) VALUES ($1, $2, $3, $4)', [
      mailId,
      mail.to,
      mail.subject,
      mail.body,
    ]);
    await publish(tx, MAIL_REQUESTED, { mailId });
    return mailId;
  }
}
