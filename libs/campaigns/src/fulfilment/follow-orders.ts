import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { Notices } from '@yigou/notifications';
import { Database, type Tx, UnitOfWork } from '@yigou/platform';
import { organisersOf } from '../authoring/organiser';
import { type LockedCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';

/** How far the orders of a campaign are. */
interface Progress {
  readonly orders: number;
  /** Cancelled, or closed before they were paid. */
  readonly ended: number;
  /** Of which at least a part left the house. */
  readonly sent: number;
  /** Of which all that was sent was taken. */
  readonly received: number;
}

/** A campaign goes where its orders went: sent as soon as the first parcel left, received when nothing is on its way any more. */
@Injectable()
export class FollowOrders {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** What happened to an order, in whatever order and however often it is told: the orders say where the campaign is, not the news. */
  async hear(orderId: string): Promise<void> {
    const order = await this.db.one<{ campaignId: string }>(
      'SELECT campaign_id AS "campaignId" FROM campaigns_order WHERE order_id = $1',
      [orderId],
    );
    if (order) await this.uow.run(async (tx) => this.follow(tx, await lockCampaign(tx, order.campaignId)));
  }

  /** The caller holds the campaign exclusively. One statement where nothing changes. */
  async follow(tx: Tx, campaign: LockedCampaign): Promise<void> {
    if (campaign.status !== 'purchasing' && campaign.status !== 'shipping') return;
    const { orders, ended, sent, received } = await progressOf(tx, campaign.id);
    if (orders === 0 || ended === orders) return;
    let at = campaign;
    if (at.status === 'purchasing' && sent > 0)
      at = { ...at, status: await moveCampaign(tx, at, { action: 'ship', by: SYSTEM, reason: '供应商已开始发货' }) };
    if (at !== campaign && at.deliveryMode === 'pickup') await this.tellOfHandOut(tx, at);
    if (at.status === 'shipping' && ended + received === orders)
      await moveCampaign(tx, at, { action: 'receive', by: SYSTEM, reason: '全部订单已签收' });
  }

  /** Who hands out at points hears where: the organiser, and whoever leads one. */
  private async tellOfHandOut(tx: Tx, campaign: LockedCampaign): Promise<void> {
    const { id, title, organiserUserId } = campaign;
    const leaders = await tx.query<{ userId: string }>(
      `SELECT user_id AS "userId" FROM campaigns_leader WHERE campaign_id = $1 AND status = 'active' AND point_id IS NOT NULL LIMIT 100`,
      [id],
    );
    const text = {
      kind: 'campaign',
      title: '团购已发货，请准备分发',
      body: `“${title}”的货已经发出。货到以后，请在手机上按名单分发，没有信号也可以。`,
    } as const;
    await this.notices.tell(tx, organisersOf(campaign), { ...text, link: `/organise/${id}/hand-out` });
    await this.notices.tell(
      tx,
      { userIds: leaders.map(({ userId }) => userId).filter((userId) => userId !== organiserUserId) },
      { ...text, link: `/my/leading/${id}` },
    );
  }
}

async function progressOf(tx: Tx, campaignId: string): Promise<Progress> {
  const progress = await tx.one<Progress>(
    `SELECT count(*)::int AS orders, count(*) FILTER (WHERE o.status IN ('cancelled', 'expired'))::int AS ended,
       count(*) FILTER (WHERE o.status IN ('part_shipped', 'shipped', 'payable', 'completed'))::int AS sent,
       count(*) FILTER (WHERE o.status IN ('payable', 'completed'))::int AS received
     FROM campaigns_order c JOIN sales_order o ON o.id = c.order_id WHERE c.campaign_id = $1`,
    [campaignId],
  );
  return progress ?? { orders: 0, ended: 0, sent: 0, received: 0 };
}
