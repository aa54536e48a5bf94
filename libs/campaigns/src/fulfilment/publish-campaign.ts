import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, SYSTEM } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  claimKey,
  Database,
  type IdempotencyClaim,
  PolicyParameters,
  sweepEach,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { campaignImpact } from './impact';
import { requireOrganiser } from './organises';
import { PUBLISHED } from './published';

type Published = RouteResponse<'publishCampaign'>;

/** 受益公示: what a campaign did, reckoned of its orders and of certificates at the moment of publication, and kept as it was then. */
@Injectable()
export class PublishCampaign {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly policies: PolicyParameters,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Publishes; the same Idempotency-Key gives the same figures. Throws `not_found` for who does not organise the campaign, `hand_out_not_ended` where goods wait at points,
   * `campaign_moved` before anything was received and for what is published already.
   */
  async execute(by: Caller, campaignId: string, claim: IdempotencyClaim): Promise<Published> {
    const days = await this.policies.get('campaigns.settle_days');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { campaignId });
      if (!first) return;
      const campaign = await lockCampaign(tx, campaignId);
      await requireOrganiser(tx, by.actor.userId, campaignId);
      if (campaign.status === 'received' && campaign.deliveryMode !== 'recipient')
        throw new DomainError('hand_out_not_ended');
      await moveCampaign(tx, campaign, { action: 'publish', by, reason: '公示受益情况' });
      await this.keep(tx, campaignId, { by: by.actor.userId, days });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.published',
        subjectKind: 'campaign',
        subjectId: campaignId,
        summary: `公示团购 ${campaign.number} 的受益情况`,
      });
    });
    const published = await this.db.one<Published>(
      `SELECT ${PUBLISHED} FROM campaigns_publication b WHERE b.campaign_id = $1`,
      [campaignId],
    );
    if (!published) throw new DomainError('not_found');
    return published;
  }

  private async keep(tx: Tx, campaignId: string, said: { readonly by: string; readonly days: number }): Promise<void> {
    const { grams, products, counties, households, people } = await campaignImpact(tx, campaignId);
    await tx.query(
      `INSERT INTO campaigns_publication (campaign_id, grams, products, counties, households, people, paid_fen, participants, shares, handed_shares, published_by, settles_at)
       SELECT $1, $2, $3, $4, $5, $6,
         (SELECT coalesce(sum(o.total_fen - o.ended_fen), 0) FROM campaigns_order c JOIN sales_order o ON o.id = c.order_id
          WHERE c.campaign_id = $1 AND o.paid_at IS NOT NULL AND o.status NOT IN ('cancelled', 'expired')),
         count(DISTINCT user_id), coalesce(sum(shares), 0), coalesce(sum(shares) FILTER (WHERE status = 'done'), 0), $7,
         clock_timestamp() + make_interval(days => $8)
       FROM campaigns_pledge WHERE campaign_id = $1 AND status IN ('confirmed', 'done')`,
      [campaignId, grams, products, counties, households, people, said.by, said.days],
    );
  }

  /** Settles what was published long enough without anybody stopping it, 结清. Returns how many were. */
  settleDue(size: number): Promise<number> {
    return sweepEach(
      { name: 'settle-campaigns', size, due: (after?: { id: string }) => this.settling(size, after?.id) },
      ({ id }) =>
        this.uow.run(async (tx) => {
          const campaign = await lockCampaign(tx, id);
          if (campaign.status === 'published')
            await moveCampaign(tx, campaign, { action: 'settle', by: SYSTEM, reason: '公示期满，结清' });
        }),
    );
  }

  private settling(limit: number, after: string | undefined): Promise<{ id: string }[]> {
    return this.db.query(
      `SELECT c.id FROM campaigns_publication b JOIN campaigns_campaign c ON c.id = b.campaign_id AND c.status = 'published'
       WHERE b.settles_at <= clock_timestamp() AND ($2::uuid IS NULL OR c.id > $2::uuid) ORDER BY c.id LIMIT $1`,
      [limit, after ?? null],
    );
  }
}
