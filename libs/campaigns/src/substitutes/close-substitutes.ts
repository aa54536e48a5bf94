import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { atMarket, Database, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { organisersOf } from '../authoring/organiser';
import { BOUGHT_SHARES } from '../balances/bought-shares';
import { lockCampaign } from '../lock-campaign';
import { pledgeNotice } from '../pledges/pledge-notices';
import { moveSubstitute, substituteOf } from './move-substitute';

/** People told in one transaction, at most. */
const TOLD_AT_ONCE = 500;
const OFFERS_A_PAGE = 100;

interface Untold {
  readonly campaignId: string;
  readonly title: string;
  readonly toldUntil: string | null;
  readonly lacking: string;
  readonly name: string;
  readonly reason: string;
  readonly until: string;
  readonly goodsFen: number;
  readonly offeredFen: number;
}

/** What follows from offers of other goods by themselves: who pledged is told, in batches, and at its date an offer closes with what was accepted. All found from the tables. */
@Injectable()
export class CloseSubstitutes {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly notices: Notices,
  ) {}

  /** Every offer whose date has passed, `size` to a page; returns how many were looked at. Throws `SweepFailed`. */
  closeDue(size = OFFERS_A_PAGE): Promise<number> {
    return sweepEach(
      {
        name: 'close-substitutes',
        size,
        due: (after?: Due) =>
          this.db.query<Due>(
            `SELECT id, campaign_id AS "campaignId", answer_by::text AS since FROM campaigns_substitute
             WHERE status = 'open' AND answer_by <= clock_timestamp() AND (answer_by, id) > ($2::timestamptz, $3::uuid) ORDER BY answer_by, id LIMIT $1`,
            [size, after?.since ?? '-infinity', after?.id ?? NO_ID],
          ),
      },
      ({ id, campaignId }) => this.uow.run((tx) => this.close(tx, campaignId, id)),
    );
  }

  /** What nobody took is in stock again. */
  private async close(tx: Tx, campaignId: string, id: string): Promise<void> {
    const campaign = await lockCampaign(tx, campaignId);
    const { title, recipientId, status } = campaign;
    const offer = await substituteOf(tx, id);
    if (offer.status !== 'open' || !offer.over) return;
    // What is sent to a recipient is other goods than it said yes to: without its word nothing is.
    const wanted = recipientId === null || offer.recipientAccepts === true;
    const counted = await tx.one<{ accepted: number; all: number }>(
      `SELECT coalesce(sum(p.shares) FILTER (WHERE a.accepts), 0)::int AS accepted, coalesce((SELECT ${BOUGHT_SHARES} FROM campaigns_campaign c WHERE c.id = $1), 0) AS "all"
       FROM campaigns_substitute_answer a JOIN campaigns_pledge p ON p.id = a.pledge_id AND p.status = 'confirmed' WHERE a.substitute_id = $2`,
      [campaignId, id],
    );
    const { accepted, all } = counted ?? { accepted: 0, all: 0 };
    const acceptedShares = status === 'succeeded' && wanted ? accepted : 0;
    await moveSubstitute(tx, offer, { action: 'close', by: SYSTEM, acceptedShares });
    if (acceptedShares === 0) await this.stock.release(tx, [id]);
    else if (acceptedShares < all)
      await this.stock.releasePieces(tx, {
        holder: id,
        lines: [{ skuId: offer.skuId, quantity: (all - acceptedShares) * offer.pieces }],
      });
    await this.notices.tell(tx, organisersOf(campaign, [offer.supplierId, recipientId]), {
      kind: 'campaign',
      title: '替代商品答复截止',
      body: wanted
        ? `“${title}”的替代商品有 ${acceptedShares} 份接受，按替代商品下单；其余 ${all - acceptedShares} 份原路退款。`
        : `“${title}”的受赠单位没有同意替代商品，${all} 份原路退款。`,
      link: null,
    });
  }

  /** Whoever is still to be told of an offer, `size` to a transaction; returns how many offers were looked at. Throws `SweepFailed`. */
  tellAll(size = TOLD_AT_ONCE): Promise<number> {
    return sweepEach(
      {
        name: 'tell-substitutes',
        size: OFFERS_A_PAGE,
        due: (after?: { id: string }) =>
          this.db.query<{ id: string }>(
            `SELECT id FROM campaigns_substitute WHERE told_at IS NULL AND status = 'open' AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $1`,
            [OFFERS_A_PAGE, after?.id ?? null],
          ),
      },
      async ({ id }) => {
        while (await this.uow.run((tx) => this.tellSome(tx, id, size)));
      },
    );
  }

  /** Whoever was told of an offer that was taken back is told of that, too; returns how many offers were looked at. Throws `SweepFailed`. */
  recallAll(size = TOLD_AT_ONCE): Promise<number> {
    return sweepEach(
      {
        name: 'recall-substitutes',
        size: OFFERS_A_PAGE,
        due: (after?: { id: string }) =>
          this.db.query<{ id: string }>(
            `SELECT id FROM campaigns_substitute WHERE status = 'withdrawn' AND recalled_at IS NULL AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $1`,
            [OFFERS_A_PAGE, after?.id ?? null],
          ),
      },
      async ({ id }) => {
        while (await this.uow.run((tx) => this.recallSome(tx, id, size)));
      },
    );
  }

  /** As far as the telling had come: all of them, where it had come to its end. */
  private async recallSome(tx: Tx, id: string, size: number): Promise<boolean> {
    const of = await tx.one<Recalled>(
      `SELECT s.campaign_id AS "campaignId", c.title, s.recalled_until AS "recalledUntil", CASE WHEN s.told_at IS NULL THEN s.told_until END AS "toldUntil",
         s.told_at IS NULL AND s.told_until IS NULL AS "nobody", p.name || ' ' || k.name AS goods
       FROM campaigns_substitute s JOIN campaigns_campaign c ON c.id = s.campaign_id JOIN campaigns_goods g ON g.id = s.goods_id
         JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id
       WHERE s.id = $1 AND s.status = 'withdrawn' AND s.recalled_at IS NULL FOR UPDATE OF s SKIP LOCKED`,
      [id],
    );
    if (!of) return false;
    const pledges = of.nobody
      ? []
      : await tx.query<{ id: string; userId: string }>(
          `SELECT id, user_id AS "userId" FROM campaigns_pledge WHERE campaign_id = $1 AND status = 'confirmed' AND ($2::uuid IS NULL OR id > $2::uuid)
             AND ($3::uuid IS NULL OR id <= $3::uuid) ORDER BY id LIMIT $4`,
          [of.campaignId, of.recalledUntil, of.toldUntil, size],
        );
    await this.notices.tellMany(
      tx,
      'campaign',
      pledges.map((pledge) => recallNotice(pledge, of)),
    );
    const more = pledges.length === size;
    await tx.query(
      'UPDATE campaigns_substitute SET recalled_until = coalesce($2, recalled_until), recalled_at = CASE WHEN NOT $3::boolean THEN clock_timestamp() END WHERE id = $1',
      [id, pledges.at(-1)?.id ?? null, more],
    );
    return more;
  }

  /**
   * The next of them, each once: the cursor moves with the notices. Whether there may be more; not while another worker has it, and not once it was taken back or closed between two
   * batches: nobody is asked what counts no more, or told after those were recalled that had been told.
   */
  private async tellSome(tx: Tx, id: string, size: number): Promise<boolean> {
    const of = await tx.one<Untold>(
      `SELECT s.campaign_id AS "campaignId", c.title, s.told_until AS "toldUntil", gp.name || ' ' || gk.name AS lacking, sp.name || ' ' || sk.name AS name, s.reason,
         to_char(${atMarket('s.answer_by')}, 'MM-DD HH24:MI') AS until, s.pieces * g.prices_fen[c.reached_tier + 1] AS "goodsFen", s.pieces * s.price_fen AS "offeredFen"
       FROM campaigns_substitute s JOIN campaigns_goods g ON g.id = s.goods_id JOIN campaigns_campaign c ON c.id = s.campaign_id
         JOIN sku gk ON gk.id = g.sku_id JOIN product gp ON gp.id = gk.product_id JOIN sku sk ON sk.id = s.sku_id JOIN product sp ON sp.id = sk.product_id
       WHERE s.id = $1 AND s.told_at IS NULL AND s.status = 'open' FOR UPDATE OF s SKIP LOCKED`,
      [id],
    );
    if (!of) return false;
    const pledges = await tx.query<{ id: string; userId: string; shares: number }>(
      `SELECT id, user_id AS "userId", shares FROM campaigns_pledge WHERE campaign_id = $1 AND status = 'confirmed' AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3`,
      [of.campaignId, of.toldUntil, size],
    );
    await this.notices.tellMany(
      tx,
      'campaign',
      pledges.map((pledge) => offerNotice(pledge, of)),
    );
    const more = pledges.length === size;
    await tx.query(
      'UPDATE campaigns_substitute SET told_until = coalesce($2, told_until), told_at = CASE WHEN NOT $3::boolean THEN clock_timestamp() END WHERE id = $1',
      [id, pledges.at(-1)?.id ?? null, more],
    );
    return more;
  }
}

interface Recalled {
  readonly campaignId: string;
  readonly title: string;
  readonly recalledUntil: string | null;
  /** Null: everybody had been told. */
  readonly toldUntil: string | null;
  readonly nobody: boolean;
  readonly goods: string;
}

interface Due {
  readonly id: string;
  readonly campaignId: string;
  readonly since: string;
}

const recallNotice = (
  pledge: { readonly id: string; readonly userId: string },
  { title, goods }: Pick<Recalled, 'title' | 'goods'>,
) =>
  pledgeNotice(
    pledge,
    '替代商品已撤回',
    `供应商撤回了“${title}”的替代商品，之前的选择作废：${goods}按原来的商品供货，您不用再做什么。`,
  );

function offerNotice(
  pledge: { readonly id: string; readonly userId: string; readonly shares: number },
  { title, lacking, name, reason, until, goodsFen, offeredFen }: Untold,
) {
  const [back, difference] = [goodsFen * pledge.shares, (goodsFen - offeredFen) * pledge.shares];
  const less = difference > 0 ? `，并退还差价 ${fenText(difference)}` : '';
  return pledgeNotice(
    pledge,
    '有商品不能供货，请选择退款或替代',
    `“${title}”中的${lacking}不能供货（${reason}）。供应商可以用${name}替代${less}；接受与否由您决定，请在 ${until} 前答复。不答复就退款 ${fenText(back)}。`,
  );
}
