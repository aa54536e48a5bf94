import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Database, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';

type Page = RouteResponse<'listComparisons'>;
const LISTING: Listing = {
  from: 'payment_comparison v',
  alias: 'v',
  columns: `jsonb_build_object('id', v.id, 'at', v.at, 'moves', v.moves, 'differences', v.differences, 'rows', v.rows) AS row`,
  keyset: latestFirst('v.at', 'v.id'),
};

/** The kept reports of comparing the provider's lists with our books, 渠道对账. */
@Injectable()
export class ComparisonQueries {
  constructor(private readonly db: Database) {}

  /** The latest first, each with the first of what differs. One statement. */
  async list({ only, ...request }: RouteInput<'listComparisons'>['query']): Promise<Page> {
    const filter = new Filter();
    if (only === 'differing') filter.and('v.differences > 0');
    const { rows, ...page } = await keysetPage<{ row: Page['items'][number] }>(this.db, filter, LISTING, request);
    return { ...page, items: rows.map(({ row }) => row) };
  }
}
