import { ParcelsShipped, TrackParcels } from '@yigou/logistics';
import { OrderRestEnded } from '@yigou/orders';
import { Consumer, type Heard, On } from '../outbox/consumer';

/** Tells the carrier which waybills to report on; starts the term of receipt where the last of an order was ended instead of sent. */
@Consumer('logistics')
export class LogisticsConsumer {
  constructor(private readonly parcels: TrackParcels) {}

  @On(ParcelsShipped)
  async follow({ payload }: Heard<typeof ParcelsShipped>): Promise<void> {
    await this.parcels.follow(payload.orderId);
  }

  @On(OrderRestEnded)
  async settle({ payload }: Heard<typeof OrderRestEnded>): Promise<void> {
    await this.parcels.settleReceipt(payload.orderId);
  }
}
