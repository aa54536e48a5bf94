import { Injectable } from '@nestjs/common';
import { CountPriceBands, ImportRuns, SalesCounter, Shelves } from '@yigou/catalogue';
import { STANDING_CHANGED } from '@yigou/suppliers';
import { type EventJob, field, fieldList, type QueueConsumer } from '../outbox/consumer';

const MINUTE_MS = 60_000;

/** What the shelves learn from orders and from certification, and imports that were asked for in the console. */
@Injectable()
export class CatalogueConsumer implements QueueConsumer {
  constructor(
    private readonly sales: SalesCounter,
    private readonly imports: ImportRuns,
    private readonly shelves: Shelves,
    private readonly bands: CountPriceBands,
  ) {}

  readonly topics = {
    'catalogue.import_requested': (event: EventJob) => this.imports.work(field(event, 'importId')),
    [STANDING_CHANGED]: async (event: EventJob) =>
      void (await this.shelves.follow({
        certificateIds: fieldList(event, 'certificateIds'),
        supplierIds: fieldList(event, 'supplierIds'),
      })),
  };

  readonly schedules = {
    'count-sales': { everyMs: 30_000, run: async () => void (await this.sales.recount()) },
    'clear-expired': { everyMs: MINUTE_MS, run: async () => void (await this.shelves.clearExpired()) },
    'open-begun': { everyMs: 10 * MINUTE_MS, run: async () => void (await this.shelves.openBegun()) },
    'count-price-bands': { everyMs: 5 * MINUTE_MS, run: async () => void (await this.bands.execute()) },
  };
}
