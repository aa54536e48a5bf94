import { AuditLog } from '@yigou/audit';
import {
  ApplySubstitutes,
  CountPledges,
  DissolvePlace,
  FollowOrders,
  HandOutQueries,
  HandOuts,
  PlaceConsignment,
  PlanConsignments,
  ProgressReports,
  PublishCampaign,
  PurchaseCampaigns,
  ReckonPledges,
} from '@yigou/campaigns';
import { campaignSomeDaysAgo } from '@yigou/campaigns/testing';
import { Evidence, EvidenceFiles, VirusScan } from '@yigou/evidence';
import type { SeatedCaller } from '@yigou/identity';
import { aParcel } from '@yigou/logistics/testing';
import { Notices } from '@yigou/notifications';
import { Market } from '@yigou/orders/testing';
import { PolicyParameters } from '@yigou/platform';
import { illustration, produceOf } from '@yigou/seed';
import sharp from 'sharp';
import type { CommandContext } from './command-context';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';

interface Line {
  readonly id: string;
  readonly quantity: number;
}
interface Ordered {
  readonly id: string;
  readonly number: string;
  readonly lines: readonly Line[];
}

/** It was ordered on the day that it succeeded, and fetched over a week-end. */
const DAYS_AGO = { succeeded: 14, shipped: 11, received: 7, handedOut: 4, published: 2 };
const DAY_MS = 86_400_000;
/** Pixels of a photo of a report. */
const PHOTO = 1_200;
const REPORT =
  '货已全部到齐并在职工之家分发完毕，粮食新鲜、包装完好。货款已由合作社收到，将按带贫机制发给农户。（演示）';

/** What follows when a campaign of the demo has succeeded, by the services that people and the worker call: ordered, sent, received, fetched, told of, and published (受益公示); as if over the last two weeks. */
export class ResultStory {
  private readonly market: Market;
  private readonly following: FollowOrders;
  private readonly purchasing: PurchaseCampaigns;
  private readonly handOuts: HandOuts;
  private readonly reports: ProgressReports;
  private readonly publishing: PublishCampaign;
  private readonly counting: CountPledges;

  constructor(private readonly context: CommandContext) {
    const { db, uow } = context;
    const [audit, notices, policy] = [new AuditLog(), new Notices(), new PolicyParameters(db)];
    const market = new Market(context);
    this.market = market;
    this.following = new FollowOrders(db, uow, notices);
    this.purchasing = new PurchaseCampaigns(
      db,
      uow,
      new PlanConsignments(),
      new ApplySubstitutes(new PlanConsignments()),
      new ReckonPledges(market.refunds, notices),
      new PlaceConsignment(market.pooled),
      market.pools,
      new DissolvePlace(market.payments, market.pools, market.pooled, market.refunds, notices),
      market.stock,
      this.following,
      policy,
      notices,
      market.refunds,
    );
    this.handOuts = new HandOuts(db, uow, new HandOutQueries(db, policy), audit, policy);
    this.reports = new ProgressReports(db, uow, policy, new Evidence(), audit);
    this.publishing = new PublishCampaign(db, uow, policy, audit);
    this.counting = new CountPledges(db, uow, policy);
  }

  /** Of one that succeeded, all of whose pledges know of it. */
  async tell(campaignId: string): Promise<void> {
    const organiser = await demoPerson(this.context.db, DEMO_LOGINS.organiser);
    const seller = await demoPerson(this.context.db, DEMO_LOGINS.supplier);
    await this.purchasing.purchase(campaignId);
    for (const order of await this.orders(campaignId)) await this.delivered(seller, organiser, order);
    await this.handedOut(organiser, campaignId);
    const report = { text: REPORT, photos: [await this.photo(campaignId)] };
    await this.reports.file(organiser, campaignId, report, this.market.claim(organiser.actor, report));
    await this.publishing.execute(organiser, campaignId, this.market.claim(organiser.actor, { campaignId }));
    // What a unit took of it is there.
    await this.counting.countDue(10);
    await this.context.uow.run((tx) => campaignSomeDaysAgo(tx, campaignId, DAYS_AGO));
  }

  /** A picture of what was bought, as an organiser uploads it. */
  private async photo(campaignId: string): Promise<{ id: string; claim: string }> {
    const { config, db, store, uow } = this.context;
    const good = await db.one<{ name: string }>(
      `SELECT p.name FROM campaigns_goods g JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id WHERE g.campaign_id = $1 ORDER BY g.position LIMIT 1`,
      [campaignId],
    );
    const drawn = illustration(produceOf(good?.name ?? '')?.slug ?? 'millet', 2);
    const body = await sharp(Buffer.from(drawn)).resize(PHOTO).jpeg({ quality: 80 }).toBuffer();
    const files = new EvidenceFiles(uow, db, new AuditLog(), new VirusScan(config), store);
    const { id, claim } = await files.uploadPublic({ fileName: '到货（演示）.jpg', body }, '127.0.0.1');
    return { id, claim };
  }

  private orders(campaignId: string): Promise<Ordered[]> {
    return this.context.db.query(
      `SELECT o.id, o.number, (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'quantity', l.quantity) ORDER BY l.id) FROM order_line l WHERE l.order_id = o.id) AS lines
       FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id WHERE k.campaign_id = $1 ORDER BY o.number`,
      [campaignId],
    );
  }

  /** Sent by the cooperative, a parcel for each good, and received by who ordered. */
  private async delivered(seller: SeatedCaller, organiser: SeatedCaller, order: Ordered): Promise<void> {
    const { market } = this;
    const { id: orderId, number, lines } = order;
    const parcels = lines.map((line, at) => ({ ...line, waybill: `DEMO${number.slice(2)}${at + 1}` }));
    await this.context.uow.run(async (tx) =>
      market.fulfil.shipLines(
        tx,
        await market.fulfil.lock(tx, seller, orderId),
        new Map(lines.map(({ id, quantity }) => [id, quantity])),
        parcels.map(({ waybill }) => ({ carrier: 'ems' as const, waybill })),
        seller,
      ),
    );
    const shippedAt = new Date(Date.now() - DAYS_AGO.shipped * DAY_MS);
    for (const { id: orderLineId, quantity, waybill } of parcels)
      await aParcel(this.context.db, {
        orderId,
        orderLineId,
        quantity,
        carrier: 'ems',
        waybill,
        status: 'delivered',
        shippedAt,
      });
    await this.following.hear(orderId);
    await market.complete.confirm(organiser, orderId, market.claim(organiser.actor, { orderId }));
    await this.following.hear(orderId);
  }

  /** All of it is fetched at the point, on the code that each was given. */
  private async handedOut(organiser: SeatedCaller, campaignId: string): Promise<void> {
    const { actor } = organiser;
    const pledges = await this.context.db.query<{ id: string; code: string }>(
      `SELECT id, hand_code AS code FROM campaigns_pledge WHERE campaign_id = $1 AND status = 'confirmed' AND hand_code IS NOT NULL ORDER BY id`,
      [campaignId],
    );
    for (const { id, code } of pledges) {
      const body = { proof: 'code', code, at: new Date().toISOString() } as const;
      await this.handOuts.handOut(organiser, id, body, this.market.claim(actor, { id }));
    }
    const close = { leftShares: 0, note: '' };
    await this.handOuts.close(organiser, campaignId, close, this.market.claim(actor, { campaignId }));
  }
}
