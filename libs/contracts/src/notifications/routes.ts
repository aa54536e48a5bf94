import * as z from 'zod';
import { PageQuery } from '../common';
import { route, type RoutesOf } from '../route';
import type { notificationsPaths } from './paths';
import { MailPage, NoticePage, NoticeQuery, NoticeSettings, ReadNoticesBody } from './schemas';

export const notificationsRoutes = {
  getNoticeSettings: route({
    tag: 'notices',
    summary: 'Which of one’s notices are mailed, and when none are',
    response: NoticeSettings,
  }),
  setNoticeSettings: route({
    tag: 'notices',
    summary: 'Choose which of one’s notices are mailed, and when none are',
    body: NoticeSettings,
    response: NoticeSettings,
  }),
  listMails: route({
    tag: 'admin',
    summary: 'Mail outbox (development)',
    query: PageQuery,
    response: MailPage,
    errors: ['forbidden'],
  }),
  listNotices: route({ tag: 'notices', summary: 'Own notices', query: NoticeQuery, response: NoticePage }),
  readNotices: route({
    tag: 'notices',
    summary: 'Mark notices as read',
    body: ReadNoticesBody,
    response: z.object({ unread: z.int() }),
  }),
} as const satisfies RoutesOf<typeof notificationsPaths>;
