import { NOTIFICATIONS_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { MailRequested } from './notifications.events';
import { NotificationsModule } from './notifications.module';

export const NOTIFICATIONS = defineContext({
  name: 'notifications',
  module: NotificationsModule,
  tables: ['mail', 'notice'],
  events: [MailRequested],
  policies: NOTIFICATIONS_POLICY_CODES,
});
