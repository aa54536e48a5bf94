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
    'catalogue.import_requested': (event: EventJob) => this.imports.work(field(event, 'importId')),
  };

  readonly schedules = {
    'count-sales': { everyMs: 30_000, run: async () => void (await this.sales.recount()) },
  };
}
