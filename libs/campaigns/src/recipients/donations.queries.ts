import { Injectable } from '@nestjs/common';
import type { CampaignStatus, RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, type Listing, PersonalData } from '@yigou/platform';
import { CAMPAIGN } from '../campaign-status';
import { DONATION_SUBSTITUTES } from '../substitutes/substitutes.queries';

type Page = RouteResponse<'listCampaignRequests'>;
type View = RouteResponse<'getCampaignRequest'>;
type Query = RouteInput<'listCampaignRequests'>['query'];
interface Row extends Omit<Page['items'][number], 'deadline'> {
  readonly deadline: Date | null;
}
interface Detail extends Omit<View, 'deadline' | 'place' | 'can'> {
  readonly deadline: Date | null;
  readonly needRegion: string | null;
  readonly sealed: string | null;
}

const JOINS = 'LEFT JOIN campaigns_need n ON n.id = c.need_id';
const COLUMNS = `c.id, c.number, c.title, c.organiser_name AS organiser, c.status, c.threshold_shares AS "thresholdShares", c.cap_shares AS "capShares",
  c.final_shares AS "finalShares", c.deadline,
  CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('id', n.id, 'number', n.number, 'title', n.title, 'unit', n.unit) END AS need`;
const LIST: Omit<Listing, 'from'> = {
  alias: 'c',
  joins: JOINS,
  columns: COLUMNS,
  keyset: latestFirst('c.created_at', 'c.id'),
};

/** Other goods are offered in the donation `c` of which its recipient has said nothing. */
const UNANSWERED = `EXISTS (SELECT FROM campaigns_substitute s WHERE s.campaign_id = c.id AND s.status = 'open' AND s.recipient_accepts IS NULL AND s.answer_by > clock_timestamp())`;

/** Sets on a filter which donations `c` a recipient is, or was, asked for; gives what stands behind FROM. */
export function requestsOf(filter: Filter, recipientId: string, status?: CampaignStatus, substitutes = false): string {
  filter
    .equals('c.recipient_id', recipientId)
    .and(`c.form = 'donation'`, `c.status <> 'draft'`)
    .equals('c.status', status);
  if (substitutes) filter.and(UNANSWERED);
  return 'campaigns_campaign c';
}

/** Donations as their recipient reads them. */
@Injectable()
export class DonationQueries {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
  ) {}

  /** One statement. */
  async list(caller: Caller, query: Query): Promise<Page> {
    const filter = new Filter();
    const from = requestsOf(
      filter,
      seatOf(caller, 'recipient').organisationId,
      query.status,
      query.substitutes === '1',
    );
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, { ...LIST, from }, query);
    return { ...page, items: rows.map((row) => ({ ...row, deadline: row.deadline?.toISOString() ?? null })) };
  }

  /** One statement. Throws `not_found` for another recipient's, and for a draft. */
  async get(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'recipient');
    const filter = new Filter([id]);
    const from = requestsOf(filter, seat.organisationId);
    const row = await this.db.one<Detail>(
      `SELECT ${COLUMNS}, c.story, n.quantity - n.promised AS left, n.region_code AS "needRegion", n.place_sealed AS sealed,
         (SELECT jsonb_agg(jsonb_build_object('skuId', g.sku_id, 'productName', p.name, 'skuName', k.name, 'supplierName', s.name, 'pieces', g.pieces,
           'netWeightGrams', k.net_weight_grams) ORDER BY g.position)
          FROM campaigns_goods g JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id JOIN organisation s ON s.id = g.supplier_id
          WHERE g.campaign_id = c.id) AS goods,
         (SELECT jsonb_build_object('shares', h.shares, 'quantity', h.quantity, 'deliverBy', h.deliver_by, 'held', h.held)
          FROM campaigns_promise h WHERE h.campaign_id = c.id) AS promise, ${DONATION_SUBSTITUTES} AS substitutes
       FROM ${from} ${JOINS} WHERE c.id = $1 AND ${filter.sql}`,
      filter.values,
    );
    if (!row) throw new DomainError('not_found');
    const { sealed, needRegion, ...shown } = row;
    return {
      ...shown,
      goods: shown.goods ?? [],
      deadline: shown.deadline?.toISOString() ?? null,
      place: sealed && row.need ? this.place(sealed, row.need.id, needRegion ?? '') : null,
      can: { answer: seat.role !== 'viewer' && CAMPAIGN.can(row.status, 'recipient_confirm') },
      substitutes: shown.substitutes.map((offer) => ({ ...offer, open: offer.open && seat.role !== 'viewer' })),
    };
  }

  private place(sealed: string, needId: string, regionCode: string): View['place'] {
    const { detail, name, phone } = JSON.parse(this.personal.open(sealed, needId)) as Record<
      'detail' | 'name' | 'phone',
      string
    >;
    return { regionCode, detail, contactName: name, contactPhone: phone };
  }
}
