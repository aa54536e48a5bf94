import { Injectable } from '@nestjs/common';
import { TrackParcels } from '@yigou/logistics';
import { type EventJob, field, type QueueConsumer } from '../outbox/consumer';

/** Tells the carrier which waybills to report on. */
@Injectable()
export class LogisticsConsumer implements QueueConsumer {
  constructor(private readonly parcels: TrackParcels) {}

  readonly topics = {
    'logistics.shipped': (event: EventJob) => this.parcels.follow(field(event, 'orderId')),
  };
  readonly schedules = {};
}
