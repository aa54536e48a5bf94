import { Injectable } from '@nestjs/common';
import { bulletinTitle } from '@yigou/contracts';
import { Notices } from '@yigou/notifications';
import { Database, NO_ID, type PayloadOf, UnitOfWork } from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';
import type { BulletinPublished } from '../procurement.events';

const BATCH = 500;

interface Published {
  readonly regionPrefix: string;
  readonly year: number;
  readonly period: Parameters<typeof bulletinTitle>[0]['period'];
  readonly part: number;
  readonly version: number;
  readonly reason: string;
}
/** Managers of the units that a bulletin counts, and the finance departments of its region and below. */
const READERS = {
  agency: `m.kind = 'agency' AND m.role = 'manager' AND EXISTS (SELECT FROM budget_unit_place l
    WHERE l.unit_id = m.organisation_id AND l.region_code LIKE $1 || '%' AND ${HOLDS('l')})`,
  finance: `m.kind = 'finance' AND m.region_prefix LIKE $1 || '%'`,
} as const;

/** A bulletin concerns a whole region: who is in it hears of it afterwards, some hundred people to a transaction. */
@Injectable()
export class TellBulletin {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** Safe to repeat: nobody is told of the same bulletin twice. Answers how many people it is for. */
  async tell({ bulletinId }: PayloadOf<typeof BulletinPublished>): Promise<number> {
    const bulletin = await this.db.one<Published>(
      `SELECT region_prefix AS "regionPrefix", year::int, period, part::int, version, reason FROM share_bulletin WHERE id = $1`,
      [bulletinId],
    );
    if (!bulletin) return 0;
    let told = 0;
    for (const kind of ['agency', 'finance'] as const) {
      let after = NO_ID;
      for (;;) {
        const people = await this.readers(kind, bulletin.regionPrefix, after);
        await this.uow.run((tx) =>
          this.notices.tellOnce(tx, people, wordsOf(bulletin, `/${kind}/bulletins?id=${bulletinId}`)),
        );
        told += people.length;
        if (people.length < BATCH) break;
        after = people.at(-1) ?? after;
      }
    }
    return told;
  }

  private async readers(kind: keyof typeof READERS, regionPrefix: string, after: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT DISTINCT m.user_id AS id FROM seat_holder m WHERE m.user_id > $2::uuid AND ${READERS[kind]} ORDER BY m.user_id LIMIT ${BATCH}`,
      [regionPrefix, after],
    );
    return rows.map(({ id }) => id);
  }
}

function wordsOf({ version, reason, ...of }: Published, link: string) {
  return {
    kind: 'share',
    title: version > 1 ? `预留份额通报有更正：${bulletinTitle(of)}` : `预留份额通报已发布：${bulletinTitle(of)}`,
    body: version > 1 ? `第 ${version} 版，更正原因：${reason}。` : '可查看各地开户、填报和完成情况，并下载。',
    link,
  } as const;
}
