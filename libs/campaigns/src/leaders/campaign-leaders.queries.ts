import { Injectable } from '@nestjs/common';
import type { LeaderRow, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keyset, keysetPage, type Listing, PersonalData, PolicyParameters } from '@yigou/platform';
import { ownedSql } from '../authoring/organiser';
import type { ProposedPoint } from './lead-campaigns.service';
import { gatheredSql, mostOwnPoints, OWN_POINTS } from './leads';

interface Selected extends Omit<LeaderRow, 'proposal'> {
  readonly sealed: string | null;
}
const COLUMNS = `l.id, l.name, u.name AS "userName", l.status, ${gatheredSql('l.id')}, t.name AS "pointName", l.proposal_sealed AS sealed,
  to_jsonb(l.asked_at) #>> '{}' AS "askedAt",
  coalesce((SELECT s.reason FROM campaigns_leader_step s WHERE s.campaigns_leader_id = l.id ORDER BY s.at DESC, s.id DESC LIMIT 1), '') AS reason`;
const JOINS = 'JOIN app_user u ON u.id = l.user_id LEFT JOIN campaigns_point t ON t.id = l.point_id';
/** Who waits for an answer comes first. */
const LIST: Listing = {
  from: 'campaigns_leader l',
  alias: 'l',
  joins: JOINS,
  columns: COLUMNS,
  keyset: keyset('DESC', { sql: `(l.status = 'asked')::int`, kind: 'number' }, { sql: 'l.id', kind: 'id' }),
};

/** Sub-leaders as the organiser of their campaign sees them. */
@Injectable()
export class CampaignLeaderQueries {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
    private readonly policy: PolicyParameters,
  ) {}

  /** Two statements. Throws `not_found` for the campaigns of others. */
  async list(
    caller: Caller,
    campaignId: string,
    { status, ...request }: RouteInput<'listLeaders'>['query'],
  ): Promise<RouteResponse<'listLeaders'>> {
    const own = new Filter().equals('c.id', campaignId);
    own.and(ownedSql(caller, own.bind));
    const mostOwn = await this.policy.get('campaigns.own_points');
    const campaign = await this.db.one<
      Pick<RouteResponse<'listLeaders'>, 'open' | 'recruiting' | 'points' | 'freightShareFen'>
    >(
      `SELECT c.leaders_open AS open, c.status = 'recruiting' AS recruiting, c.freight_share_fen AS "freightShareFen",
         CASE WHEN c.delivery_mode = 'pickup' THEN jsonb_build_object('all', (SELECT count(*) FROM campaigns_point t WHERE t.campaign_id = c.id),
           'own', ${OWN_POINTS}, 'mostOwn', ${mostOwnPoints(own.bind(mostOwn))}) END AS points FROM campaigns_campaign c WHERE ${own.sql}`,
      own.values,
    );
    if (!campaign) throw new DomainError('not_found');
    const filter = new Filter().equals('l.campaign_id', campaignId).equals('l.status', status);
    const { rows, ...page } = await keysetPage<Selected>(this.db, filter, LIST, request);
    return { ...page, ...campaign, items: rows.map((row) => this.shown(row)) };
  }

  /** One of the own campaign, after it was decided on; one statement. */
  async one(id: string): Promise<LeaderRow> {
    const row = await this.db.one<Selected>(`SELECT ${COLUMNS} FROM campaigns_leader l ${JOINS} WHERE l.id = $1`, [id]);
    if (!row) throw new DomainError('not_found');
    return this.shown(row);
  }

  private shown({ sealed, ...row }: Selected): LeaderRow {
    if (sealed === null) return { ...row, proposal: null };
    const { name, contact, phone, regionPath, detail } = JSON.parse(
      this.personal.open(sealed, row.id),
    ) as ProposedPoint;
    return { ...row, proposal: { name, contact, phone, regionPath, detail } };
  }
}
