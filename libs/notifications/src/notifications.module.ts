import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config, Database } from '@yigou/platform';
import { MailDelivery, smtpTransport } from './mail-delivery';
import { MailOutbox } from './mail-outbox';
import { NoticeDigest } from './notice-digest';
import { NoticeQueries } from './notice.queries';
import { NoticeSettingsOf } from './notice-settings.service';
import { Notices } from './notices';

/** Notices to people, and mail: written with the transaction that causes it, sent by the worker. */
@Global()
@Module({
  providers: [
    MailOutbox,
    Notices,
    NoticeQueries,
    NoticeSettingsOf,
    NoticeDigest,
    {
      provide: MailDelivery,
      useFactory: async (db: Database, config: Config) =>
        new MailDelivery(db, config.MAIL_FROM, await smtpTransport(config.SMTP_URL)),
      inject: [Database, CONFIG],
    },
  ],
  exports: [MailOutbox, MailDelivery, Notices, NoticeQueries, NoticeSettingsOf, NoticeDigest],
})
export class NotificationsModule {}
