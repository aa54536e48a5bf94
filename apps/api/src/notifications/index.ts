import { NOTIFICATIONS } from '@yigou/notifications';
import { inApi } from '../context';
import { NoticesController } from './notices.controller';

export const notificationsInApi = inApi(NOTIFICATIONS, {
  controllers: [NoticesController],
});
