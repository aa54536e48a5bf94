import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, marketDayOf } from '@yigou/platform';
import { participationNumber, pledgeNumberOf } from './participation-number';
import { PUBLISHED_JSON } from './published';

export type Participation = RouteResponse<'verifyParticipation'>;

/** So many names stand on a certificate. */
const MOST_NAMES = 12;
/** Names of what a campaign's orders held, each once. */
const namesSql = (
  column: string,
): string => `ARRAY(SELECT DISTINCT ${column} FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id
  JOIN order_line l ON l.order_id = o.id WHERE k.campaign_id = c.id AND o.status NOT IN ('cancelled', 'expired') AND ${column} IS NOT NULL
  ORDER BY 1 LIMIT ${MOST_NAMES})`;

/** 参与证书: that somebody took part in a campaign that was published, and what it did. */
@Injectable()
export class Participations {
  constructor(private readonly db: Database) {}

  /**
   * As anybody checks it: under the name that the participant chose to show. One statement; none for a number whose check character is wrong. Throws `not_found` for it, and for
   * what is not published or was given back.
   */
  async verify(number: string): Promise<Participation> {
    const pledgeNumber = pledgeNumberOf(number.trim().toUpperCase());
    if (!pledgeNumber) throw new DomainError('not_found');
    const row = await this.db.one<Omit<Participation, 'number'>>(
      `SELECT CASE WHEN p.shown_name = '' THEN '爱心人士' ELSE p.shown_name END AS "shownName", p.shares, ${marketDayOf('p.paid_at')} AS "paidOn",
         c.id AS "campaignId", c.number AS "campaignNumber", c.title, c.form, c.organiser_name AS "organiserName", r.name AS "recipientName",
         (b.grams * p.shares / greatest(b.shares, 1))::bigint AS grams, ${namesSql('l.county_name')} AS counties, ${namesSql('l.product_name')} AS products,
         ${PUBLISHED_JSON} AS impact
       FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id JOIN campaigns_publication b ON b.campaign_id = c.id
         LEFT JOIN organisation r ON r.id = c.recipient_id
       WHERE p.number = $1 AND p.status IN ('confirmed', 'done')`,
      [pledgeNumber],
    );
    if (!row) throw new DomainError('not_found');
    return { number: participationNumber(pledgeNumber), ...row };
  }

  /** The number of the certificate of an own pledge; null before the campaign is published. One statement. Throws `not_found` for the pledges of others. */
  async own(userId: string, pledgeId: string): Promise<RouteResponse<'getOwnParticipation'>> {
    const pledge = await this.db.one<{ number: string; published: boolean }>(
      `SELECT p.number, p.status IN ('confirmed', 'done') AND b.campaign_id IS NOT NULL AS published
       FROM campaigns_pledge p LEFT JOIN campaigns_publication b ON b.campaign_id = p.campaign_id WHERE p.id = $1 AND p.user_id = $2`,
      [pledgeId, userId],
    );
    if (!pledge) throw new DomainError('not_found');
    return { number: pledge.published ? participationNumber(pledge.number) : null };
  }
}
