import * as z from 'zod';
import { Cursor, Id, Instant, page, PageSize } from '../common';
import { NOTICE_KIND_CODES } from '../labels';
import { type NOTIFICATIONS_POLICIES } from './labels';

/** What each policy parameter of this context may hold. */
export const NOTIFICATIONS_POLICY_VALUES = {
  'notices.digest_minutes': z.int().min(5).max(1_440),
} as const satisfies Record<keyof typeof NOTIFICATIONS_POLICIES, z.core.$ZodType>;

export const Notice = z.object({
  id: Id,
  kind: z.enum(NOTICE_KIND_CODES),
  title: z.string(),
  body: z.string(),
  /** Path in the console or the storefront. */
  link: z.string().nullable(),
  /** The same with the address of the site where it is followed up. */
  url: z.string().nullable(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export const NoticeQuery = z.object({
  unread: z.enum(['true']).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const NoticePage = z.object({ items: z.array(Notice), nextCursor: z.string().nullable(), unread: z.int() });

/** Null: all of them. */
export const ReadNoticesBody = z.strictObject({ ids: z.array(Id).max(200).nullable() });

const TimeOfDay = z.string('请填写时间').regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请填写时间，例如 22:00');
/** What of a person's notices is mailed, and when nothing is. On the site itself every notice stands, whatever is chosen here. */
export const NoticeSettings = z.strictObject({
  /** Kinds that are not mailed. */
  muted: z.array(z.enum(NOTICE_KIND_CODES)).max(NOTICE_KIND_CODES.length),
  /** 免打扰时段 by the market's clock, from and to, over midnight where it ends earlier than it begins; null: none. What comes meanwhile is mailed after it. */
  quiet: z
    .strictObject({ from: TimeOfDay, to: TimeOfDay })
    .refine(({ from, to }) => from !== to, { path: ['to'], message: '结束时间不能和开始时间相同' })
    .nullable(),
});

export const MailRow = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
});
export const MailPage = page(MailRow);
