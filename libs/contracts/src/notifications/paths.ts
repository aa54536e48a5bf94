import { get, post } from '../path.ts';

export const notificationsPaths = {
  listMails: get('/admin/mails', 'administration'),
  listNotices: get('/me/notices', 'user'),
  readNotices: post('/me/notices/read', 'user'),
} as const;
