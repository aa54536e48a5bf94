import { z } from 'zod';
import { Cursor, Id, Instant, PageSize } from './common';
import { NOTICE_KIND_CODES } from './labels';

export const Notice = z.object({
  id: Id,
  kind: z.enum(NOTICE_KIND_CODES),
  title: z.string(),
  body: z.string(),
  /** Path in the console or the storefront. */
  link: z.string().nullable(),
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
