import { TellRecalls } from '@yigou/recalls';
import { Consumer, Every } from '../outbox/consumer';

const EVERY_MS = 10_000;

/** Whoever has goods of a recall is told; what is untold stands in PostgreSQL, whatever became of Redis. */
@Consumer('recalls')
export class RecallsConsumer {
  constructor(private readonly telling: TellRecalls) {}

  @Every({ name: 'tell', everyMs: EVERY_MS })
  async tell(): Promise<void> {
    await this.telling.run();
  }
}
