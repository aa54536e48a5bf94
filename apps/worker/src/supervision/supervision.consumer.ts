import { ResealReporters, Sanctions } from '@yigou/supervision';
import { Consumer, Every } from '../outbox/consumer';

const [SECOND_MS, HOUR_MS] = [1_000, 3_600_000];

/** Sanctions end with their term, and whoever reported something is sealed again after the key was changed. */
@Consumer('supervision')
export class SupervisionConsumer {
  constructor(
    private readonly sanctions: Sanctions,
    private readonly reporters: ResealReporters,
  ) {}

  @Every({ name: 'end-sanctions', everyMs: 10 * SECOND_MS })
  async endSanctions(): Promise<void> {
    await this.sanctions.endDue();
  }

  /** After a change of the key: nothing to do on most days. */
  @Every({ name: 'reseal', everyMs: HOUR_MS })
  async reseal(): Promise<void> {
    await this.reporters.run();
  }
}
