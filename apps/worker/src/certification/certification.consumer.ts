import { CertificateTerms, ClosePublicity, LicenceReviews } from '@yigou/certification';
import { EvidenceFiles } from '@yigou/evidence';
import { ImportHouseholds, ResealHouseholds } from '@yigou/households';
import { allIsolated } from '@yigou/platform';
import { ResealReporters, Sanctions } from '@yigou/supervision';
import { ResealAccounts, SupplierLicenceChanged } from '@yigou/suppliers';
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
    private readonly sanctions: Sanctions,
    private readonly evidence: EvidenceFiles,
    private readonly households: ResealHouseholds,
    private readonly accounts: ResealAccounts,
    private readonly reporters: ResealReporters,
    private readonly imports: ImportHouseholds,
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

  @Every({ name: 'end-sanctions', everyMs: 10 * SECOND_MS })
  async endSanctions(): Promise<void> {
    await this.sanctions.endDue();
  }

  @Every({ name: 'prune-evidence', everyMs: HOUR_MS })
  async pruneEvidence(): Promise<void> {
    await this.evidence.prune();
  }

  /** After a change of the key: nothing to do on most days. */
  @Every({ name: 'reseal-personal-data', everyMs: HOUR_MS })
  async reseal(): Promise<void> {
    await allIsolated('reseal-personal-data', [
      () => this.households.run(),
      () => this.accounts.run(),
      () => this.reporters.run(),
    ]);
  }

  @Every({ name: 'prune-household-imports', everyMs: 600 * SECOND_MS })
  async pruneImports(): Promise<void> {
    await this.imports.prune();
  }
}
