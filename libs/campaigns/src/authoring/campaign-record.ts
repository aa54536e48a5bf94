import type { CampaignStatus, RegionRef, RouteResponse, SupplierAnswer } from '@yigou/contracts';
import type { Evidence } from '@yigou/evidence';
import { DomainError } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import type { CampaignPlace } from '../campaign-place';
import { mostOwnPoints, OWN_POINTS } from '../leaders/leads';
import { type CampaignGoodsFacts, effectOf } from './campaign-effect';
import { campaignGoods } from './campaign-goods.queries';

type Mine = RouteResponse<'getMyCampaign'>;
type Ask = RouteResponse<'getCampaignAsk'>;
export type Terms = Pick<Ask, Extract<keyof Ask, keyof Mine>>;

interface ReportRow {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly photoIds: readonly string[];
}
interface PointRow extends Omit<CampaignPlace, 'receiver'> {
  readonly id: string;
  readonly name: string;
  readonly contact: string;
}
interface RecordRow extends Pick<
  Mine,
  | 'id'
  | 'number'
  | 'version'
  | 'form'
  | 'organiserName'
  | 'title'
  | 'story'
  | 'photo'
  | 'thresholdShares'
  | 'capShares'
  | 'perPledgeShares'
  | 'tierFrom'
  | 'freightShareFen'
  | 'shipOn'
  | 'deposit'
  | 'deliveryMode'
  | 'recipient'
  | 'needId'
  | 'reviewNotes'
  | 'addresses'
  | 'reportDueOn'
  | 'history'
> {
  readonly status: CampaignStatus;
  readonly balances:
    | (Omit<NonNullable<Mine['balances']>, 'forfeitFen'> & { readonly forfeits: Readonly<Record<string, number>> })
    | null;
  readonly organiserUserId: string;
  readonly organiserId: string | null;
  readonly reviewPrefix: string;
  readonly deadline: Date | null;
  readonly createdAt: Date;
  readonly openedAt: Date | null;
  readonly place: CampaignPlace | null;
  readonly points: readonly PointRow[];
  readonly ownPoints: number;
  /** The most of them that its suppliers agreed to; null: none has yet. */
  readonly agreedPoints: number | null;
  readonly suppliers: readonly {
    readonly supplierId: string;
    readonly name: string;
    readonly status: SupplierAnswer;
    readonly reason: string;
    readonly answeredAt: string | null;
  }[];
  readonly reports: readonly ReportRow[];
}
/** A campaign with all that its organiser and its office read of it. */
export interface CampaignRecord {
  readonly row: RecordRow;
  readonly goods: readonly CampaignGoodsFacts[];
}

const SHOWN_REPORTS = 20;
const INSTANT = (sql: string): string => `to_jsonb(${sql})`;
/** The list of addresses of a campaign `c`, as its organiser and suppliers read of it. */
export const ADDRESS_LIST = `(SELECT jsonb_build_object('fileName', l.file_name, 'people', l.people, 'packs', l.packs, 'uploadedAt', ${INSTANT('l.uploaded_at')},
  'deletedAt', ${INSTANT('l.deleted_at')}) FROM campaigns_address_list l WHERE l.campaign_id = c.id)`;
/** What is paid at joining of a campaign `c`, and when the rest; null: all of it. Of a draft a part of goods that are still to be chosen is nothing yet. */
const DEPOSIT = `CASE WHEN c.deposit_share_fen IS NOT NULL OR c.deposit_bp IS NOT NULL THEN jsonb_build_object('bp', c.deposit_bp, 'shareFen', coalesce(c.deposit_share_fen, 0),
  'balanceOn', c.balance_on, 'balanceDays', c.balance_days) END`;
/** How far its balances are, once it has succeeded; what each supplier is due of deposits besides. */
const BALANCES = `CASE WHEN c.deposit_share_fen IS NOT NULL AND c.final_shares IS NOT NULL THEN (SELECT jsonb_build_object('until', ${INSTANT('c.balance_until')},
    'dueShares', coalesce(sum(p.shares) FILTER (WHERE p.status IN ('paid', 'balance_due')), 0),
    'paidShares', coalesce(sum(p.shares) FILTER (WHERE EXISTS (SELECT FROM campaigns_balance b WHERE b.pledge_id = p.id AND b.paid_at IS NOT NULL)), 0),
    'unpaidShares', coalesce(sum(p.shares) FILTER (WHERE p.status IN ('forfeited', 'refunded')
      AND NOT EXISTS (SELECT FROM campaigns_balance b WHERE b.pledge_id = p.id AND b.paid_at IS NOT NULL)), 0),
    'forfeits', (SELECT coalesce(jsonb_object_agg(f.supplier_id, f.amount_fen), '{}') FROM campaigns_forfeit f WHERE f.campaign_id = c.id))
  FROM campaigns_pledge p WHERE p.campaign_id = c.id) END`;
const COLUMNS = `c.id, c.number, c.lock_version AS version, c.form, c.status, c.organiser_user_id AS "organiserUserId", c.organiser_id AS "organiserId",
  c.organiser_name AS "organiserName", c.review_prefix AS "reviewPrefix", c.title, c.story, c.photo_key AS photo, c.threshold_shares AS "thresholdShares",
  c.cap_shares AS "capShares", c.per_pledge_shares AS "perPledgeShares", c.deadline, to_jsonb(c.tier_from) AS "tierFrom",
  c.freight_share_fen AS "freightShareFen", c.ship_on::text AS "shipOn", ${DEPOSIT} AS deposit, ${BALANCES} AS balances, c.delivery_mode AS "deliveryMode", c.need_id AS "needId", c.place,
  CASE WHEN rec.id IS NOT NULL THEN jsonb_build_object('id', rec.id, 'name', rec.name) END AS recipient,
  c.review_notes AS "reviewNotes", c.report_due_on::text AS "reportDueOn", c.created_at AS "createdAt", c.opened_at AS "openedAt", ${ADDRESS_LIST} AS addresses,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'contact', p.contact, 'phone', p.phone, 'regionCode', p.region_code,
      'regionPath', p.region_path, 'detail', p.detail) ORDER BY p.id), '[]')
    FROM campaigns_point p WHERE p.campaign_id = c.id) AS points, ${OWN_POINTS} AS "ownPoints", ${mostOwnPoints('NULL')} AS "agreedPoints",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('supplierId', s.supplier_id, 'name', o.name, 'status', s.answer, 'reason', s.reason,
      'answeredAt', ${INSTANT('s.answered_at')}) ORDER BY o.name, o.id), '[]')
    FROM campaigns_supplier s JOIN organisation o ON o.id = s.supplier_id WHERE s.campaign_id = c.id) AS suppliers,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('action', s.action, 'at', ${INSTANT('s.at')}, 'by', s.by_name, 'reason', s.reason) ORDER BY s.at, s.id), '[]')
    FROM campaigns_campaign_step s WHERE s.campaigns_campaign_id = c.id) AS history,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'at', ${INSTANT('t.at')}, 'text', t.text, 'photoIds', t.photo_ids) ORDER BY t.at DESC, t.id DESC), '[]')
    FROM (SELECT * FROM campaigns_report r WHERE r.campaign_id = c.id ORDER BY r.at DESC, r.id DESC LIMIT ${SHOWN_REPORTS}) AS t) AS reports`;

/** Two statements. Throws `not_found`. */
export async function campaignRecord(db: Queryable, id: string): Promise<CampaignRecord> {
  const [row] = await db.query<RecordRow>(
    `SELECT ${COLUMNS} FROM campaigns_campaign c LEFT JOIN organisation rec ON rec.id = c.recipient_id WHERE c.id = $1`,
    [id],
  );
  if (!row) throw new DomainError('not_found');
  return { row, goods: await campaignGoods(db, id) };
}

/** The terms of a campaign, with those of its goods that are asked for. */
export function termsOf({ row, goods }: CampaignRecord, supplierId?: string): Terms {
  const shown = supplierId === undefined ? goods : goods.filter((good) => good.supplierId === supplierId);
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    form: row.form,
    status: row.status,
    organiserName: row.organiserName,
    title: row.title,
    story: row.story,
    photo: row.photo,
    thresholdShares: row.thresholdShares,
    capShares: row.capShares,
    perPledgeShares: row.perPledgeShares,
    deadline: row.deadline && row.deadline.toISOString(),
    tierFrom: row.tierFrom,
    freightShareFen: row.freightShareFen,
    shipOn: row.shipOn,
    deposit: row.deposit,
    balances: balancesOf(row, supplierId),
    deliveryMode: row.deliveryMode,
    recipient: row.recipient,
    goods: shown.map(goodView),
    createdAt: row.createdAt.toISOString(),
    openedAt: row.openedAt && row.openedAt.toISOString(),
    addresses: row.addresses,
  };
}

/** With what a supplier is due of deposits that were lost, or all of them. */
function balancesOf({ balances }: RecordRow, supplierId: string | undefined): Terms['balances'] {
  if (!balances) return null;
  const { forfeits, ...progress } = balances;
  const due = supplierId === undefined ? Object.values(forfeits) : [forfeits[supplierId] ?? 0];
  return { ...progress, forfeitFen: due.reduce((sum, fen) => sum + fen, 0) };
}

/** All that its organiser reads of a campaign; what is missing in it is not among it. At most one statement, for pictures of reports. */
export async function wholeOf(
  db: Queryable,
  evidence: Evidence,
  record: CampaignRecord,
): Promise<Omit<Mine, 'problems' | 'maxDays' | 'depositBounds'>> {
  const { row, goods } = record;
  const photos = await evidence.views(
    db,
    row.reports.flatMap(({ photoIds }) => photoIds),
  );
  return {
    ...termsOf(record),
    needId: row.needId,
    place: row.place && { ...placed(row.place), receiver: row.place.receiver },
    points: row.points.map((point) => ({ ...placed(point), id: point.id, name: point.name, contact: point.contact })),
    suppliers: [...row.suppliers],
    reviewNotes: row.reviewNotes,
    effect: effectOf(row, goods),
    reportDueOn: row.reportDueOn,
    reports: row.reports.map(({ photoIds, ...report }) => ({
      ...report,
      photos: photoIds.flatMap((photo) => photos.get(photo) ?? []),
    })),
    history: row.history,
  };
}

const goodView = ({
  id: _id,
  county,
  certificate,
  netWeightGrams: _grams,
  pricesFen,
  ...good
}: CampaignGoodsFacts) => ({
  ...good,
  pricesFen: [...pricesFen],
  county: county?.name ?? null,
  certificateNumber: certificate?.number ?? null,
});

function placed({ phone, regionCode, regionPath, detail }: Omit<CampaignPlace, 'receiver'>): {
  phone: string;
  region: RegionRef;
  detail: string;
} {
  return {
    phone,
    detail,
    region: { code: regionCode, name: regionPath.split(/[\s/]+/).at(-1) ?? '', path: regionPath },
  };
}
