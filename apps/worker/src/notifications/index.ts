import { NOTIFICATIONS } from '@yigou/notifications';
import { inWorker } from '../context';
import { NotificationsConsumer } from './notifications.consumer';

export const notificationsInWorker = inWorker(NOTIFICATIONS, { consumers: [NotificationsConsumer] });
