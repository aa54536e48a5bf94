import { Injectable } from '@nestjs/common';
import { CERTIFICATE_IN_FORCE, MAY_SELL } from '@yigou/certification';
import type { RouteResponse } from '@yigou/contracts';
import { type Caller, supplierOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, PolicyParameters, type Queryable } from '@yigou/platform';
import { BOUGHT_SHARES } from '../balances/bought-shares';
import { HAS_LIST } from '../addresses/has-list';

type SubstituteList = RouteResponse<'listSubstitutes'>;
type Choice = SubstituteList['choices'][number];

/** SKUs `k` that a supplier may sell now; the supplier is $1. */
const CHOICES = `sku k JOIN product p ON p.id = k.product_id LEFT JOIN certificate c ON c.id = p.certificate_id
  LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id LEFT JOIN stock s ON s.sku_id = k.id
  WHERE p.supplier_id = $1 AND p.status = 'listed' AND k.active AND ${MAY_SELL} IS TRUE`;
const CHOICE = `k.id AS "skuId", p.name || ' ' || k.name AS name, k.price_fen AS "priceFen", greatest(coalesce(s.on_hand - s.reserved, 0), 0) AS available`;
const MOST_CHOICES = 200;

/** A SKU that a supplier may offer, one with a certificate in force where what it stands for has one; undefined: it may not. */
export async function choiceOf(
  db: Queryable,
  supplierId: string,
  { skuId, goodsId }: { readonly skuId: string; readonly goodsId: string },
): Promise<Choice | undefined> {
  const [choice] = await db.query<Choice>(
    `SELECT ${CHOICE} FROM ${CHOICES} AND k.id = $2 AND (${CERTIFICATE_IN_FORCE} OR NOT EXISTS (
       SELECT FROM campaigns_goods g JOIN sku o ON o.id = g.sku_id JOIN product q ON q.id = o.product_id WHERE g.id = $3 AND q.certificate_id IS NOT NULL))
       AND NOT EXISTS (SELECT FROM campaigns_goods g WHERE g.id = $3 AND g.sku_id = k.id)`,
    [supplierId, skuId, goodsId],
  );
  return choice;
}

/** An offer `s` of goods `g` of the campaign `c`, as JSON without what is of one side alone. */
const OFFER_JSON = `'id', s.id, 'goodsId', s.goods_id, 'goodsName', gp.name || ' ' || gk.name, 'goodsPriceFen', g.prices_fen[c.reached_tier + 1],
  'skuId', s.sku_id, 'name', sp.name || ' ' || sk.name, 'priceFen', s.price_fen, 'pieces', s.pieces, 'reason', s.reason, 'status', s.status,
  'answerBy', s.answer_by,
  'recipient', CASE WHEN c.recipient_id IS NULL THEN NULL WHEN s.recipient_accepts THEN 'accepted' WHEN NOT s.recipient_accepts THEN 'declined' ELSE 'asked' END`;
const GOODS = `campaigns_substitute s JOIN campaigns_goods g ON g.id = s.goods_id`;
const NAMES = `JOIN sku gk ON gk.id = g.sku_id JOIN product gp ON gp.id = gk.product_id JOIN sku sk ON sk.id = s.sku_id JOIN product sp ON sp.id = sk.product_id`;
const OFFERS = `${GOODS} JOIN campaigns_campaign c ON c.id = s.campaign_id ${NAMES}`;

/** The offers that concern the pledge `l`, as SQL of a JSON array: as long as the pledge is of a campaign that succeeded. */
export const PLEDGE_SUBSTITUTES = `(SELECT coalesce(jsonb_agg(jsonb_build_object(${OFFER_JSON},
    'supplierName', (SELECT o.name FROM organisation o WHERE o.id = s.supplier_id),
    'accepts', (SELECT a.accepts FROM campaigns_substitute_answer a WHERE a.substitute_id = s.id AND a.pledge_id = l.id),
    'refundFen', l.shares * s.pieces * g.prices_fen[c.reached_tier + 1],
    'differenceFen', l.shares * s.pieces * (g.prices_fen[c.reached_tier + 1] - s.price_fen),
    'open', s.status = 'open' AND s.answer_by > clock_timestamp() AND l.status = 'confirmed' AND l.budget_id IS NULL) ORDER BY s.created_at, s.id), '[]')
  FROM ${OFFERS} WHERE s.campaign_id = l.campaign_id AND s.status <> 'withdrawn' AND l.status IN ('confirmed', 'done', 'refunded'))`;

/** The offers of a donation `c` as its recipient reads them, as SQL of a JSON array: it says yes or no to those that are open. */
export const DONATION_SUBSTITUTES = `(SELECT coalesce(jsonb_agg(jsonb_build_object(${OFFER_JSON},
    'supplierName', (SELECT o.name FROM organisation o WHERE o.id = s.supplier_id),
    'open', s.status = 'open' AND s.answer_by > clock_timestamp()) ORDER BY s.created_at, s.id), '[]')
  FROM ${GOODS} ${NAMES} WHERE s.campaign_id = c.id)`;

/** Offers as their supplier reads them. */
@Injectable()
export class SubstituteQueries {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** Three statements. Throws `forbidden`, and `not_found` for a campaign that the supplier supplies nothing of. */
  async list(caller: Caller, campaignId: string): Promise<SubstituteList> {
    const supplierId = supplierOf(caller);
    const campaign = await this.db.one<{ shares: number; open: boolean }>(
      `SELECT ${BOUGHT_SHARES} AS shares, c.status = 'succeeded' AND c.pledges_done_at IS NOT NULL AND NOT ${HAS_LIST} AND NOT EXISTS (
         SELECT FROM campaigns_consignment d WHERE d.campaign_id = c.id AND (d.placed_at IS NOT NULL OR d.ended_at IS NOT NULL)) AS open
       FROM campaigns_campaign c JOIN campaigns_supplier a ON a.campaign_id = c.id AND a.supplier_id = $2
       WHERE c.id = $1 AND c.status NOT IN ('draft', 'to_recipient')`,
      [campaignId, supplierId],
    );
    if (!campaign) throw new DomainError('not_found');
    const offers = await this.db.query<{ items: SubstituteList['items']; goods: SubstituteList['goods'] }>(
      `SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object(${OFFER_JSON}, 'acceptedShares', coalesce(s.accepted_shares, (
             SELECT sum(l.shares) FROM campaigns_substitute_answer a JOIN campaigns_pledge l ON l.id = a.pledge_id
             WHERE a.substitute_id = s.id AND a.accepts AND l.status = 'confirmed'), 0)) ORDER BY s.created_at, s.id), '[]')
           FROM ${OFFERS} WHERE s.campaign_id = $1 AND s.supplier_id = $2) AS items,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', gp.name || ' ' || gk.name, 'pieces', g.pieces,
             'priceFen', g.prices_fen[coalesce(c.reached_tier, 0) + 1]) ORDER BY g.position), '[]')
           FROM campaigns_goods g JOIN campaigns_campaign c ON c.id = g.campaign_id JOIN sku gk ON gk.id = g.sku_id JOIN product gp ON gp.id = gk.product_id
           WHERE g.campaign_id = $1 AND g.supplier_id = $2
             AND NOT EXISTS (SELECT FROM campaigns_substitute s WHERE s.goods_id = g.id AND s.status <> 'withdrawn')) AS goods`,
      [campaignId, supplierId],
    );
    const choices = campaign.open
      ? await this.db.query<Choice>(
          `SELECT ${CHOICE} FROM ${CHOICES} ORDER BY p.name, k.name, k.id LIMIT ${MOST_CHOICES}`,
          [supplierId],
        )
      : [];
    const mostDays = await this.policy.get('campaigns.substitute_days');
    return { ...campaign, mostDays, items: offers[0]?.items ?? [], goods: offers[0]?.goods ?? [], choices };
  }
}
