import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse, UnitPledgeRow } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { Database, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { ROW_JSON } from '../pledges/pledges.queries';

const LIST: Listing = {
  from: 'campaigns_pledge l',
  alias: 'l',
  joins: `JOIN campaigns_campaign c ON c.id = l.campaign_id JOIN app_user u ON u.id = l.user_id JOIN budget_hold h ON h.holder = l.id AND h.own`,
  columns: `jsonb_build_object(${ROW_JSON}) - 'organisationName' - 'expiresAt' || jsonb_build_object('buyerName', u.name,
    'encumberedFen', h.encumbered_fen, 'spentFen', h.spent_fen,
    'countedFen', (SELECT coalesce(sum(s.counted_fen), 0) FROM share_contribution s WHERE s.holder = l.id)) AS row`,
  keyset: latestFirst('l.created_at', 'l.id'),
};

/** What a unit takes of group purchases, whoever of it joined. */
@Injectable()
export class UnitPledges {
  constructor(private readonly db: Database) {}

  /** Newest first, of one budget where it is said. Throws `forbidden`. One statement. */
  async list(caller: Caller, query: RouteInput<'listUnitPledges'>['query']): Promise<RouteResponse<'listUnitPledges'>> {
    const filter = new Filter()
      .equals('l.organisation_id', seatOf(caller, 'agency').organisationId)
      .and('l.budget_id IS NOT NULL')
      .equals('l.budget_id', query.budgetId)
      .equals('l.status', query.status);
    const { rows, ...page } = await keysetPage<{ row: UnitPledgeRow }>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(({ row }) => row) };
  }
}
