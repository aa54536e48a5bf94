import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { CAMPAIGN } from '../campaign-status';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { lockSurplus, moveSurplus, offerSurplus } from './move-surplus';
import { RECIPIENT } from './needs.service';

type Offer = RouteInput<'reallocate'>['body'];
type Answer = RouteInput<'answerSurplus'>['body'];

/** What a recipient signed for and does not need it offers to another recipient, who agrees or refuses (余量再分配). Pieces of a line are never offered twice. */
@Injectable()
export class Surpluses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * The campaign is received and goes on as 余量再分配. Throws `forbidden`, `not_found` for another's campaign, line or an organisation that is no recipient, `campaign_moved`
   * before all of it was received or after it was handed out, `surplus_exceeded`.
   */
  async offer(caller: Caller, campaignId: string, offer: Offer, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { campaignId });
      if (!first) return;
      const by = await holdSeat(tx, caller, RECIPIENT);
      const fromId = by.seat.organisationId;
      const campaign = await lockCampaign(tx, campaignId);
      if (campaign.recipientId !== fromId) throw new DomainError('not_found');
      if (campaign.status !== 'reallocating') CAMPAIGN.next(campaign.status, 'reallocate');
      const { orderLineId, toId, pieces, note } = offer;
      const line = await tx.one<{ name: string; to: string | null }>(
        `SELECT l.product_name || ' ' || l.sku_name AS name, (SELECT name FROM organisation WHERE id = $3 AND kind = 'recipient' AND id <> $4) AS to
         FROM campaigns_delivery_line d JOIN campaigns_delivery v ON v.order_id = d.order_id JOIN order_line l ON l.id = d.order_line_id
         WHERE d.order_line_id = $1 AND v.campaign_id = $2`,
        [orderLineId, campaignId, toId, fromId],
      );
      if (!line?.to) throw new DomainError('not_found');
      await offerSurplus(tx, { campaignId, orderLineId, fromId, toId, pieces, note, byId: by.actor.userId });
      if (campaign.status === 'received')
        await moveCampaign(tx, campaign, {
          action: 'reallocate',
          by,
          reason: `${line.name} ${pieces} 件转给${line.to}`,
        });
      await this.tell(
        tx,
        toId,
        `转赠物资待确认：${line.name} ${pieces} 件`,
        `${by.seat.organisationName}把多出的物资转给本单位，请确认是否接收。`,
      );
      await this.note(tx, by, campaignId, `把 ${line.name} ${pieces} 件转给${line.to}`);
    });
  }

  /** By who is offered it. Throws `forbidden`, `not_found`, `surplus_closed`. */
  async answer(caller: Caller, id: string, { decision: action, reason }: Answer): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECIPIENT);
      const surplus = await lockSurplus(tx, id, by.seat.organisationId);
      if (surplus.toId !== by.seat.organisationId) throw new DomainError('not_found');
      await moveSurplus(tx, surplus, { action, byId: by.actor.userId, reason });
      const accepted = action === 'accept';
      const words = accepted ? '同意接收' : `不接收：${reason}`;
      await this.tell(
        tx,
        surplus.fromId,
        accepted ? '转赠物资对方已同意接收' : '转赠物资对方不接收',
        `${by.seat.organisationName}${words}（${surplus.pieces} 件）。`,
      );
      await this.note(tx, by, surplus.campaignId, `${accepted ? '接收' : '不接收'}转赠的 ${surplus.pieces} 件`);
    });
  }

  /** By who offered it, while nobody has answered. Throws `forbidden`, `not_found`, `surplus_closed`. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECIPIENT);
      const surplus = await lockSurplus(tx, id, by.seat.organisationId);
      if (surplus.fromId !== by.seat.organisationId) throw new DomainError('not_found');
      await moveSurplus(tx, surplus, { action: 'withdraw', byId: by.actor.userId });
    });
  }

  private tell(tx: Tx, organisationId: string, title: string, body: string): Promise<void> {
    return this.notices.tell(
      tx,
      { organisationIds: [organisationId] },
      { kind: 'campaign', title, body, link: '/recipient/surplus' },
    );
  }

  private note(tx: Tx, by: SeatedCaller, subjectId: string, summary: string): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action: 'campaigns.surplus_moved',
      subjectKind: 'campaign',
      subjectId,
      summary,
    });
  }
}
