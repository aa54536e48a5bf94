import { Injectable } from '@nestjs/common';
import { CertificateTerms, ClosePublicity, LicenceReviews } from '@yigou/certification';
import { EvidenceFiles } from '@yigou/evidence';
import { ImportHouseholds, ResealHouseholds } from '@yigou/households';
import { allIsolated } from '@yigou/platform';
import { ResealReporters, Sanctions } from '@yigou/supervision';
import { ResealAccounts, SUPPLIER_LICENCE_CHANGED } from '@yigou/suppliers';
import { type EventJob, field, type QueueConsumer } from '../outbox/consumer';

const BATCH = 100;

/** What certification does by the clock: publications end, terms end, suppliers are reminded. And what follows from a changed licence. */
@Injectable()
export class CertificationConsumer implements QueueConsumer {
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

  readonly topics = {
    [SUPPLIER_LICENCE_CHANGED]: (event: EventJob) =>
      this.licences.open(event.eventId, field(event, 'supplierId'), field(event, 'reason')),
  };

  readonly schedules = {
    'close-publicity': { everyMs: 1_000, run: () => this.closePublicity() },
    'expire-certificates': { everyMs: 60_000, run: () => this.expire() },
    'remind-renewals': { everyMs: 3_600_000, run: () => this.remind() },
    'end-sanctions': { everyMs: 10_000, run: () => this.endSanctions() },
    'prune-evidence': { everyMs: 3_600_000, run: () => this.pruneEvidence() },
    'reseal-personal-data': { everyMs: 3_600_000, run: () => this.reseal() },
    'prune-household-imports': { everyMs: 600_000, run: () => this.pruneImports() },
  };

  private async closePublicity(): Promise<void> {
    await this.publicity.closeDue(BATCH);
  }

  private async expire(): Promise<void> {
    await this.terms.expireDue();
  }

  private async remind(): Promise<void> {
    await this.terms.remindDue();
  }

  private async endSanctions(): Promise<void> {
    await this.sanctions.endDue();
  }

  private async pruneEvidence(): Promise<void> {
    await this.evidence.prune();
  }

  /** After a change of the key: nothing to do on most days. */
  private async reseal(): Promise<void> {
    await allIsolated('reseal-personal-data', [
      () => this.households.run(),
      () => this.accounts.run(),
      () => this.reporters.run(),
    ]);
  }

  private async pruneImports(): Promise<void> {
    await this.imports.prune();
  }
}
