import { Injectable } from '@nestjs/common';
import type { CampaignComplaintKind, CampaignComplaintStatus, RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, covers, coversSql, type Jurisdiction, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, MARKET_TODAY, PersonalData } from '@yigou/platform';
import { CAMPAIGN_ROW, type CampaignRow, rowView } from './campaign-lists';
import { campaignRecord, wholeOf } from './campaign-record';

type Query = Omit<RouteInput<'listCampaigns'>['query'], 'cursor' | 'limit'>;
interface ListRow extends CampaignRow {
  readonly submittedAt: Date | null;
  readonly complaints: number;
}
interface RecordRow {
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly reportsOverdue: number;
}
interface ComplaintRow {
  readonly id: string;
  readonly kind: CampaignComplaintKind;
  readonly content: string;
  readonly contactSealed: string | null;
  readonly at: Date;
  readonly status: CampaignComplaintStatus;
  readonly answer: string;
}

/** Where a complaint `m` stands. */
export const COMPLAINT_STATUS = `CASE WHEN m.closed_at IS NULL THEN 'open' ELSE 'closed' END`;
/** Where the goods of a campaign `c` come from, as a place that an office governs or not. */
export const CAMPAIGN_PLACE = { regionCode: 'c.review_prefix', township: 'NULL::text' } as const;

/** Sets on a filter which campaigns `c` are an office's; gives what stands behind FROM. Drafts are their organisers' own. */
export function reviewsOf(filter: Filter, seat: Jurisdiction, { status, form, q }: Query): string {
  filter
    .and(`c.status <> 'draft'`, coversSql(CAMPAIGN_PLACE, seat, filter.bind))
    .equals('c.status', status)
    .equals('c.form', form)
    .contains(q, 'c.title', 'c.number', 'c.organiser_name');
  return 'campaigns_campaign c';
}

/** Campaigns as the offices read them that review and watch them. */
@Injectable()
export class CampaignReviews {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
    private readonly keys: PersonalData,
  ) {}

  /** The latest first. One statement. Throws `forbidden`. */
  async list(
    caller: Caller,
    { cursor, limit, ...query }: RouteInput<'listCampaigns'>['query'],
  ): Promise<RouteResponse<'listCampaigns'>> {
    const filter = new Filter();
    const from = reviewsOf(filter, seatOf(caller, 'administration'), query);
    const { rows, ...rest } = await keysetPage<ListRow>(
      this.db,
      filter,
      {
        from,
        alias: 'c',
        columns: `${CAMPAIGN_ROW},
          (SELECT max(s.at) FROM campaigns_campaign_step s WHERE s.campaigns_campaign_id = c.id AND s.action = 'submit') AS "submittedAt",
          (SELECT count(*)::int FROM campaigns_complaint m WHERE m.campaign_id = c.id AND m.closed_at IS NULL) AS complaints`,
        keyset: latestFirst('c.created_at', 'c.id'),
      },
      { cursor, limit },
    );
    return {
      ...rest,
      items: rows.map(({ submittedAt, ...row }) => ({
        ...rowView(row),
        submittedAt: submittedAt && submittedAt.toISOString(),
      })),
    };
  }

  /** At most five statements. Throws `forbidden`, `not_found` outside the jurisdiction. */
  async get(caller: Caller, id: string): Promise<RouteResponse<'getCampaignToReview'>> {
    const seat = seatOf(caller, 'administration');
    const record = await campaignRecord(this.db, id);
    const { status, reviewPrefix } = record.row;
    if (status === 'draft' || !covers(seat, { regionCode: reviewPrefix, township: null }))
      throw new DomainError('not_found');
    const { version: _version, ...whole } = await wholeOf(this.db, this.evidence, record);
    return { ...whole, record: await this.recordOf(record.row), complaints: await this.complaintsOf(id) };
  }

  /** What the organiser did before. */
  private async recordOf({
    id,
    organiserId,
    organiserUserId,
  }: {
    readonly id: string;
    readonly organiserId: string | null;
    readonly organiserUserId: string;
  }): Promise<RecordRow> {
    const row = await this.db.one<RecordRow>(
      `SELECT (count(*) FILTER (WHERE c.final_shares IS NOT NULL AND c.status NOT IN ('failed', 'cancelled')))::int AS succeeded,
         (count(*) FILTER (WHERE c.status = 'failed'))::int AS failed, (count(*) FILTER (WHERE c.status = 'cancelled'))::int AS cancelled,
         (count(*) FILTER (WHERE c.report_due_on < ${MARKET_TODAY}))::int AS "reportsOverdue"
       FROM campaigns_campaign c WHERE c.id <> $1
         AND CASE WHEN $2::uuid IS NULL THEN c.organiser_id IS NULL AND c.organiser_user_id = $3 ELSE c.organiser_id = $2 END`,
      [id, organiserId, organiserUserId],
    );
    return row ?? { succeeded: 0, failed: 0, cancelled: 0, reportsOverdue: 0 };
  }

  private async complaintsOf(campaignId: string) {
    const rows = await this.db.query<ComplaintRow>(
      `SELECT id, kind, content, contact_sealed AS "contactSealed", at, ${COMPLAINT_STATUS} AS status, answer FROM campaigns_complaint m
       WHERE campaign_id = $1 ORDER BY at DESC, id DESC LIMIT 50`,
      [campaignId],
    );
    return rows.map(({ contactSealed, at, ...row }) => ({
      ...row,
      contact: contactSealed === null ? '' : this.keys.open(contactSealed, row.id),
      at: at.toISOString(),
    }));
  }
}
