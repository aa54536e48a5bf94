import { Inject, Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { afterSql, CONFIG, countSql, Database, Filter, latestFirst, orderSql, pageOf } from '@yigou/platform';
import { addressOf, type Sites } from './site-address';

type Page = RouteResponse<'listNotices'>;
type Notice = Page['items'][number];
interface Row extends Omit<Notice, 'createdAt' | 'readAt' | 'url'> {
  readonly createdAt: Date;
  readonly readAt: Date | null;
  /** When it was made as PostgreSQL writes it, to the microsecond. */
  readonly at: string;
}
const LATEST_FIRST = latestFirst('created_at', 'id');

/** A person's own notices, newest first. */
@Injectable()
export class NoticeQueries {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly sites: Sites,
  ) {}

  /** Two statements. */
  async list(userId: string, { unread, cursor, limit }: RouteInput<'listNotices'>['query']): Promise<Page> {
    const filter = new Filter([userId]).and('user_id = $1');
    if (unread === 'true') filter.and('read_at IS NULL');
    filter.and(afterSql(LATEST_FIRST, cursor, filter.bind));
    const found = await this.db.query<Row>(
      `SELECT id, kind, title, body, link, created_at AS "createdAt", read_at AS "readAt", to_jsonb(created_at) AS at
       FROM notice WHERE ${filter.sql} ORDER BY ${orderSql(LATEST_FIRST)} LIMIT ${filter.bind(limit + 1)}`,
      filter.values,
    );
    const { rows, nextCursor } = pageOf(LATEST_FIRST, found, limit, ({ at, id }) => [at, id]);
    return {
      items: rows.map(({ at: _at, ...row }) => ({
        ...row,
        url: row.link && addressOf(this.sites, row.link),
        createdAt: row.createdAt.toISOString(),
        readAt: row.readAt && row.readAt.toISOString(),
      })),
      nextCursor,
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
    const row = await this.db.one<{ total: number }>(countSql('notice', 'user_id = $1 AND read_at IS NULL'), [userId]);
    return row?.total ?? 0;
  }
}
