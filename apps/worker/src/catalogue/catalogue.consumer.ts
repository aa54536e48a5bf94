import { Injectable } from '@nestjs/common';
import { ImportRuns, SalesCounter } from '@yigou/catalogue';
import { type EventJob, field, type QueueConsumer } from '../outbox/consumer';

/** What the shelves learn from orders, and imports that were asked for in the console. */
@Injectable()
export class CatalogueConsumer implements QueueConsumer {
  constructor(
    private readonly sales: SalesCounter,
    private readonly imports: ImportRuns,
  ) {}

  readonly topics = {
    'orders.paid': (event: EventJob) => this.sales.paid(event.eventId, field(event, 'orderId')),
    'orders.cancelled': (event: EventJob) => this.cancelled(event),
    'catalogue.import_requested': (event: EventJob) => this.imports.work(field(event, 'importId')),
  };

  readonly schedules = {};

  private async cancelled(event: EventJob): Promise<void> {
    if (event.payload['wasPaid'] === true) await this.sales.cancelled(event.eventId, field(event, 'orderId'));
  }
}
