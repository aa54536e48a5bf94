import { Injectable } from '@nestjs/common';
import { newId } from '@yigou/kernel';
import { publish, type Tx } from '@yigou/platform';
import { Mail as MailEntity } from './mail.entity';
import { MailRequested } from './notifications.events';

export interface Mail {
  /** A mail address. A mobile number waits in the outbox, since no message service is connected. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
}

@Injectable()
export class MailOutbox {
  /** Puts a mail into the outbox with the transaction that causes it; gives the mail's id. */
  async enqueue(tx: Tx, mail: Mail): Promise<string> {
    const mailId = newId();
    await tx.manager.insert(MailEntity, { id: mailId, recipient: mail.to, subject: mail.subject, body: mail.body });
    await publish(tx, MailRequested, { mailId });
    return mailId;
  }
}
