import { Injectable } from '@nestjs/common';
import type { CampaignStatus, SortingList } from '@yigou/contracts';
import { type Caller, Gate, inPerson } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, drawPdf, PolicyParameters } from '@yigou/platform';
import { HANDING } from '../fulfilment/organises';
import { namesOverSql, PLEDGER } from './leads';
import { GIVEN_INSTEAD } from '../substitutes/given-instead';
import { PeopleExports } from './people-exports';
import { drawSortingList } from './sorting-list-page';

/** So many people stand on one list. */
const MOST_PEOPLE = 2_000;

interface PointRow {
  readonly campaignId: string;
  readonly pointId: string;
  readonly number: string;
  readonly title: string;
  readonly status: CampaignStatus;
  readonly name: string;
  readonly place: string;
  readonly contact: string;
  readonly over: boolean;
}

/** 分拣单、提货单 of the point that somebody leads, by person, with what all of it holds: to be read, printed, or taken along as a table. */
@Injectable()
export class SortingLists {
  /** Drawing takes a good part of a second of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
    private readonly exports: PeopleExports,
  ) {}

  /**
   * Three statements. Throws `not_found` for who leads no point of the campaign, `hand_out_not_open` before its goods are on their way, `leader_names_over` some days after it has
   * ended, `hand_out_list_too_long` for more than 2,000 people.
   */
  async of(userId: string, campaignId: string): Promise<SortingList> {
    const point = await this.point(userId, campaignId);
    const people = await this.db.query<SortingList['people'][number]>(
      `SELECT g.shares, g."handedShares", g.pledges, g.note, CASE WHEN g."handedShares" = g.shares THEN 'done' ELSE 'waiting' END AS state, ${PLEDGER}
       FROM (SELECT p.user_id, sum(p.shares)::int AS shares, coalesce(sum(p.shares) FILTER (WHERE p.status = 'done'), 0)::int AS "handedShares",
           array_agg(p.number ORDER BY p.id) AS pledges, coalesce(string_agg(nullif(p.note, ''), '；' ORDER BY p.id), '') AS note, min(p.id::text) AS first
         FROM (SELECT p.*, ${GIVEN_INSTEAD} AS note FROM campaigns_pledge p WHERE p.point_id = $1 AND p.status IN ('confirmed', 'done')) p GROUP BY p.user_id) g
         JOIN app_user u ON u.id = g.user_id ORDER BY g.first LIMIT ${MOST_PEOPLE + 1}`,
      [point.pointId],
    );
    if (people.length > MOST_PEOPLE) throw new DomainError('hand_out_list_too_long', { most: MOST_PEOPLE });
    const [shares, handedShares] = [sum(people, 'shares'), sum(people, 'handedShares')];
    const goods = await this.goods(point, shares);
    const { number, title, name, place, contact } = point;
    return { number, title, point: { name, place, contact }, goods, people, shares, handedShares };
  }

  /** The list to take along: who takes one is kept in the trail, and it counts. Throws as `of`, and `rate_limited`. */
  async taken(caller: Caller, campaignId: string): Promise<SortingList> {
    const by = inPerson(caller);
    const list = await this.of(by.actor.userId, campaignId);
    const { number, point, people } = list;
    await this.exports.note(by, campaignId, `团购 ${number} 自提点“${point.name}”的分拣单，${people.length} 人`);
    return list;
  }

  /** Throws as `taken`, and `service_unavailable` when very many wait. */
  async paper(caller: Caller, campaignId: string): Promise<{ readonly number: string; readonly body: Buffer }> {
    const list = await this.taken(caller, campaignId);
    const info = { Title: `分拣单 ${list.number} ${list.point.name}`, Subject: list.title, Creator: '益购' };
    const body = await this.gate.run(() => drawPdf({ info, margin: 48 }, (doc) => drawSortingList(doc, list)));
    return { number: list.number, body };
  }

  private async point(userId: string, campaignId: string): Promise<PointRow> {
    const point = await this.db.one<PointRow>(
      `SELECT c.id AS "campaignId", t.id AS "pointId", c.number, c.title, c.status, t.name, t.region_path || ' ' || t.detail AS place, t.contact,
         ${namesOverSql('$3')} AS over
       FROM campaigns_leader l JOIN campaigns_campaign c ON c.id = l.campaign_id JOIN campaigns_point t ON t.id = l.point_id
       WHERE l.user_id = $1 AND l.campaign_id = $2 AND l.status = 'active'`,
      [userId, campaignId, await this.policy.get('campaigns.leader_names_days')],
    );
    if (!point) throw new DomainError('not_found');
    if (point.over) throw new DomainError('leader_names_over');
    if (!HANDING.includes(point.status)) throw new DomainError('hand_out_not_open', { status: point.status });
    return point;
  }

  /** What all shares of the point hold, and what of it was ordered and stands. */
  private goods({ campaignId, pointId }: PointRow, shares: number): Promise<SortingList['goods'][number][]> {
    return this.db.query<SortingList['goods'][number]>(
      `SELECT name, "perShare", pieces, ordered, instead FROM (
       SELECT g.position, p.name || ' ' || k.name AS name, g.pieces AS "perShare", g.pieces * $3::int AS pieces,
         (SELECT coalesce(sum(l.quantity - l.ended_quantity), 0)::int FROM campaigns_order d JOIN sales_order o ON o.id = d.order_id
            JOIN order_line l ON l.order_id = o.id
          WHERE d.campaign_id = $1 AND d.point_id = $2 AND l.sku_id = g.sku_id AND o.status NOT IN ('cancelled', 'expired')) AS ordered, false AS instead
       FROM campaigns_goods g JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id WHERE g.campaign_id = $1
       UNION ALL
       SELECT old.position, p.name || ' ' || k.name, s.pieces, given.shares * s.pieces, given.ordered, true
       FROM campaigns_substitute s JOIN campaigns_goods old ON old.id = s.goods_id JOIN sku k ON k.id = s.sku_id JOIN product p ON p.id = k.product_id, LATERAL (
         SELECT coalesce(sum(l.quantity), 0)::int / s.pieces AS shares, coalesce(sum(l.quantity - l.ended_quantity), 0)::int AS ordered
         FROM campaigns_consignment d JOIN campaigns_order t ON t.checkout_id = d.checkout_id JOIN sales_order o ON o.id = t.order_id JOIN order_line l ON l.order_id = o.id
         WHERE d.substitute_id = s.id AND t.point_id = $2 AND o.status NOT IN ('cancelled', 'expired')) AS given
       WHERE s.campaign_id = $1 AND given.shares > 0) AS good ORDER BY position, instead`,
      [campaignId, pointId, shares],
    );
  }
}

const sum = (people: SortingList['people'], of: 'shares' | 'handedShares'): number =>
  people.reduce((total, one) => total + one[of], 0);
