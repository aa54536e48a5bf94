import { Inject, Injectable } from '@nestjs/common';
import type { JoinedPledge, PledgeAddress, PledgeView, RouteInput, RouteResponse } from '@yigou/contracts';
import { DomainError, fen, type Fen } from '@yigou/kernel';
import { PAYMENT_JSON } from '@yigou/orders';
import {
  CONFIG,
  type Config,
  Database,
  Filter,
  keysetPage,
  latestFirst,
  type Listing,
  PersonalData,
  PolicyParameters,
} from '@yigou/platform';
import { shareFen, tierAt } from '../closing/finals';
import { PLEDGE } from '../pledge-status';
import { PLEDGE_SUBSTITUTES } from '../substitutes/substitutes.queries';

type JoinQuote = RouteResponse<'quoteJoin'>;
type PledgeRow = RouteResponse<'listPledges'>['items'][number];
interface QuoteRow {
  readonly status: string;
  readonly over: boolean;
  readonly deadline: string;
  readonly tierFrom: readonly number[];
  readonly goods: readonly { readonly pieces: number; readonly pricesFen: readonly Fen[] }[];
  readonly freightShareFen: Fen;
  readonly depositBp: number | null;
  readonly depositShareFen: Fen | null;
  readonly balanceOn: string | null;
  readonly balanceDays: number | null;
  readonly thresholdShares: number;
  readonly capShares: number;
  readonly perPledgeShares: number;
  readonly paidShares: number;
  readonly heldShares: number;
}
/** The payments of a pledge `l`: the one that it has, or of a deposit and a balance both. */
const PAYMENTS_OF = '(l.payment_id, (SELECT b.payment_id FROM campaigns_balance b WHERE b.pledge_id = l.id))';
/** The pledge `l` with its campaign `c`, as a list shows it. */
export const ROW_JSON = `'id', l.id, 'number', l.number, 'shares', l.shares, 'status', l.status, 'amountFen', l.amount_fen, 'depositFen', l.deposit_fen, 'balanceOn', CASE WHEN l.deposit_fen IS NOT NULL THEN c.balance_on END, 'finalFen', l.final_fen,
  'refundedFen', (SELECT coalesce(sum(f.amount_fen), 0) FROM refund f WHERE f.payment_id IN ${PAYMENTS_OF} AND f.status = 'succeeded'),
  'organisationName', (SELECT o.name FROM organisation o WHERE o.id = l.organisation_id), 'budget', (SELECT jsonb_build_object('id', b.id, 'name', b.name,
    'year', b.year, 'kind', b.kind, 'countedAt', l.counted_at) FROM budget b WHERE b.id = l.budget_id), 'createdAt', l.created_at, 'expiresAt', l.expires_at,
  'campaign', jsonb_build_object('id', c.id, 'number', c.number, 'title', c.title, 'photo', c.photo_key, 'form', c.form, 'status', c.status,
    'deadline', c.deadline, 'deliveryMode', c.delivery_mode, 'organiserName', c.organiser_name, 'failReason', c.fail_reason)`;
/** Its payment: the one that is due, or was asked for last. */
const PAYMENT = `(SELECT ${PAYMENT_JSON} FROM payment p WHERE p.id = coalesce((SELECT b.payment_id FROM campaigns_balance b WHERE b.pledge_id = l.id), l.payment_id))`;
/** What is left to pay after its deposit, as soon as that is known. */
const BALANCE = `CASE WHEN l.deposit_fen IS NOT NULL AND l.final_fen IS NOT NULL THEN (
  SELECT jsonb_build_object('amountFen', coalesce(max(b.amount_fen), l.final_fen - l.deposit_fen), 'until', c.balance_until, 'paidAt', max(b.paid_at))
  FROM campaigns_balance b WHERE b.pledge_id = l.id) END`;

const LIST: Listing = {
  from: 'campaigns_pledge l',
  alias: 'l',
  joins: 'JOIN campaigns_campaign c ON c.id = l.campaign_id',
  columns: `jsonb_build_object(${ROW_JSON}) AS row`,
  keyset: latestFirst('l.created_at', 'l.id'),
};

/** What joining costs, and what one has joined. */
@Injectable()
export class PledgeQueries {
  private readonly personal: PersonalData;

  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
    @Inject(CONFIG) config: Config,
  ) {
    this.personal = new PersonalData(config);
  }

  /** One statement. Throws `not_found` for what has not opened. */
  async quote(campaignId: string, shares: number): Promise<JoinQuote> {
    const row = await this.db.one<QuoteRow>(
      `SELECT c.status, coalesce(c.deadline <= clock_timestamp(), true) AS over, to_jsonb(c.deadline) #>> '{}' AS deadline, c.tier_from AS "tierFrom",
         (SELECT jsonb_agg(jsonb_build_object('pieces', g.pieces, 'pricesFen', g.prices_fen)) FROM campaigns_goods g WHERE g.campaign_id = c.id) AS goods,
         c.freight_share_fen AS "freightShareFen", c.deposit_bp AS "depositBp", c.deposit_share_fen AS "depositShareFen", c.balance_on::text AS "balanceOn",
         c.balance_days AS "balanceDays", c.threshold_shares AS "thresholdShares", c.cap_shares AS "capShares",
         c.per_pledge_shares AS "perPledgeShares", s.paid AS "paidShares", s.held AS "heldShares"
       FROM campaigns_campaign c CROSS JOIN LATERAL (
         SELECT coalesce(sum(paid), 0)::int AS paid, coalesce(sum(held), 0)::int AS held FROM campaigns_slot WHERE campaign_id = c.id) s
       WHERE c.id = $1 AND c.opened_at IS NOT NULL`,
      [campaignId],
    );
    if (!row) throw new DomainError('not_found');
    const { tierFrom, goods, freightShareFen, paidShares, heldShares, capShares } = row;
    const prices = tierFrom.map((from, tier) => ({ from, priceFen: shareFen(goods, tier) }));
    const tier = tierAt(tierFrom, paidShares);
    const [priceFen, reachedFen] = [prices[0]?.priceFen ?? 0, prices[tier]?.priceFen ?? 0];
    const leftShares = Math.max(capShares - paidShares - heldShares, 0);
    return {
      shares,
      priceFen,
      freightShareFen,
      totalFen: fen((priceFen + freightShareFen) * shares),
      deposit: depositOf(row, shares, priceFen + freightShareFen),
      backFen: fen((priceFen - reachedFen) * shares),
      tiers: prices,
      tier,
      thresholdShares: row.thresholdShares,
      capShares,
      perPledgeShares: row.perPledgeShares,
      paidShares,
      heldShares,
      leftShares,
      deadline: row.deadline,
      payMinutes: await this.policy.get('campaigns.pay_minutes'),
      joinable: row.status === 'recruiting' && !row.over && shares <= leftShares && shares <= row.perPledgeShares,
    };
  }

  /** A pledge as it was answered when it was made; one statement. Throws `not_found` for another's. */
  async joined(userId: string, pledgeId: string): Promise<JoinedPledge> {
    const row = await this.db.one<{ view: JoinedPledge }>(
      `SELECT jsonb_build_object('id', l.id, 'number', l.number, 'status', l.status, 'shares', l.shares, 'amountFen', l.amount_fen, 'depositFen', l.deposit_fen, 'expiresAt', l.expires_at,
         'payment', ${PAYMENT}) AS view FROM campaigns_pledge l WHERE l.id = $1 AND l.user_id = $2`,
      [pledgeId, userId],
    );
    if (!row) throw new DomainError('not_found');
    return row.view;
  }

  /** Newest first; one statement. */
  async list(userId: string, query: RouteInput<'listPledges'>['query']): Promise<RouteResponse<'listPledges'>> {
    const filter = new Filter().equals('l.user_id', userId);
    if (query.status) filter.equals('l.status', query.status);
    const { rows, ...page } = await keysetPage<{ row: PledgeRow }>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(({ row }) => row) };
  }

  /** A pledge of one's own, its address opened; one statement. Throws `not_found` for another's. */
  async view(userId: string, pledgeId: string): Promise<PledgeView> {
    const row = await this.db.one<{ view: PledgeView; sealed: string | null; open: boolean; collects: boolean | null }>(
      `SELECT jsonb_build_object(${ROW_JSON}, 'freightFinalFen', l.freight_final_fen, 'payment', ${PAYMENT}, 'balance', ${BALANCE},
         'refunds', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'amountFen', f.amount_fen, 'status', f.status, 'reason', f.reason,
             'createdAt', f.created_at, 'finishedAt', f.finished_at) ORDER BY f.id), '[]') FROM refund f WHERE f.payment_id IN ${PAYMENTS_OF}),
         'substitutes', ${PLEDGE_SUBSTITUTES},
         'point', (SELECT jsonb_build_object('id', o.id, 'name', o.name, 'contact', o.contact, 'phone', o.phone, 'regionPath', o.region_path,
             'detail', o.detail) FROM campaigns_point o WHERE o.id = l.point_id),
         'shownName', l.shown_name, 'message', l.message, 'invoiceTitle', l.invoice_title, 'invoiceCode', l.invoice_code, 'handCode', l.hand_code,
         'paidAt', l.paid_at, 'closedAt', l.closed_at, 'handedAt', l.handed_at,
         'steps', (SELECT jsonb_agg(jsonb_build_object('to', s.to_status, 'at', s.at, 'reason', s.reason) ORDER BY s.at, s.id)
           FROM campaigns_pledge_step s WHERE s.campaigns_pledge_id = l.id)) AS view,
         l.address_sealed AS sealed, c.status = 'recruiting' AND c.deadline > clock_timestamp() AS open,
         c.status = 'collecting' AND c.balance_until > clock_timestamp() AS collects
       FROM campaigns_pledge l JOIN campaigns_campaign c ON c.id = l.campaign_id WHERE l.id = $1 AND l.user_id = $2`,
      [pledgeId, userId],
    );
    if (!row) throw new DomainError('not_found');
    const { view, sealed, open, collects } = row;
    const address =
      sealed && (JSON.parse(this.personal.open(sealed, pledgeId)) as PledgeAddress & { regionPath: string });
    const can = {
      pay:
        (PLEDGE.can(view.status, 'pay') && open && view.payment.status === 'pending') ||
        // Nothing was asked for yet, or it is not paid.
        (PLEDGE.can(view.status, 'pay_balance') && collects === true && /^(paid|pending)$/.test(view.payment.status)),
      leave: PLEDGE.can(view.status, 'leave'),
      withdraw: PLEDGE.can(view.status, 'withdraw') && open,
    };
    return { ...view, address: address || null, can };
  }
}

/** What of so many shares is paid now and, at most, later; null: all of it is paid now. */
function depositOf(
  { depositBp: bp, depositShareFen, balanceOn, balanceDays }: QuoteRow,
  shares: number,
  shareFen: Fen,
): JoinQuote['deposit'] {
  if (depositShareFen === null || balanceOn === null || balanceDays === null) return null;
  const nowFen = fen(depositShareFen * shares);
  return { bp, shareFen: depositShareFen, balanceOn, balanceDays, nowFen, laterFen: fen(shareFen * shares - nowFen) };
}
