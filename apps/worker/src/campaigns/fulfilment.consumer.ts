import {
  CloseSubstitutes,
  FollowOrders,
  HandOuts,
  PublishCampaign,
  PurchaseCampaigns,
  Shortfalls,
} from '@yigou/campaigns';
import { OrderCancelled, OrderCompleted, OrderRestEnded, OrderShipped } from '@yigou/orders';
import { PoolReturned } from '@yigou/payments';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 100;

/** What follows when a campaign has succeeded: its orders are placed and paid, it goes where they go, and ends when it was published long enough. */
@Consumer('campaign-fulfilment')
export class FulfilmentConsumer {
  constructor(
    private readonly purchases: PurchaseCampaigns,
    private readonly following: FollowOrders,
    private readonly handOuts: HandOuts,
    private readonly publishing: PublishCampaign,
    private readonly shortfalls: Shortfalls,
    private readonly substitutes: CloseSubstitutes,
  ) {}

  @On(OrderShipped)
  async shipped({ payload }: Heard<typeof OrderShipped>): Promise<void> {
    await this.following.hear(payload.orderId);
  }

  @On(OrderCompleted)
  async completed({ payload }: Heard<typeof OrderCompleted>): Promise<void> {
    await this.following.hear(payload.orderId);
  }

  @On(OrderCancelled)
  async cancelled({ payload }: Heard<typeof OrderCancelled>): Promise<void> {
    await this.following.hear(payload.orderId);
  }

  @On(OrderRestEnded)
  async ended({ payload }: Heard<typeof OrderRestEnded>): Promise<void> {
    await this.following.hear(payload.orderId);
  }

  @On(PoolReturned)
  async returned({ payload }: Heard<typeof PoolReturned>): Promise<void> {
    await this.shortfalls.hear(payload.refundId);
  }

  @Every({ name: 'tell-shortfalls', everyMs: 10_000 })
  async tell(): Promise<void> {
    await this.shortfalls.tellAll();
  }

  @Every({ name: 'tell-substitutes', everyMs: 5_000 })
  async tellOfSubstitutes(): Promise<void> {
    await this.substitutes.tellAll();
    await this.substitutes.recallAll();
  }

  /** Apart from the telling: an offer that cannot be told does not keep those of other campaigns from closing. */
  @Every({ name: 'close-substitutes', everyMs: 5_000 })
  async closeSubstitutes(): Promise<void> {
    await this.substitutes.closeDue(BATCH);
  }

  @Every({ name: 'purchase-campaigns', everyMs: 5_000 })
  async purchase(): Promise<void> {
    await this.purchases.purchaseDue(BATCH);
  }

  @Every({ name: 'give-up-campaigns', everyMs: 30_000 })
  async giveUp(): Promise<void> {
    await this.purchases.giveUpDue(BATCH);
  }

  @Every({ name: 'hand-out-received', everyMs: 30_000 })
  async handOut(): Promise<void> {
    await this.handOuts.finishReceived(BATCH);
  }

  @Every({ name: 'settle-campaigns', everyMs: 600_000 })
  async settle(): Promise<void> {
    await this.publishing.settleDue(BATCH);
  }
}
