import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, inPerson, type SeatedCaller } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, type Fen, fenText, newId } from '@yigou/kernel';
import {
  claimKey,
  type IdempotencyClaim,
  PolicyParameters,
  startOfMarketDay,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { Notices } from '@yigou/notifications';
import { organisersOf } from '../authoring/organiser';
import { BOUGHT_SHARES } from '../balances/bought-shares';
import { HAS_LIST } from '../addresses/has-list';
import { holdCampaign, type LockedCampaign, lockCampaign } from '../lock-campaign';
import { RECIPIENT } from '../recipients/needs.service';
import { moveSubstitute, offerSubstitute, substituteOf } from './move-substitute';
import { choiceOf } from './substitutes.queries';

/** How long who pledged has to answer at least; the policy says how long at most. */
const LEAST_HOURS = 24;

/** The goods that are not delivered, at the tier that was reached. */
interface Lacking {
  readonly pieces: number;
  readonly priceFen: Fen;
  readonly shares: number;
  /** Something of the campaign is ordered already, or its price has gone back. */
  readonly placed: boolean;
  /** All its pledges know that it succeeded. */
  readonly settled: boolean;
  /** Who gets it is on a list, and has not paid. */
  readonly listed: boolean;
}

/**
 * Other goods of the same supplier in place of some that it cannot deliver (替代商品), offered after success and before they are ordered. Nothing is decided for anybody: who pledged accepts or
 * declines, and whoever says nothing has the price back. Offering and taking back hold the campaign exclusively, answering holds it with others, so that an answer counts
 * exactly when it came before the offer closed.
 */
@Injectable()
export class Substitutes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly policy: PolicyParameters,
  ) {}

  /**
   * Holds the stock for all shares that are bought. Throws `forbidden`, `not_found` for goods of others, `campaign_moved` before all pledges know of the success and after the orders, `substitute_too_late` once something is
   * ordered, `substitute_not_for_list`, `substitute_dearer` above the price of what it stands for or its own in the shop, `substitute_not_sold`, `substitute_offered`, `insufficient_stock`, `validation_failed`.
   */
  async offer(
    caller: Caller,
    campaignId: string,
    body: RouteInput<'offerSubstitute'>['body'],
    claim: IdempotencyClaim,
  ): Promise<void> {
    const mostDays = await this.policy.get('campaigns.substitute_days');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { campaignId });
      if (!first) return;
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const campaign = await lockCampaign(tx, campaignId);
      const lacking = await lackingOf(tx, campaign, by, body.goodsId);
      await requireTime(tx, body.answerBy, mostDays);
      await requirePatience(tx, { campaignId, supplierId: by.seat.organisationId, mostDays }, body.answerBy);
      if (body.priceFen > lacking.priceFen) throw new DomainError('substitute_dearer', { priceFen: lacking.priceFen });
      const choice = await choiceOf(tx, by.seat.organisationId, body);
      if (!choice) throw new DomainError('substitute_not_sold');
      if (body.priceFen > choice.priceFen)
        throw new DomainError(
          'substitute_dearer',
          { priceFen: choice.priceFen },
          `替代商品的单价不能高于它的平台售价 ${fenText(choice.priceFen)}，请降低单价。`,
        );
      const id = newId();
      await this.stock.reserve(tx, [
        { holder: id, lines: [{ skuId: body.skuId, quantity: lacking.pieces * lacking.shares }] },
      ]);
      await offerSubstitute(
        tx,
        { id, campaignId, supplierId: by.seat.organisationId, pieces: lacking.pieces, ...body },
        by,
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.substitute_offered',
        subjectKind: 'campaign',
        subjectId: campaignId,
        summary: `为团购“${campaign.title}”提出替代商品：${choice.name}。原因：${body.reason}`,
      });
      await this.tellRecipient(tx, campaign, {
        title: '供应商提出替代商品，请本单位确认',
        body: `“${campaign.title}”有商品不能供货（${body.reason}）。供应商提出用${choice.name}替代，请在答复期限前确认是否接收；不答复就不发替代商品。`,
      });
    });
  }

  /** The goods can be delivered after all: what was answered is of no consequence. Throws `forbidden`, `not_found`, `substitute_closed` also from its date on. Answers the campaign's id. */
  withdraw(caller: Caller, id: string, claim: IdempotencyClaim): Promise<string> {
    return this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const { campaignId, supplierId } = await substituteOf(tx, id);
      if (supplierId !== by.seat.organisationId) throw new DomainError('not_found');
      if (!first) return campaignId;
      const campaign = await lockCampaign(tx, campaignId);
      const offer = await substituteOf(tx, id);
      // From its date on what was accepted is ordered: the supplier does not choose by the answers.
      if (offer.over) throw new DomainError('substitute_closed');
      await moveSubstitute(tx, offer, { action: 'withdraw', by });
      await this.stock.release(tx, [id]);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.substitute_withdrawn',
        subjectKind: 'campaign',
        subjectId: campaignId,
        summary: `撤回团购“${campaign.title}”的替代商品`,
      });
      const title = '替代商品已撤回';
      const body = `供应商撤回了“${campaign.title}”的替代商品，按原来的商品供货，团购继续下单。`;
      await this.tellRecipient(tx, campaign, { title, body });
      const link = `/organise/${campaignId}/results`;
      await this.notices.tell(tx, organisersOf(campaign), { kind: 'campaign', title, body, link });
      return campaignId;
    });
  }

  /**
   * The recipient of a donation confirmed which goods it takes: it says whether it takes these instead (受赠方确认), until the date, and may change its mind. No is the end of the offer at its date,
   * whatever who pledged said. Throws `forbidden`, `not_found` for another's donation or an offer of another campaign, `substitute_closed`.
   */
  answerAsRecipient(
    caller: Caller,
    of: { readonly id: string; readonly substituteId: string },
    accepts: boolean,
    claim: IdempotencyClaim,
  ): Promise<void> {
    return this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, of);
      const by = await holdSeat(tx, caller, RECIPIENT);
      const { campaignId } = await substituteOf(tx, of.substituteId);
      if (!first) return;
      const campaign = await lockCampaign(tx, campaignId);
      if (campaignId !== of.id || campaign.recipientId !== by.seat.organisationId) throw new DomainError('not_found');
      const offer = await substituteOf(tx, of.substituteId);
      if (offer.status !== 'open' || offer.over) throw new DomainError('substitute_closed');
      if (offer.recipientAccepts === accepts) return;
      await tx.query(
        'UPDATE campaigns_substitute SET recipient_accepts = $2, recipient_answered_at = clock_timestamp() WHERE id = $1',
        [offer.id, accepts],
      );
      const said = accepts ? '同意接收替代商品' : '不接收替代商品';
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.substitute_answered',
        subjectKind: 'campaign',
        subjectId: campaignId,
        summary: `对团购“${campaign.title}”的替代商品：${said}`,
      });
      await this.notices.tell(tx, organisersOf(campaign, [offer.supplierId]), {
        kind: 'campaign',
        title: `受赠单位${said}`,
        body: `${by.seat.organisationName}${said}：“${campaign.title}”。${accepts ? '接受的份数在答复截止后下单。' : '答复截止后这种商品的货款原路退回。'}`,
        link: null,
      });
    });
  }

  private async tellRecipient(
    tx: Tx,
    { id, recipientId }: LockedCampaign,
    said: { readonly title: string; readonly body: string },
  ): Promise<void> {
    if (recipientId !== null)
      await this.notices.tell(
        tx,
        { organisationIds: [recipientId] },
        { kind: 'campaign', ...said, link: `/recipient/campaigns?id=${id}` },
      );
  }

  /** The last answer before the date counts. Throws `not_found` for another's pledge or an offer of another campaign, `pledge_closed`, `substitute_closed`, `substitute_not_for_units`. */
  answer(
    caller: Caller,
    of: { readonly id: string; readonly substituteId: string },
    accepts: boolean,
    claim: IdempotencyClaim,
  ): Promise<void> {
    const by = inPerson(caller);
    return this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, of);
      if (!first) return;
      const { campaignId } = await substituteOf(tx, of.substituteId);
      await holdCampaign(tx, campaignId);
      const pledge = await tx.one<{ status: string; units: boolean }>(
        'SELECT status, budget_id IS NOT NULL AS units FROM campaigns_pledge WHERE id = $1 AND user_id = $2 AND campaign_id = $3',
        [of.id, by.actor.userId, campaignId],
      );
      if (!pledge) throw new DomainError('not_found');
      // What a budget holds is for the goods that its unit ordered.
      if (pledge.units) throw new DomainError('substitute_not_for_units');
      const offer = await substituteOf(tx, of.substituteId);
      if (offer.status !== 'open' || offer.over) throw new DomainError('substitute_closed');
      if (pledge.status !== 'confirmed') throw new DomainError('pledge_closed');
      await tx.query(
        `INSERT INTO campaigns_substitute_answer (substitute_id, pledge_id, accepts) VALUES ($1, $2, $3)
         ON CONFLICT (substitute_id, pledge_id) DO UPDATE SET accepts = excluded.accepts, answered_at = clock_timestamp()`,
        [offer.id, of.id, accepts],
      );
    });
  }
}

async function lackingOf(tx: Tx, campaign: LockedCampaign, { seat }: SeatedCaller, goodsId: string): Promise<Lacking> {
  const lacking = await tx.one<Lacking>(
    `SELECT g.pieces, g.prices_fen[c.reached_tier + 1] AS "priceFen", ${BOUGHT_SHARES} AS shares, c.pledges_done_at IS NOT NULL AS settled, ${HAS_LIST} AS listed,
       EXISTS (SELECT FROM campaigns_consignment d WHERE d.campaign_id = c.id AND (d.placed_at IS NOT NULL OR d.ended_at IS NOT NULL OR NOT g.id = ANY(d.goods))) AS placed
     FROM campaigns_goods g JOIN campaigns_campaign c ON c.id = g.campaign_id WHERE g.id = $1 AND g.campaign_id = $2 AND g.supplier_id = $3`,
    [goodsId, campaign.id, seat.organisationId],
  );
  if (!lacking) throw new DomainError('not_found');
  if (campaign.status !== 'succeeded' || !lacking.settled)
    throw new DomainError('campaign_moved', { status: campaign.status });
  if (lacking.placed) throw new DomainError('substitute_too_late');
  // Packs go to all of a list: some of them with other goods would go to nobody in particular.
  if (lacking.listed) throw new DomainError('substitute_not_for_list');
  return lacking;
}

async function requireTime(tx: Tx, answerBy: string, mostDays: number): Promise<void> {
  const fits = await tx.one(
    `SELECT 1 AS found WHERE $1::timestamptz BETWEEN clock_timestamp() + make_interval(hours => $2) AND clock_timestamp() + make_interval(days => $3)`,
    [answerBy, LEAST_HOURS, mostDays],
  );
  if (!fits)
    throw new DomainError('validation_failed', {
      fields: { answerBy: `答复期限最早为 ${LEAST_HOURS} 小时后，最晚为 ${mostDays} 天后` },
    });
}

/**
 * The orders of a campaign wait while an offer is open, whoever else supplies it: one supplier may hold them up for as long as a single offer may last, however often it takes one back and makes
 * another. What was open at once counts once; before the day of a pre-sale nothing is held up.
 */
async function requirePatience(
  tx: Tx,
  of: { readonly campaignId: string; readonly supplierId: string; readonly mostDays: number },
  answerBy: string,
): Promise<void> {
  const { campaignId, supplierId, mostDays } = of;
  const over = await tx.one(
    `SELECT 1 AS found FROM (
       SELECT range_agg(tstzrange(held.since, greatest(held.since, held.until))) AS spans FROM campaigns_campaign c
         CROSS JOIN LATERAL (
           SELECT s.created_at AS at, coalesce((SELECT min(w.at) FROM campaigns_substitute_step w WHERE w.campaigns_substitute_id = s.id AND w.action = 'withdraw'), s.answer_by) AS until
           FROM campaigns_substitute s WHERE s.campaign_id = c.id AND s.supplier_id = $2
           UNION ALL SELECT clock_timestamp(), $3::timestamptz) offer
         CROSS JOIN LATERAL (SELECT greatest(offer.at, ${startOfMarketDay('c.ship_on')}) AS since, offer.until) held
       WHERE c.id = $1) spent
     WHERE (SELECT sum(upper(span) - lower(span)) FROM unnest(spent.spans) AS span) > make_interval(days => $4)`,
    [campaignId, supplierId, answerBy, mostDays],
  );
  if (over)
    throw new DomainError('validation_failed', {
      fields: {
        answerBy: `本单位的替代商品合计最多让该团购的下单等待 ${mostDays} 天：请提前答复期限，或按原商品供货`,
      },
    });
}
