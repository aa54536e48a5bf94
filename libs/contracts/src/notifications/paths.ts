import { get, post } from '../path.ts';

export const notificationsPaths = {
  listMails: get('/admin/mails', 'admin'),
  listNotices: get('/me/notices', 'user'),
  readNotices: post('/me/notices/read', 'user'),
} as const;
