import { ParcelsShipped, TrackParcels } from '@yigou/logistics';
import { Consumer, type Heard, On } from '../outbox/consumer';

/** Tells the carrier which waybills to report on. */
@Consumer('logistics')
export class LogisticsConsumer {
  constructor(private readonly parcels: TrackParcels) {}

  @On(ParcelsShipped)
  async follow({ payload }: Heard<typeof ParcelsShipped>): Promise<void> {
    await this.parcels.follow(payload.orderId);
  }
}
