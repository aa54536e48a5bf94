import { CloseRecalled, HoldNewPackings, TellRecalls } from '@yigou/recalls';
import { Consumer, Every } from '../outbox/consumer';

const EVERY_MS = 10_000;
const BATCH = 100;

/** Whoever has goods of a recall is told, and what nobody has paid is closed; what is untold stands in PostgreSQL, whatever became of Redis. */
@Consumer('recalls')
export class RecallsConsumer {
  constructor(
    private readonly telling: TellRecalls,
    private readonly closing: CloseRecalled,
    private readonly holding: HoldNewPackings,
  ) {}

  @Every({ name: 'hold-new', everyMs: EVERY_MS })
  async hold(): Promise<void> {
    await this.holding.run();
  }

  @Every({ name: 'tell', everyMs: EVERY_MS })
  async tell(): Promise<void> {
    await this.telling.run();
  }

  @Every({ name: 'close-unpaid', everyMs: EVERY_MS })
  async close(): Promise<void> {
    await this.closing.run(BATCH);
  }
}
