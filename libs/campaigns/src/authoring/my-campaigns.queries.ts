import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import type { Caller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, PolicyParameters } from '@yigou/platform';
import { isDraft } from '../campaign-status';
import { CAMPAIGN_ROW, type CampaignRow, rowView } from './campaign-lists';
import { campaignRecord, wholeOf } from './campaign-record';
import { draftFacts } from './draft-facts';
import { draftProblems } from './draft-problems';
import { draftRules } from './draft-rules';
import { ownedSql, owns } from './organiser';

type Mine = RouteResponse<'getMyCampaign'>;
interface ListRow extends CampaignRow {
  readonly paidShares: number;
  readonly unanswered: number;
  readonly leaderAsks: number;
  readonly reportDueOn: string | null;
}

/** Campaigns as their organiser reads them. */
@Injectable()
export class MyCampaigns {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
    private readonly policy: PolicyParameters,
  ) {}

  /** The latest first, of the organisation that the caller sits in and their own. One statement. */
  async list(
    caller: Caller,
    { status, ...page }: RouteInput<'listMyCampaigns'>['query'],
  ): Promise<RouteResponse<'listMyCampaigns'>> {
    const filter = new Filter();
    filter.and(ownedSql(caller, filter.bind)).equals('c.status', status);
    const { rows, ...rest } = await keysetPage<ListRow>(
      this.db,
      filter,
      {
        from: 'campaigns_campaign c',
        alias: 'c',
        columns: `${CAMPAIGN_ROW}, c.report_due_on::text AS "reportDueOn",
          (SELECT coalesce(sum(s.paid), 0)::int FROM campaigns_slot s WHERE s.campaign_id = c.id) AS "paidShares",
          (SELECT count(*)::int FROM campaigns_supplier s WHERE s.campaign_id = c.id AND s.answer = 'asked' AND c.status = 'agreeing') AS unanswered,
          (SELECT count(*)::int FROM campaigns_leader l WHERE l.campaign_id = c.id AND l.status = 'asked' AND c.status = 'recruiting') AS "leaderAsks"`,
        keyset: latestFirst('c.created_at', 'c.id'),
      },
      page,
    );
    return { ...rest, items: rows.map(rowView) };
  }

  /** At most four statements, and a policy that is kept. Throws `not_found` for another's. */
  async get(caller: Caller, id: string): Promise<Mine> {
    const record = await campaignRecord(this.db, id);
    if (!owns(caller, record.row)) throw new DomainError('not_found');
    const { balanceDays, ...rules } = await draftRules(this.policy);
    const problems = isDraft(record.row.status)
      ? draftProblems(await draftFacts(this.db, id, record.goods), rules)
      : {};
    return {
      ...(await wholeOf(this.db, this.evidence, record)),
      problems,
      maxDays: rules.maxDays,
      depositBounds: { ...rules.deposit, balanceDays },
    };
  }
}
