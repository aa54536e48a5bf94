import { get, post, WHOLE_COUNTRY } from '../path.ts';

export const notificationsPaths = {
  listMails: get('/admin/mails', 'administration', WHOLE_COUNTRY),
  listNotices: get('/me/notices', 'user'),
  readNotices: post('/me/notices/read', 'user'),
} as const;
