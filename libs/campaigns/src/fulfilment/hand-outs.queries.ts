import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Gate } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, drawPdf, Filter, keyset, keysetPage, type Listing, PolicyParameters } from '@yigou/platform';
import { drawHandOutList, type PrintedPledge } from './hand-out-list-page';
import { type OwnCampaign, ownCampaign } from './organises';
import { GIVEN_INSTEAD } from '../substitutes/given-instead';

type Page = RouteResponse<'listHandOuts'>;
type HandOutRow = Page['items'][number];

/** So many pledges stand on one paper list. */
const MOST_PRINTED = 2_000;

/** A code is worth something only to who was given it: a list says its digest. */
const COLUMNS = `p.id AS "pledgeId", p.number, u.name, p.shares, p.point_id AS "pointId", t.name AS "pointName",
  CASE WHEN p.status = 'done' THEN 'done' ELSE 'waiting' END AS state, to_jsonb(p.handed_at) #>> '{}' AS "handedAt",
  encode(sha256(convert_to(p.id::text || ':' || p.hand_code, 'UTF8')), 'hex') AS "codeHash",
  ${GIVEN_INSTEAD} AS note`;
const JOINS = 'JOIN app_user u ON u.id = p.user_id LEFT JOIN campaigns_point t ON t.id = p.point_id';
const LIST: Listing = {
  from: 'campaigns_pledge p',
  alias: 'p',
  joins: JOINS,
  columns: COLUMNS,
  keyset: keyset('ASC', { sql: 'p.id', kind: 'id' }),
};

/** Who fetches what at the points of a campaign: for who organises it, and for who leads a point, of that point alone. */
@Injectable()
export class HandOutQueries {
  /** Drawing takes a good part of a second of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** In the order in which they joined; two statements. Throws `not_found` for the campaigns of others. */
  async list(userId: string, campaignId: string, query: RouteInput<'listHandOuts'>['query']): Promise<Page> {
    const { organises } = await this.own(userId, campaignId);
    const filter = filterOf(userId, campaignId, organises, query);
    if (query.state) filter.equals('p.status', query.state === 'done' ? 'done' : 'confirmed');
    else filter.and(`p.status IN ('confirmed', 'done')`);
    const { rows, ...page } = await keysetPage<HandOutRow>(this.db, filter, LIST, query);
    return { ...page, items: rows };
  }

  async one(pledgeId: string): Promise<HandOutRow> {
    const row = await this.db.one<HandOutRow>(`SELECT ${COLUMNS} FROM campaigns_pledge p ${JOINS} WHERE p.id = $1`, [
      pledgeId,
    ]);
    if (!row) throw new DomainError('not_found');
    return row;
  }

  /**
   * The list to sign on paper, one table for each point (village). Two statements. Throws `not_found`, `hand_out_list_too_long` for more than 2,000 pledges, and
   * `service_unavailable` when very many wait.
   */
  async paper(
    userId: string,
    campaignId: string,
    query: RouteInput<'handOutListPdf'>['query'],
  ): Promise<{ readonly number: string; readonly body: Buffer }> {
    const { organises, number, title } = await this.own(userId, campaignId);
    const filter = filterOf(userId, campaignId, organises, query).and(`p.status IN ('confirmed', 'done')`);
    const rows = await this.db.query<PrintedPledge>(
      `SELECT ${COLUMNS}, coalesce(t.detail, '') AS "pointDetail", coalesce(t.contact, '') AS "pointContact"
       FROM campaigns_pledge p ${JOINS} WHERE ${filter.sql} ORDER BY t.name NULLS LAST, t.id, p.id LIMIT ${MOST_PRINTED + 1}`,
      filter.values,
    );
    if (rows.length > MOST_PRINTED) throw new DomainError('hand_out_list_too_long', { most: MOST_PRINTED });
    const info = { Title: `分发名单 ${number}`, Subject: title, Creator: '益购' };
    const body = await this.gate.run(() =>
      drawPdf({ info, margin: 48 }, (doc) => drawHandOutList(doc, { number, title, rows })),
    );
    return { number, body };
  }

  private async own(userId: string, campaignId: string): Promise<OwnCampaign> {
    return ownCampaign(this.db, userId, campaignId, await this.policy.get('campaigns.leader_names_days'));
  }
}

/** What of a campaign a person hands out. */
function filterOf(
  userId: string,
  campaignId: string,
  organises: boolean,
  { pointId }: { readonly pointId?: string | undefined },
): Filter {
  const filter = new Filter().equals('p.campaign_id', campaignId);
  if (pointId !== undefined) filter.equals('p.point_id', pointId);
  if (!organises)
    filter.and(
      `p.point_id IN (SELECT own.point_id FROM campaigns_leader own WHERE own.campaign_id = p.campaign_id AND own.status = 'active' AND own.user_id = ${filter.bind(userId)})`,
    );
  return filter;
}
