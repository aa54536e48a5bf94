import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse, SupplierAnswer } from '@yigou/contracts';
import { type Caller, supplierOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, PolicyParameters } from '@yigou/platform';
import { CAMPAIGN_ROW, type CampaignRow, rowView } from './campaign-lists';
import { campaignRecord, termsOf } from './campaign-record';

interface ListRow extends CampaignRow {
  readonly answer: SupplierAnswer;
  readonly open: boolean;
  readonly atCapFen: number;
}
/** States in which goods are on their way: a supplier needs to know where each goes. */
const SHIPS: readonly string[] = ['purchasing', 'shipping'];

/** States in which sub-leaders may still bring points. */
const BEFORE_CLOSING: readonly string[] = ['agreeing', 'to_review', 'recruiting'];

/** Sets on a filter which campaigns `c` a supplier is asked for, by its answer `s`; gives what stands behind FROM. Drafts are their organisers' own. */
export function asksOf(filter: Filter, supplierId: string, answer?: SupplierAnswer): string {
  filter
    .equals('s.supplier_id', supplierId)
    .equals('s.answer', answer)
    .and(`c.status NOT IN ('draft', 'to_recipient')`);
  // What was cancelled before an answer waits for nobody.
  if (answer === 'asked') filter.and(`c.status = 'agreeing'`);
  return 'campaigns_supplier s JOIN campaigns_campaign c ON c.id = s.campaign_id';
}

/** Campaigns as the suppliers of their goods read them. */
@Injectable()
export class CampaignAsks {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** The latest first. One statement. Throws `forbidden`. */
  async list(
    caller: Caller,
    { answer, ...page }: RouteInput<'listCampaignAsks'>['query'],
  ): Promise<RouteResponse<'listCampaignAsks'>> {
    const supplierId = supplierOf(caller);
    const filter = new Filter();
    const from = asksOf(filter, supplierId, answer);
    const own = filter.bind(supplierId);
    const { rows, ...rest } = await keysetPage<ListRow>(
      this.db,
      filter,
      {
        from,
        alias: 'c',
        joins: `JOIN campaigns_supplier a ON a.campaign_id = c.id AND a.supplier_id = ${own}`,
        columns: `${CAMPAIGN_ROW}, a.answer, a.answer = 'asked' AND c.status = 'agreeing' AS open,
          (SELECT least(sum(g.pieces * g.prices_fen[1]) * c.cap_shares, 9007199254740991)::bigint FROM campaigns_goods g
            WHERE g.campaign_id = c.id AND g.supplier_id = ${own}) AS "atCapFen"`,
        keyset: latestFirst('c.created_at', 'c.id'),
      },
      page,
    );
    return { ...rest, items: rows.map(rowView) };
  }

  /** Two statements. Throws `forbidden`, and `not_found` for what the supplier is not asked for. */
  async get(caller: Caller, id: string): Promise<RouteResponse<'getCampaignAsk'>> {
    const supplierId = supplierOf(caller);
    const record = await campaignRecord(this.db, id);
    const { status, suppliers, deliveryMode, place, points, ownPoints, agreedPoints, addresses } = record.row;
    const asked = suppliers.find((one) => one.supplierId === supplierId);
    if (!asked || status === 'draft' || status === 'to_recipient') throw new DomainError('not_found');
    const policy = await this.policy.get('campaigns.own_points');
    const most = Math.min(policy, agreedPoints ?? policy);
    const kept = addresses !== null && addresses.deletedAt === null;
    return {
      ...termsOf(record, supplierId),
      answer: asked.status,
      reason: asked.reason,
      answeredAt: asked.answeredAt,
      open: status === 'agreeing' && asked.status === 'asked',
      others: suppliers.length - 1,
      destination: deliveryMode === 'pickup' ? `${points.length} 个自提点` : (place?.regionPath ?? ''),
      morePoints: deliveryMode === 'pickup' && BEFORE_CLOSING.includes(status) ? Math.max(0, most - ownPoints) : 0,
      mayExport: kept && asked.status === 'agreed' && SHIPS.includes(status),
    };
  }
}
