import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Database, decodeCursor, encodeCursor } from '@yigou/platform';

type Page = RouteResponse<'listNotices'>;
type Notice = Page['items'][number];
interface Row extends Omit<Notice, 'createdAt' | 'readAt'> {
  readonly createdAt: Date;
  readonly readAt: Date | null;
  /** Microseconds since 1970. */
  readonly at: number;
}
const MOST_UNREAD = 10_000;

/** A person's own notices, newest first. */
@Injectable()
export class NoticeQueries {
  constructor(private readonly db: Database) {}

  /** Two statements. */
  async list(userId: string, { unread, cursor, limit }: RouteInput<'listNotices'>['query']): Promise<Page> {
    const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, ['number', 'id']);
    const found = await this.db.query<Row>(
      `SELECT id, kind, title, body, link, created_at AS "createdAt", read_at AS "readAt",
         (extract(epoch FROM created_at) * 1000000)::bigint AS at
       FROM notice WHERE user_id = $1 AND ($2::boolean IS NOT TRUE OR read_at IS NULL)
         AND ($3::bigint IS NULL OR (created_at, id) < (timestamptz '1970-01-01 00:00:00Z' + $3::bigint * interval '1 microsecond', $4::uuid))
       ORDER BY created_at DESC, id DESC LIMIT $5`,
      [userId, unread === 'true', at, id, limit + 1],
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      items: rows.map(({ at: _at, ...row }) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        readAt: row.readAt && row.readAt.toISOString(),
      })),
      nextCursor: found.length > limit && last ? encodeCursor([last.at, last.id]) : null,
      unread: await this.unread(userId),
    };
  }

  /** Marks own notices as read, all of them when `ids` is null; others' stay as they are. Gives how many are left unread. */
  async read(userId: string, ids: readonly string[] | null): Promise<number> {
    await this.db.query(
      'UPDATE notice SET read_at = clock_timestamp() WHERE user_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY($2))',
      [userId, ids],
    );
    return this.unread(userId);
  }

  private async unread(userId: string): Promise<number> {
    const row = await this.db.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT 1 FROM notice WHERE user_id = $1 AND read_at IS NULL LIMIT ${MOST_UNREAD}) AS few`,
      [userId],
    );
    return row?.n ?? 0;
  }
}
