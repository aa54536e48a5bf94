import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  claimKey,
  Database,
  Filter,
  type IdempotencyClaim,
  keysetPage,
  latestFirst,
  MARKET_TODAY,
  PolicyParameters,
  UnitOfWork,
} from '@yigou/platform';
import { PUBLIC_STATUSES } from '../campaign-public';
import { lockOwn } from './organiser';

interface ReportRow {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
  readonly photoIds: readonly string[];
}

/** What organisers tell of the progress of their campaigns (进展报告): public, and owed some days after the goods were received. */
@Injectable()
export class ProgressReports {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly policy: PolicyParameters,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `not_found` for another's campaign, `campaign_not_public` for one that has not opened, `validation_failed` for a photo that is not the caller's own upload. */
  file(
    caller: Caller,
    id: string,
    { text, photos }: RouteInput<'fileCampaignReport'>['body'],
    once: IdempotencyClaim,
  ): Promise<void> {
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, once, { id: newId() });
      if (!first) return;
      const { by, campaign } = await lockOwn(tx, caller, id);
      if (!PUBLIC_STATUSES.includes(campaign.status)) throw new DomainError('campaign_not_public');
      const photoIds = await this.evidence.attachClaimed(tx, photos, { supplierId: null, regionCode: null });
      // What is owed is owed from the receipt on: whatever is told afterwards settles it.
      await tx.query(
        `WITH told AS (UPDATE campaigns_campaign SET report_due_on = NULL WHERE id = $2 AND report_due_on IS NOT NULL)
         INSERT INTO campaigns_report (id, campaign_id, text, photo_ids, by_id) VALUES ($1, $2, $3, $4, $5)`,
        [result.id, id, text, photoIds, by.actor.userId],
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.report_filed',
        subjectKind: 'campaign',
        subjectId: id,
        summary: `发布团购“${campaign.title}”的进展`,
      });
    });
  }

  /** The latest first, of a campaign that the public sees. Two statements and one for photos. Throws `not_found`. */
  async list(
    id: string,
    page: RouteInput<'listCampaignReports'>['query'],
  ): Promise<RouteResponse<'listCampaignReports'>> {
    const filter = new Filter();
    filter.equals('r.campaign_id', id);
    filter.and(`EXISTS (SELECT FROM campaigns_campaign c WHERE c.id = r.campaign_id AND c.opened_at IS NOT NULL)`);
    const { rows, ...rest } = await keysetPage<ReportRow>(
      this.db,
      filter,
      {
        from: 'campaigns_report r',
        alias: 'r',
        columns: 'r.id, r.at, r.text, r.photo_ids AS "photoIds"',
        keyset: latestFirst('r.at', 'r.id'),
      },
      page,
    );
    const photos = await this.evidence.views(
      this.db,
      rows.flatMap(({ photoIds }) => photoIds),
    );
    return {
      ...rest,
      items: rows.map(({ photoIds, at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        photos: photoIds.flatMap((photo) => photos.get(photo) ?? []),
      })),
    };
  }

  /** Whether a photo stands in a report of a campaign that has opened: then everybody may look. Throws `not_found`. */
  async requirePublic(campaignId: string, photoId: string): Promise<void> {
    const there = await this.db.one(
      `SELECT 1 FROM campaigns_report r JOIN campaigns_campaign c ON c.id = r.campaign_id
       WHERE r.campaign_id = $1 AND $2 = ANY(r.photo_ids) AND c.opened_at IS NOT NULL`,
      [campaignId, photoId],
    );
    if (!there) throw new DomainError('not_found');
  }

  /** Makes a report due once a campaign's goods are received, unless one was filed since. Safe to repeat. */
  async makeDue(campaignId: string): Promise<void> {
    const days = await this.policy.get('campaigns.report_days');
    await this.uow.run((tx) =>
      tx.query(
        `UPDATE campaigns_campaign c SET report_due_on = ${MARKET_TODAY} + $2::int
         FROM (SELECT min(at) AS at FROM campaigns_campaign_step WHERE campaigns_campaign_id = $1 AND action = 'receive') AS received
         WHERE c.id = $1 AND c.report_due_on IS NULL AND received.at IS NOT NULL
           AND NOT EXISTS (SELECT FROM campaigns_report r WHERE r.campaign_id = $1 AND r.at > received.at)`,
        [campaignId, days],
      ),
    );
  }
}
