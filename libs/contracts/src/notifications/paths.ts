import { get, post, put, WHOLE_COUNTRY } from '../path.ts';

export const notificationsPaths = {
  getNoticeSettings: get('/me/notice-settings', 'user'),
  listMails: get('/admin/mails', 'administration', WHOLE_COUNTRY),
  listNotices: get('/me/notices', 'user'),
  readNotices: post('/me/notices/read', 'user'),
  setNoticeSettings: put('/me/notice-settings', 'user'),
} as const;
