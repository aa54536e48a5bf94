import { Injectable } from '@nestjs/common';
import type { LeadingView, RouteInput, RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, type Listing, newestId, PolicyParameters } from '@yigou/platform';
import { HANDING } from '../fulfilment/organises';
import { LEADER } from './leader-status';
import { gatheredSql, namesOverSql, PLEDGER } from './leads';

type Row = RouteResponse<'listLeading'>['items'][number];
type LedPledge = RouteResponse<'listLedPledges'>['items'][number];

const instant = (sql: string): string => `to_jsonb(${sql}) #>> '{}'`;
const COLUMNS = `l.name, l.status, ${gatheredSql('l.id')}, (SELECT t.name FROM campaigns_point t WHERE t.id = l.point_id) AS "pointName",
  ${instant('l.asked_at')} AS "askedAt",
  jsonb_build_object('id', c.id, 'number', c.number, 'title', c.title, 'photo', c.photo_key, 'status', c.status, 'deadline', c.deadline,
    'deliveryMode', c.delivery_mode, 'thresholdShares', c.threshold_shares, 'capShares', c.cap_shares,
    'paidShares', (SELECT coalesce(sum(s.paid), 0) FROM campaigns_slot s WHERE s.campaign_id = c.id)) AS campaign`;
const JOINS = 'JOIN campaigns_campaign c ON c.id = l.campaign_id';
const LIST: Listing = {
  from: 'campaigns_leader l',
  alias: 'l',
  joins: JOINS,
  columns: COLUMNS,
  keyset: newestId('l.id'),
};
/** Pledges that are paid, or may be yet: who gave up is nobody’s to know. */
const PLEDGES: Listing = {
  from: 'campaigns_pledge p',
  alias: 'p',
  joins: `JOIN app_user u ON u.id = p.user_id LEFT JOIN campaigns_point t ON t.id = p.point_id`,
  columns: `p.number, ${PLEDGER}, p.shares, p.status, t.name AS "pointName", ${instant('p.created_at')} AS "createdAt", ${instant('p.handed_at')} AS "handedAt"`,
  keyset: newestId('p.id'),
};

/** 我的帮卖: what somebody leads, and who came by their link. */
@Injectable()
export class LeadingQueries {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** The latest first; one statement. */
  async list(userId: string, query: RouteInput<'listLeading'>['query']): Promise<RouteResponse<'listLeading'>> {
    const filter = new Filter().equals('l.user_id', userId);
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return { ...page, items: rows };
  }

  /** One statement. Throws `not_found` for a campaign that one never asked to lead. */
  async view(userId: string, campaignId: string): Promise<LeadingView> {
    const row = await this.db.one<Omit<LeadingView, 'can'> & { readonly over: boolean }>(
      `SELECT ${COLUMNS}, CASE WHEN l.status = 'active' THEN l.code END AS code,
         (SELECT coalesce(sum(p.shares), 0)::int FROM campaigns_pledge p WHERE p.via_id = l.id AND p.status = 'pending') AS "heldShares",
         (SELECT jsonb_build_object('id', t.id, 'name', t.name, 'regionPath', t.region_path, 'detail', t.detail,
             'shares', (SELECT coalesce(sum(p.shares), 0) FROM campaigns_pledge p WHERE p.point_id = t.id AND p.status IN ('paid', 'balance_due', 'confirmed', 'done')))
           FROM campaigns_point t WHERE t.id = l.point_id) AS point,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('to', s.to_status, 'at', s.at, 'reason', s.reason) ORDER BY s.at, s.id), '[]')
           FROM campaigns_leader_step s WHERE s.campaigns_leader_id = l.id) AS steps, ${namesOverSql('$3')} AS over
       FROM campaigns_leader l ${JOINS} WHERE l.user_id = $1 AND l.campaign_id = $2`,
      [userId, campaignId, await this.days()],
    );
    if (!row) throw new DomainError('not_found');
    const { over, ...view } = row;
    const { status, campaign, point } = view;
    const names = status === 'active' && !over;
    const can = {
      share: status === 'active' && campaign.status === 'recruiting',
      names,
      sort: names && point !== null && HANDING.includes(campaign.status),
      leave: LEADER.can(status, 'withdraw') || LEADER.can(status, 'leave'),
    };
    return { ...view, can };
  }

  /** Newest first; two statements. Throws `not_found` for who does not lead the campaign, `leader_names_over` some days after it has ended. */
  async pledges(
    userId: string,
    campaignId: string,
    query: RouteInput<'listLedPledges'>['query'],
  ): Promise<RouteResponse<'listLedPledges'>> {
    const leader = await this.db.one<{ id: string; over: boolean }>(
      `SELECT l.id, ${namesOverSql('$3')} AS over FROM campaigns_leader l ${JOINS} WHERE l.user_id = $1 AND l.campaign_id = $2 AND l.status = 'active'`,
      [userId, campaignId, await this.days()],
    );
    if (!leader) throw new DomainError('not_found');
    if (leader.over) throw new DomainError('leader_names_over');
    const filter = new Filter()
      .equals('p.via_id', leader.id)
      .and(`p.status IN ('pending', 'paid', 'balance_due', 'confirmed', 'done')`);
    const { rows, ...page } = await keysetPage<LedPledge>(this.db, filter, PLEDGES, query);
    return { ...page, items: rows };
  }

  /** Whose link it is, while it counts; one statement. Says the same of a wrong code as of one that was taken away. */
  async link(campaignId: string, code: string): Promise<RouteResponse<'getLeaderLink'>> {
    const leader = await this.db.one<{ name: string; pointId: string | null }>(
      `SELECT l.name, t.id AS "pointId" FROM campaigns_leader l LEFT JOIN campaigns_point t ON t.id = l.point_id AND t.closed_at IS NULL
       WHERE l.campaign_id = $1 AND l.code = $2 AND l.status = 'active'`,
      [campaignId, code],
    );
    return { leader: leader ?? null };
  }

  private days(): Promise<number> {
    return this.policy.get('campaigns.leader_names_days');
  }
}
