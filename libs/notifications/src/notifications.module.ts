import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config, Database } from '@yigou/platform';
import { MailDelivery, smtpTransport } from './mail-delivery';
import { MailOutbox } from './mail-outbox';
import { Notices } from './notices';

/** Mail to people: written with the transaction that causes it, sent by the worker. */
@Global()
@Module({
  providers: [
    MailOutbox,
    Notices,
    {
      provide: MailDelivery,
      useFactory: async (db: Database, config: Config) =>
        new MailDelivery(db, config.MAIL_FROM, await smtpTransport(config.SMTP_URL)),
      inject: [Database, CONFIG],
    },
  ],
  exports: [MailOutbox, MailDelivery, Notices],
})
export class NotificationsModule {}
