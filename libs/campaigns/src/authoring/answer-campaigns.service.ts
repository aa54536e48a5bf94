import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, PolicyParameters, type Tx, UnitOfWork } from '@yigou/platform';
import { type LockedCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { campaignGoods } from './campaign-goods.queries';
import { releaseGoods } from '../closing/close-campaigns';
import { holdGoods } from './campaign-stock';
import { organisersOf } from './organiser';

/** What suppliers say to their part of a campaign: yes holds its stock, no sends it back to the organiser. */
@Injectable()
export class AnswerCampaigns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly policy: PolicyParameters,
  ) {}

  /**
   * Throws `forbidden`, `not_found` for who is not asked, `campaign_moved` when it no longer waits for suppliers, `campaign_answered`, `campaign_goods_gone` when something of
   * it is no longer sold, `insufficient_stock` when there is less than the cap needs.
   */
  async answer(
    caller: Caller,
    id: string,
    { answer, reason }: RouteInput<'answerCampaign'>['body'],
    once: IdempotencyClaim,
  ): Promise<void> {
    // What it is shown when it agrees binds: a policy that allows more later adds no parcels to what was agreed.
    const ownPoints = await this.policy.get('campaigns.own_points');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, once, {});
      if (!first) return;
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const campaign = await lockCampaign(tx, id);
      await this.requireTurn(tx, campaign, by);
      const agrees = answer === 'agree';
      if (agrees) await this.hold(tx, campaign, by);
      await tx.query(
        `UPDATE campaigns_supplier SET answer = $3, reason = $4, answered_at = clock_timestamp(), answered_by = $5, own_points = $6 WHERE campaign_id = $1 AND supplier_id = $2`,
        [
          id,
          by.seat.organisationId,
          agrees ? 'agreed' : 'declined',
          agrees ? '' : reason,
          by.actor.userId,
          agrees ? ownPoints : null,
        ],
      );
      await this.note(tx, by, campaign, agrees, reason);
      if (agrees) await this.passOn(tx, by, campaign);
      else await this.sendBack(tx, by, campaign, reason);
    });
  }

  private async requireTurn(tx: Tx, { id, status }: LockedCampaign, { seat }: SeatedCaller): Promise<void> {
    const asked = await tx.one<{ answer: string }>(
      'SELECT answer FROM campaigns_supplier WHERE campaign_id = $1 AND supplier_id = $2',
      [id, seat.organisationId],
    );
    if (!asked || status === 'draft') throw new DomainError('not_found');
    if (status !== 'agreeing') throw new DomainError('campaign_moved', { status });
    if (asked.answer !== 'asked') throw new DomainError('campaign_answered');
  }

  private async hold(tx: Tx, campaign: LockedCampaign, { seat }: SeatedCaller): Promise<void> {
    const goods = await campaignGoods(tx, campaign.id);
    const gone = goods.filter(({ supplierId, orderable }) => supplierId === seat.organisationId && !orderable);
    if (gone.length > 0)
      throw new DomainError('campaign_goods_gone', { products: gone.map(({ productName }) => productName) });
    await holdGoods(tx, this.stock, campaign, seat.organisationId);
  }

  private async passOn(tx: Tx, by: SeatedCaller, campaign: LockedCampaign): Promise<void> {
    const open = await tx.one(`SELECT 1 FROM campaigns_supplier WHERE campaign_id = $1 AND answer = 'asked' LIMIT 1`, [
      campaign.id,
    ]);
    if (open) return;
    await moveCampaign(tx, campaign, { action: 'agree', by });
    await this.notices.tell(tx, organisersOf(campaign), {
      kind: 'campaign',
      title: '供应商已全部同意',
      body: `“${campaign.title}”已送管理机构审核，通过后开始招募。`,
      link: `/organise/${campaign.id}`,
    });
  }

  /** What the others hold is theirs again: the terms may change now. */
  private async sendBack(tx: Tx, by: SeatedCaller, campaign: LockedCampaign, reason: string): Promise<void> {
    await releaseGoods(tx, this.stock, campaign.id);
    await moveCampaign(tx, campaign, { action: 'decline', by, reason: `${by.seat.organisationName}：${reason}` });
    await this.notices.tell(tx, organisersOf(campaign), {
      kind: 'campaign',
      title: '供应商谢绝了团购邀约',
      body: `${by.seat.organisationName}谢绝了“${campaign.title}”：${reason}。可以修改后重新提交。`,
      link: `/organise/${campaign.id}`,
    });
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    { id, number, title }: LockedCampaign,
    agrees: boolean,
    reason: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action: agrees ? 'campaigns.campaign_agreed' : 'campaigns.campaign_declined',
      subjectKind: 'campaign',
      subjectId: id,
      summary: agrees ? `同意团购“${title}”的供货` : `谢绝团购“${title}”：${reason}`,
      data: { number },
    });
  }
}
