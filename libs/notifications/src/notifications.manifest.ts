import { NOTIFICATIONS_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { MailRequested } from './notifications.events';
import { NotificationsModule } from './notifications.module';
import { NOTIFICATIONS_ENTITIES } from './entities';

export const NOTIFICATIONS = defineContext({
  name: 'notifications',
  module: NotificationsModule,
  entities: NOTIFICATIONS_ENTITIES,
  tables: ['mail', 'notice', 'notice_preference'],
  events: [MailRequested],
  policies: NOTIFICATIONS_POLICY_CODES,
});
