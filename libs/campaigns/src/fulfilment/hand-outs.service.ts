import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
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
import { leadsSql } from '../leaders/leads';
import { holdCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { lockPledges, movePledges } from '../move-pledges';
import { HandOutQueries } from './hand-outs.queries';
import { HANDING, organisesSql, requireOrganiser } from './organises';

type HandOutBody = RouteInput<'handOutPledge'>['body'];
type HandOutRow = RouteResponse<'handOutPledge'>;

const BATCH = 500;

/** 分发: goods that arrived at a point go to who pledged them, on a code or a signature, once each; also where the phone had no signal for a day. */
@Injectable()
export class HandOuts {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly rows: HandOutQueries,
    private readonly audit: AuditLog,
    private readonly policy: PolicyParameters,
  ) {}

  /**
   * Hands out what a pledge holds, by whoever organises the campaign or leads the pledge's point. The same Idempotency-Key hands out once, however late the phone sends it
   * again. Throws `not_found`, `hand_out_not_open` before anything was sent or where goods are not fetched, `hand_code_wrong`, and `pledge_closed` for what was
   * handed out already, by whatever phone.
   */
  async handOut(by: Caller, pledgeId: string, body: HandOutBody, claim: IdempotencyClaim): Promise<HandOutRow> {
    const days = await this.policy.get('campaigns.leader_names_days');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { pledgeId });
      if (first) await this.handOutIn(tx, { by, pledgeId, days }, body);
    });
    return this.rows.one(pledgeId);
  }

  private async handOutIn(
    tx: Tx,
    { by, pledgeId, days }: { readonly by: Caller; readonly pledgeId: string; readonly days: number },
    body: HandOutBody,
  ): Promise<void> {
    const known = await tx.one<{ campaignId: string }>(
      'SELECT campaign_id AS "campaignId" FROM campaigns_pledge WHERE id = $1',
      [pledgeId],
    );
    if (!known) throw new DomainError('not_found');
    // Together with other phones: only who closes the hand-out waits for all of them, and who removes a leader. Whose it is to hand out is read after that.
    const campaign = await holdCampaign(tx, known.campaignId);
    const of = await tx.one<{ handCode: string | null }>(
      `SELECT p.hand_code AS "handCode" FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id
       WHERE p.id = $1 AND (${organisesSql('$2')}
         OR ${leadsSql('$2', '$3', 'p.point_id')})`,
      [pledgeId, by.actor.userId, days],
    );
    if (!of) throw new DomainError('not_found');
    if (campaign.deliveryMode !== 'pickup' || !HANDING.includes(campaign.status))
      throw new DomainError('hand_out_not_open');
    const pledges = await lockPledges(tx, [pledgeId]);
    if (body.proof === 'code' && body.code !== of.handCode) throw new DomainError('hand_code_wrong');
    await movePledges(tx, pledges, {
      action: 'hand_out',
      by,
      reason: body.proof === 'code' ? '凭取货码领取' : `${body.name}签名领取`,
    });
    const [name, signature] = body.proof === 'signature' ? [body.name, body.signature] : ['', ''];
    await tx.query(
      `INSERT INTO campaigns_hand_out (pledge_id, proof, signed_name, signature, said_at, recorded_by)
       VALUES ($1, $2, $3, $4, least($5::timestamptz, clock_timestamp()), $6)`,
      [pledgeId, body.proof, name, signature, body.at, by.actor.userId],
    );
  }

  /**
   * Ends the hand-out at a campaign's points with what nobody fetched, which can still be fetched later. Throws `not_found` for who does not organise it, `campaign_moved`
   * before all of it was received, `hand_out_changed` where more or less is left than the caller saw.
   */
  async close(
    by: Caller,
    campaignId: string,
    { leftShares, note }: RouteInput<'closeHandOut'>['body'],
    claim: IdempotencyClaim,
  ): Promise<RouteResponse<'closeHandOut'>> {
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { leftShares });
      if (!first) return result;
      const campaign = await lockCampaign(tx, campaignId);
      await requireOrganiser(tx, by.actor.userId, campaignId);
      const left = campaign.deliveryMode === 'pickup' ? await leftSharesOf(tx, campaignId) : 0;
      if (left !== leftShares) throw new DomainError('hand_out_changed', { leftShares: left });
      const reason = left === 0 ? '全部领取，分发结束' : `分发结束，${left} 份未领取`;
      await moveCampaign(tx, campaign, { action: 'hand_out', by, reason: note ? `${reason}：${note}` : reason });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.hand_out_closed',
        subjectKind: 'campaign',
        subjectId: campaignId,
        summary: `结束团购 ${campaign.number} 的分发，${left} 份未领取`,
      });
      return result;
    });
  }

  /**
   * What was sent to each person, or to a recipient, is handed out when it was received: nobody stands at a point for it. Pledges in batches, then, where each got
   * their own, the campaign. Driven from the tables; safe to repeat and to kill. Returns how many campaigns were looked at.
   */
  finishReceived(size: number): Promise<number> {
    return sweepEach(
      { name: 'hand-out-received', size, due: (after?: { id: string }) => this.received(size, after?.id) },
      ({ id }) => this.finish(id),
    );
  }

  private received(limit: number, after: string | undefined): Promise<{ id: string }[]> {
    return this.db.query(
      `SELECT c.id FROM campaigns_campaign c
       WHERE (c.delivery_mode = 'each' AND c.status = 'received'
           OR c.delivery_mode <> 'pickup' AND c.status IN ('handed_out', 'published', 'settled')
             AND EXISTS (SELECT FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status = 'confirmed'))
         AND ($2::uuid IS NULL OR c.id > $2::uuid) ORDER BY c.id LIMIT $1`,
      [limit, after ?? null],
    );
  }

  private async finish(campaignId: string): Promise<void> {
    while (await this.uow.run((tx) => this.finishBatch(tx, campaignId)));
    await this.uow.run(async (tx) => {
      const campaign = await lockCampaign(tx, campaignId);
      if (campaign.status === 'received' && campaign.deliveryMode === 'each')
        await moveCampaign(tx, campaign, { action: 'hand_out', by: SYSTEM, reason: '已寄到各人并签收' });
    });
  }

  /** False when none was left. */
  private async finishBatch(tx: Tx, campaignId: string): Promise<boolean> {
    const { deliveryMode } = await holdCampaign(tx, campaignId);
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM campaigns_pledge WHERE campaign_id = $1 AND status = 'confirmed' ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [campaignId],
    );
    if (rows.length === 0) return false;
    const pledges = await lockPledges(
      tx,
      rows.map(({ id }) => id),
    );
    const reason = deliveryMode === 'each' ? '已寄到并签收' : '已送到受赠方';
    await movePledges(tx, pledges, { action: 'hand_out', by: SYSTEM, reason });
    return true;
  }
}

async function leftSharesOf(tx: Tx, campaignId: string): Promise<number> {
  const left = await tx.one<{ shares: number }>(
    `SELECT coalesce(sum(shares), 0)::int AS shares FROM campaigns_pledge WHERE campaign_id = $1 AND status = 'confirmed'`,
    [campaignId],
  );
  return left?.shares ?? 0;
}
