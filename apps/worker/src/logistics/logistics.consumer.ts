import { ParcelDelivered, ParcelInTrouble, ParcelsShipped, TellParcels, TrackParcels } from '@yigou/logistics';
import { OrderRestEnded } from '@yigou/orders';
import { Consumer, type Heard, On } from '../outbox/consumer';

/** Tells the carrier which waybills to report on, and people what it reports; starts the term of receipt where the last of an order was ended instead of sent. */
@Consumer('logistics')
export class LogisticsConsumer {
  constructor(
    private readonly parcels: TrackParcels,
    private readonly notices: TellParcels,
  ) {}

  @On(ParcelDelivered)
  async delivered(event: Heard<typeof ParcelDelivered>): Promise<void> {
    await this.notices.delivered(event, event.payload);
  }

  @On(ParcelInTrouble)
  async inTrouble(event: Heard<typeof ParcelInTrouble>): Promise<void> {
    await this.notices.inTrouble(event, event.payload);
  }

  @On(ParcelsShipped)
  async follow({ payload }: Heard<typeof ParcelsShipped>): Promise<void> {
    await this.parcels.follow(payload.orderId);
  }

  @On(OrderRestEnded)
  async settle({ payload }: Heard<typeof OrderRestEnded>): Promise<void> {
    await this.parcels.settleReceipt(payload.orderId);
  }
}
