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

export const MailRow = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
});
export const MailPage = page(MailRow);
