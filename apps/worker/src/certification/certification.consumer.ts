import { CertificateTerms, ClosePublicity, LicenceReviews } from '@yigou/certification';
import { SupplierLicenceChanged } from '@yigou/suppliers';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 100;
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** What certification does by the clock: publications end, terms end, suppliers are reminded. And what follows from a changed licence. */
@Consumer('certification')
export class CertificationConsumer {
  constructor(
    private readonly publicity: ClosePublicity,
    private readonly terms: CertificateTerms,
    private readonly licences: LicenceReviews,
  ) {}

  @On(SupplierLicenceChanged)
  async reviewLicence(event: Heard<typeof SupplierLicenceChanged>): Promise<void> {
    await this.licences.open(event, event.payload);
  }

  @Every({ name: 'close-publicity', everyMs: SECOND_MS })
  async closePublicity(): Promise<void> {
    await this.publicity.closeDue(BATCH);
  }

  @Every({ name: 'expire-certificates', everyMs: 60 * SECOND_MS })
  async expire(): Promise<void> {
    await this.terms.expireDue();
  }

  @Every({ name: 'remind-renewals', everyMs: HOUR_MS })
  async remind(): Promise<void> {
    await this.terms.remindDue();
  }
}
