import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Database, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';

type Page = RouteResponse<'listRegionChanges'>;
type Item = Page['items'][number];
type Row = Omit<Item, 'enteredAt' | 'begunAt' | 'withdrawnAt'> & {
  readonly enteredAt: Date;
  readonly begunAt: Date | null;
  readonly withdrawnAt: Date | null;
};

const STATE = `CASE WHEN v.begun_at IS NOT NULL THEN 'begun' WHEN v.withdrawn_at IS NOT NULL THEN 'withdrawn' ELSE 'waiting' END`;
const LIST: Listing = {
  from: 'region_change v',
  alias: 'v',
  joins: 'JOIN app_user u ON u.id = v.entered_by',
  columns: `v.id, v.kind, ${STATE} AS state, v.effective_on AS "effectiveOn", v.source, v.trouble, u.name AS "enteredBy", v.entered_at AS "enteredAt",
    v.begun_at AS "begunAt", v.withdrawn_at AS "withdrawnAt", v.followed AS touched,
    (SELECT jsonb_agg(jsonb_build_object('oldCode', l.old_code, 'oldName', l.old_name, 'newCode', l.new_code, 'name', l.name, 'takesOver', l.takes_over)
       ORDER BY l.old_code, l.new_code) FROM region_change_line l WHERE l.change_id = v.id) AS lines`,
  keyset: latestFirst('v.entered_at', 'v.id'),
};

/** Changes of divisions as they were entered, the latest first. */
@Injectable()
export class RegionChangeLists {
  constructor(private readonly db: Database) {}

  /** One statement. */
  async list(query: RouteInput<'listRegionChanges'>['query']): Promise<Page> {
    const filter = new Filter();
    filter.equals(STATE, query.state);
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    const items = rows.map(({ enteredAt, begunAt, withdrawnAt, ...row }) => ({
      ...row,
      enteredAt: enteredAt.toISOString(),
      begunAt: begunAt?.toISOString() ?? null,
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    }));
    return { ...page, items };
  }
}
