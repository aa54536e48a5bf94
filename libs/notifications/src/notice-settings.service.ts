import { Injectable } from '@nestjs/common';
import type { NoticeKind, RouteBody, RouteResponse } from '@yigou/contracts';
import { atMarket, Database } from '@yigou/platform';

type Settings = RouteResponse<'getNoticeSettings'>;
interface Row {
  readonly muted: NoticeKind[];
  readonly quietFrom: number | null;
  readonly quietTo: number | null;
}

const NOW = atMarket('clock_timestamp()');
const MINUTE = `extract(hour FROM ${NOW}) * 60 + extract(minute FROM ${NOW})`;
/** Whether person `user`, an SQL expression, wants no mail now; one of whom nothing is known does. */
export const isQuietSql = (user: string): string => `EXISTS (SELECT FROM notice_preference q WHERE q.user_id = ${user}
  AND CASE WHEN q.quiet_from < q.quiet_to THEN ${MINUTE} >= q.quiet_from AND ${MINUTE} < q.quiet_to
      ELSE ${MINUTE} >= q.quiet_from OR ${MINUTE} < q.quiet_to END)`;

/** How people want to be told, 接收方式: their own choice, for what is mailed. On the site itself nothing is switched off, money and recalls least of all. */
@Injectable()
export class NoticeSettingsOf {
  constructor(private readonly db: Database) {}

  async get(userId: string): Promise<Settings> {
    const row = await this.db.one<Row>(
      'SELECT muted, quiet_from AS "quietFrom", quiet_to AS "quietTo" FROM notice_preference WHERE user_id = $1',
      [userId],
    );
    if (!row) return { muted: [], quiet: null };
    const { muted, quietFrom, quietTo } = row;
    const quiet = quietFrom === null || quietTo === null ? null : { from: timeOf(quietFrom), to: timeOf(quietTo) };
    return { muted, quiet };
  }

  /** The last word counts. */
  async set(userId: string, { muted, quiet }: RouteBody<'setNoticeSettings'>): Promise<Settings> {
    await this.db.query(
      `INSERT INTO notice_preference (user_id, muted, quiet_from, quiet_to) VALUES ($1, $2, $3, $4)
       ON CONFLICT (user_id) DO UPDATE SET muted = excluded.muted, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`,
      [userId, [...new Set(muted)], quiet && minuteOf(quiet.from), quiet && minuteOf(quiet.to)],
    );
    return this.get(userId);
  }
}

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const timeOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
