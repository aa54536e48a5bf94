import { ImportRequested, SalesCounter, Shelves, WorkImport } from '@yigou/catalogue';
import { CERTIFIED_PRICES } from '@yigou/certification';
import { CountPriceBands } from '@yigou/prices';
import { RegionsChanged } from '@yigou/regions';
import { StandingChanged } from '@yigou/suppliers';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const MINUTE_MS = 60_000;

/** What the shelves learn from orders and from certification, and imports that were asked for in the console. */
@Consumer('catalogue')
export class CatalogueConsumer {
  constructor(
    private readonly sales: SalesCounter,
    private readonly imports: WorkImport,
    private readonly shelves: Shelves,
    private readonly bands: CountPriceBands,
  ) {}

  @On(ImportRequested)
  async import({ payload }: Heard<typeof ImportRequested>): Promise<void> {
    await this.imports.work(payload.importId);
  }

  @Every({ name: 'expire-imports', everyMs: 10 * MINUTE_MS })
  async expireImports(): Promise<void> {
    await this.imports.expire();
  }

  @On(StandingChanged)
  async followStanding({ payload }: Heard<typeof StandingChanged>): Promise<void> {
    await this.shelves.follow(payload);
  }

  @On(RegionsChanged)
  async followRegions({ payload }: Heard<typeof RegionsChanged>): Promise<void> {
    await this.shelves.followRegions(payload.codes);
  }

  @Every({ name: 'count-sales', everyMs: MINUTE_MS / 2 })
  async countSales(): Promise<void> {
    await this.sales.recount();
  }

  @Every({ name: 'clear-expired', everyMs: MINUTE_MS })
  async clearExpired(): Promise<void> {
    await this.shelves.clearExpired();
  }

  @Every({ name: 'open-begun', everyMs: 10 * MINUTE_MS })
  async openBegun(): Promise<void> {
    await this.shelves.openBegun();
  }

  @Every({ name: 'count-price-bands', everyMs: 5 * MINUTE_MS })
  async countPriceBands(): Promise<void> {
    await this.bands.execute(CERTIFIED_PRICES);
  }
}
