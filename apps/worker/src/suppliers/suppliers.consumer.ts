import { ResealAccounts } from '@yigou/suppliers';
import { Consumer, Every } from '../outbox/consumer';

const HOUR_MS = 3_600_000;

/** Bank accounts are sealed again after the key was changed: nothing to do on most days. */
@Consumer('suppliers')
export class SuppliersConsumer {
  constructor(private readonly accounts: ResealAccounts) {}

  @Every({ name: 'reseal', everyMs: HOUR_MS })
  async reseal(): Promise<void> {
    await this.accounts.run();
  }
}
