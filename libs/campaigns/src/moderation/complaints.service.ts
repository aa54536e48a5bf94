import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type {
  CampaignComplaintKind,
  CampaignComplaintStatus,
  CampaignStatus,
  RouteInput,
  RouteResponse,
} from '@yigou/contracts';
import { auditOf, type Caller, covers, coversSql, holdSeat, type Jurisdiction, PUBLIC, seatOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  Filter,
  type IdempotencyClaim,
  keysetPage,
  latestFirst,
  PersonalData,
  UnitOfWork,
} from '@yigou/platform';
import { CAMPAIGN_PLACE, COMPLAINT_STATUS } from '../authoring/campaign-reviews.queries';
import { CAMPAIGN_OFFICE } from '../authoring/review-campaigns.service';

interface ComplaintRow {
  readonly id: string;
  readonly campaign: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly organiserName: string;
    readonly status: CampaignStatus;
  };
  readonly kind: CampaignComplaintKind;
  readonly content: string;
  readonly contactSealed: string | null;
  readonly at: Date;
  readonly status: CampaignComplaintStatus;
  readonly answer: string;
  readonly closedAt: Date | null;
}

/** Sets on a filter which complaints `m` are an office's; gives what stands behind FROM. */
export function complaintsOf(filter: Filter, seat: Jurisdiction, status?: CampaignComplaintStatus): string {
  filter.and(coversSql(CAMPAIGN_PLACE, seat, filter.bind));
  if (status) filter.and(`m.closed_at IS ${status === 'open' ? '' : 'NOT '}NULL`);
  return 'campaigns_complaint m JOIN campaigns_campaign c ON c.id = m.campaign_id';
}

/** What anybody says is wrong with a campaign (举报), for the offices that may stop it. */
@Injectable()
export class CampaignComplaints {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
    private readonly audit: AuditLog,
  ) {}

  /** Of a campaign that has opened. Throws `not_found`. */
  file(
    id: string,
    { kind, content, contact }: RouteInput<'reportCampaign'>['body'],
    address: string,
    claim: IdempotencyClaim,
  ): Promise<{ id: string }> {
    return this.uow.runOnce(claim, async (tx) => {
      const complaintId = newId();
      const made = await tx.query<{ number: string }>(
        `WITH c AS (SELECT id, number FROM campaigns_campaign WHERE id = $2 AND opened_at IS NOT NULL), made AS (
           INSERT INTO campaigns_complaint (id, campaign_id, kind, content, contact_sealed) SELECT $1, c.id, $3, $4, $5 FROM c)
         SELECT number FROM c`,
        [complaintId, id, kind, content, contact === '' ? null : this.keys.seal(contact, complaintId)],
      );
      if (made.length === 0) throw new DomainError('not_found');
      await this.audit.record(tx, {
        ...auditOf(PUBLIC),
        address,
        action: 'campaigns.complaint_filed',
        subjectKind: 'campaign',
        subjectId: id,
        summary: '收到对团购的举报',
        data: { kind },
      });
      return { id: complaintId };
    });
  }

  /** The latest first. One statement. Throws `forbidden`. */
  async list(
    caller: Caller,
    { status, ...page }: RouteInput<'listCampaignComplaints'>['query'],
  ): Promise<RouteResponse<'listCampaignComplaints'>> {
    const filter = new Filter();
    const from = complaintsOf(filter, seatOf(caller, 'administration'), status);
    const { rows, ...rest } = await keysetPage<ComplaintRow>(
      this.db,
      filter,
      {
        from,
        alias: 'm',
        joins: 'JOIN campaigns_campaign g ON g.id = m.campaign_id',
        columns: `m.id, jsonb_build_object('id', g.id, 'number', g.number, 'title', g.title, 'organiserName', g.organiser_name, 'status', g.status) AS campaign,
          m.kind, m.content, m.contact_sealed AS "contactSealed", m.at, ${COMPLAINT_STATUS} AS status, m.answer, m.closed_at AS "closedAt"`,
        keyset: latestFirst('m.at', 'm.id'),
      },
      page,
    );
    return {
      ...rest,
      items: rows.map(({ contactSealed, at, closedAt, ...row }) => ({
        ...row,
        contact: contactSealed === null ? '' : this.keys.open(contactSealed, row.id),
        at: at.toISOString(),
        closedAt: closedAt && closedAt.toISOString(),
      })),
    };
  }

  /** Says what came of a complaint; stopping the campaign is an act of its own. Throws `forbidden`, `not_found` outside the jurisdiction, `complaint_answered`. */
  close(caller: Caller, id: string, answer: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, CAMPAIGN_OFFICE);
      const found = await tx.one<{ closed: boolean; prefix: string; campaignId: string }>(
        `SELECT m.closed_at IS NOT NULL AS closed, c.review_prefix AS prefix, c.id AS "campaignId" FROM campaigns_complaint m JOIN campaigns_campaign c ON c.id = m.campaign_id
         WHERE m.id = $1 FOR UPDATE OF m`,
        [id],
      );
      if (!found || !covers(by.seat, { regionCode: found.prefix, township: null })) throw new DomainError('not_found');
      if (found.closed) throw new DomainError('complaint_answered');
      await tx.query(
        `UPDATE campaigns_complaint SET answer = $2, closed_by = $3, closed_at = clock_timestamp() WHERE id = $1`,
        [id, answer, by.actor.userId],
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.complaint_closed',
        subjectKind: 'campaign',
        subjectId: found.campaignId,
        summary: `处理对团购的举报：${answer}`,
        data: { complaintId: id },
      });
    });
  }
}
