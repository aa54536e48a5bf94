import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { type Fen, timesFen } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { partsOfPledges } from '../balances/payments-of-pledges';
import { lockPledges, movePledges } from '../move-pledges';
import { releaseOfBudgets } from '../units/pledge-budgets';
import type { FreightClass } from './freight-split';
import { PlaceStuck } from './locked-consignment';
import { shortNotice } from './shortfalls';

/** Pledges in one transaction, at most. */
export const PLEDGES_AT_ONCE = 500;

/** What of a consignment its pledges are reckoned by. */
export interface ReckonedConsignment {
  readonly id: string;
  readonly campaignId: string;
  readonly pointId: string | null;
  /** Of one that stands for goods that are not delivered: whose acceptance it is made of. */
  readonly substituteId: string | null;
  readonly plan: number;
  /** Rows of `campaigns_goods` that are ordered. */
  readonly goods: readonly string[];
  readonly goodsShareFen: Fen;
  readonly freightSplit: readonly FreightClass[];
  readonly reckonedUntil: string | null;
}
interface PledgeToReckon {
  readonly id: string;
  readonly userId: string;
  readonly paymentId: string;
  readonly shares: number;
  readonly budgetId: string | null;
  readonly depositFen: Fen | null;
  /** What it cost so far: up front, or by what was reckoned before. */
  readonly costFen: Fen;
  /** Of that, for goods that it accepted in place of others. */
  readonly keptFen: Fen;
}

/** The pledges of a place, behind FROM; the consignment's campaign and point are $1 and $2. Where nothing is fetched at points, all of them are of one place. */
export const AT_PLACE = `campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id
  WHERE p.campaign_id = $1 AND p.status = 'confirmed' AND CASE WHEN c.delivery_mode = 'pickup' THEN p.point_id END IS NOT DISTINCT FROM $2::uuid`;

/** Of a consignment in place of goods, whose substitute is the parameter, those pledges that accepted it; of any other all. */
export const acceptedSql = (substitute: string): string => `(${substitute}::uuid IS NULL OR EXISTS (
  SELECT FROM campaigns_substitute_answer a WHERE a.substitute_id = ${substitute}::uuid AND a.pledge_id = p.id AND a.accepts))`;
/** What of a pledge `p` of the campaign `c` is kept in fen for goods that it accepted in place of others. */
export const KEPT = `(p.shares * (SELECT coalesce(sum(k.goods_share_fen), 0) FROM campaigns_substitute_answer a JOIN campaigns_consignment k
  ON k.substitute_id = a.substitute_id AND k.point_id IS NOT DISTINCT FROM CASE WHEN c.delivery_mode = 'pickup' THEN p.point_id END
  WHERE a.pledge_id = p.id AND a.accepts))::bigint`;

/** No other consignment of the pledge's place is on its way for it, beside the one that is the parameter. */
export const nothingElse = (consignment: string): string => `NOT EXISTS (
  SELECT FROM campaigns_consignment o WHERE o.campaign_id = p.campaign_id AND o.point_id IS NOT DISTINCT FROM $2::uuid AND o.id <> ${consignment} AND o.ended_at IS NULL
    AND (o.substitute_id IS NULL OR EXISTS (
      SELECT FROM campaigns_substitute_answer a WHERE a.substitute_id = o.substitute_id AND a.pledge_id = p.id AND a.accepts)))`;

/** A pledge that pays for a consignment, and how much. */
export interface Payer {
  readonly id: string;
  readonly paymentId: string;
  /** What of it a payment of its own paid before the rest; null: one payment paid all. */
  readonly depositFen: Fen | null;
  readonly amountFen: Fen;
}

/** The next pledges that pay for a consignment after those that did, by id: what they come to but for what they accepted in place of goods, or that alone. */
export function nextPayers(
  tx: Tx,
  of: Pick<ReckonedConsignment, 'campaignId' | 'pointId' | 'substituteId' | 'goodsShareFen'> & {
    readonly fundedUntil: string | null;
  },
  size: number,
): Promise<Payer[]> {
  return tx.query<Payer>(
    `SELECT p.id, p.payment_id AS "paymentId", p.deposit_fen AS "depositFen", CASE WHEN $5::uuid IS NULL THEN coalesce(p.final_fen, 0) - ${KEPT} ELSE p.shares * $6::bigint END AS "amountFen"
     FROM ${AT_PLACE} AND ${acceptedSql('$5')} AND ($3::uuid IS NULL OR p.id > $3::uuid) ORDER BY p.id LIMIT $4`,
    [of.campaignId, of.pointId, of.fundedUntil, size, of.substituteId, of.goodsShareFen],
  );
}

/** Reckons what the pledges of a consignment cost in the end, and gives back what they paid above it. */
@Injectable()
export class ReckonPledges {
  constructor(
    private readonly refunds: Refunds,
    private readonly notices: Notices,
  ) {}

  /**
   * The next pledges, each once: the cursor of the consignment moves with them. Where nothing is supplied, all of it goes back and the pledges end. The caller holds the consignment.
   * Returns whether there may be more.
   */
  async next(tx: Tx, of: ReckonedConsignment, size: number): Promise<boolean> {
    const pledges = await tx.query<PledgeToReckon>(
      `SELECT p.id, p.user_id AS "userId", p.payment_id AS "paymentId", p.shares, p.budget_id AS "budgetId", p.deposit_fen AS "depositFen", coalesce(p.final_fen, p.amount_fen) AS "costFen", ${KEPT} AS "keptFen"
       FROM ${AT_PLACE} AND ($3::uuid IS NULL OR p.id > $3::uuid) ORDER BY p.id LIMIT $4`,
      [of.campaignId, of.pointId, of.reckonedUntil, size],
    );
    const { rows, split } = reckon(pledges, of);
    await this.giveBack(tx, of, rows);
    await write(tx, rows);
    await releaseOfBudgets(
      tx,
      rows.map(({ id, budgetId, backFen: amountFen }) => ({ id, budgetId, amountFen })),
    );
    if (of.goodsShareFen === 0)
      await this.end(
        tx,
        rows.filter(({ keptFen }) => keptFen === 0),
      );
    await this.tell(tx, of, rows);
    const more = pledges.length === size;
    await tx.query(
      `UPDATE campaigns_consignment SET reckoned_until = coalesce($2, reckoned_until), freight_split = $3,
         reckoned_at = CASE WHEN NOT $4::boolean THEN clock_timestamp() END, ended_at = CASE WHEN NOT $4::boolean AND goods_share_fen = 0 THEN clock_timestamp() END
       WHERE id = $1`,
      [of.id, pledges.at(-1)?.id ?? null, JSON.stringify(split), more],
    );
    return more;
  }

  /** The payments are locked by it, before the pledges are written. */
  private async giveBack(
    tx: Tx,
    { plan, goodsShareFen }: ReckonedConsignment,
    rows: readonly Reckoned[],
  ): Promise<void> {
    const parts = await partsOfPledges(
      tx,
      this.refunds,
      rows.map(({ id, paymentId, depositFen, backFen: fen }) => ({ id, paymentId, depositFen, fen })),
      'balance',
    );
    const refused = await this.refunds.requestMany(
      tx,
      parts.map(({ paymentId, holder, amountFen }) => ({
        paymentId,
        holder,
        // One for each plan: goods that turn out not to be there go back on top of what went back before.
        cause: plan === 1 ? 'freight_difference' : `freight_difference:${plan}`,
        amountFen,
        reason: goodsShareFen === 0 ? '供应商都不能供货，全部退回' : '按实际采购和运费结算，多收部分退回',
      })),
    );
    if (refused.length > 0)
      throw new PlaceStuck(`${refused.length} pledges have less left than goes back, the first ${refused[0]?.holder}`);
  }

  /** Who gets back the price of goods that nobody supplies hears which these are; freight alone needs no words. */
  private async tell(tx: Tx, { campaignId, goods }: ReckonedConsignment, rows: readonly Reckoned[]): Promise<void> {
    const missing = await tx.one<{ title: string; names: string }>(
      `SELECT c.title, string_agg(p.name || ' ' || k.name, '、' ORDER BY g.position) AS names
       FROM campaigns_goods g JOIN campaigns_campaign c ON c.id = g.campaign_id JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id
       WHERE g.campaign_id = $1 AND g.id <> ALL($2) GROUP BY c.title`,
      [campaignId, goods],
    );
    if (!missing) return;
    const told = rows
      .filter(({ backFen }) => backFen > 0)
      .map((pledge) => {
        const instead = pledge.keptFen > 0 ? '，您接受的替代商品已下单，这里是差额' : '';
        return shortNotice(pledge, missing.title, `供应商不能供货：${missing.names}${instead}`);
      });
    await this.notices.tellMany(tx, 'campaign', told);
  }

  private async end(tx: Tx, rows: readonly Reckoned[]): Promise<void> {
    const pledges = await lockPledges(
      tx,
      rows.map(({ id }) => id),
    );
    await movePledges(tx, pledges, { action: 'refund', by: SYSTEM, reason: '供应商都不能供货，全额退回' });
  }
}

interface Reckoned extends PledgeToReckon {
  readonly finalFen: Fen;
  readonly freightFen: Fen;
  readonly backFen: Fen;
}

/** What each costs, and what is left of the odd fen of the freight for those that follow. */
function reckon(
  pledges: readonly PledgeToReckon[],
  { goodsShareFen, freightSplit }: ReckonedConsignment,
): { rows: Reckoned[]; split: FreightClass[] } {
  const split = new Map(freightSplit.map((one) => [one.shares, { ...one }]));
  const rows = pledges.map((pledge) => {
    const own = split.get(pledge.shares);
    if (!own) throw new Error(`no freight was reckoned for ${pledge.shares} shares of pledge ${pledge.id}`);
    const freightFen = own.fen + (own.more > 0 ? 1 : 0);
    split.set(pledge.shares, { ...own, more: Math.max(0, own.more - 1) });
    const finalFen = timesFen(goodsShareFen, pledge.shares) + freightFen + pledge.keptFen;
    if (finalFen > pledge.costFen) throw new Error(`pledge ${pledge.id} would cost more than it paid`);
    return { ...pledge, finalFen, freightFen, backFen: pledge.costFen - finalFen };
  });
  return { rows, split: [...split.values()] };
}

async function write(tx: Tx, rows: readonly Reckoned[]): Promise<void> {
  await tx.query(
    `UPDATE campaigns_pledge p SET final_fen = w."finalFen", freight_final_fen = w."freightFen"
     FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, "finalFen" bigint, "freightFen" bigint) WHERE p.id = w.id`,
    [JSON.stringify(rows.map(({ id, finalFen, freightFen }) => ({ id, finalFen, freightFen })))],
  );
}
