import { Component, computed, inject, input, linkedSignal, output, resource, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { EvidenceView, HouseholdView } from '@yigou/contracts';
import { ApiClient, toApiError } from '@yigou/web-data';
import { EvidenceUploadComponent } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import type { OwnCertificate } from '../../certification/supplier/start';
import { dayAhead } from '../../shared/deadlines';
import { Field, FieldControl } from '../../shared/field';
import { Modal, ModalActions } from '../../shared/modal';
import { harvestWords, parseWeight, WEIGHT_UNITS } from '../../shared/weights';
import { type BatchDraft, checkBatch, NEW_BATCH } from './batch-draft';
import { linkedHouseholds } from './linked-households';

/** Registers a batch: which certificate, when harvested, how much, and from whom. */
@Component({
  selector: 'yg-batch-dialog',
  imports: [
    EvidenceUploadComponent,
    Field,
    FieldControl,
    FormsModule,
    Modal,
    ModalActions,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
  ],
  templateUrl: './batch-dialog.html',
  styleUrls: ['../../shared/column.css', './batch-dialog.css'],
})
export class BatchDialog {
  readonly certificates = input.required<readonly OwnCertificate[]>();
  /** True when a batch was registered. */
  readonly closed = output<boolean>();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly units = Object.entries(WEIGHT_UNITS);
  protected readonly today = dayAhead(0);
  protected readonly households = resource({ loader: () => linkedHouseholds(this.api) });
  protected readonly draft = linkedSignal<BatchDraft>(() => {
    const [only, another] = this.certificates();
    return { ...NEW_BATCH, harvestedOn: this.today, certificateId: only && !another ? only.id : '' };
  });
  protected readonly report = signal<readonly EvidenceView[]>([]);
  protected readonly weightHint = computed(() => {
    const grams = parseWeight(this.draft().weight, this.draft().unit);
    return grams ? `即 ${harvestWords(grams)}` : '';
  });
  protected readonly errors = signal<Readonly<Record<string, string>>>({});
  protected readonly failure = signal('');
  protected readonly busy = signal(false);

  protected patch(change: Partial<BatchDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected chosen(household: HouseholdView): boolean {
    return this.draft().households.some((one) => one.householdId === household.id);
  }

  protected toggle(household: HouseholdView, on: boolean): void {
    const rest = this.draft().households.filter((one) => one.householdId !== household.id);
    this.patch({ households: on ? [...rest, { householdId: household.id, weight: '' }] : rest });
  }

  protected weightOf(household: HouseholdView): string {
    return this.draft().households.find((one) => one.householdId === household.id)?.weight ?? '';
  }

  protected weigh(household: HouseholdView, weight: string): void {
    this.patch({
      households: this.draft().households.map((one) => (one.householdId === household.id ? { ...one, weight } : one)),
    });
  }

  protected async save(): Promise<void> {
    const { body, errors } = checkBatch(
      { ...this.draft(), reportEvidenceId: this.report()[0]?.id ?? null },
      this.today,
    );
    this.errors.set(errors);
    this.failure.set('');
    if (!body) {
      // The dialog is long: what is wrong may have scrolled away.
      setTimeout(() => document.querySelector<HTMLElement>('#batch-form .is-wrong')?.focus());
      return;
    }
    this.busy.set(true);
    try {
      const batch = await this.api.call('createBatch', { body });
      this.message.success(`已登记批次 ${batch.number}。`);
      this.closed.emit(true);
    } catch (error) {
      const refused = toApiError(error);
      this.errors.set(refused.fields);
      this.failure.set(refused.message);
    } finally {
      this.busy.set(false);
    }
  }
}
