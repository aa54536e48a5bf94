import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import type { EvidenceView, HouseholdView } from '@yigou/contracts';
import { ApiClient, apiGather } from '@yigou/web-data';
import { contractForm, errorOf, EvidenceUploadComponent, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import type { OwnCertificate } from '../../certification/supplier/start';
import { dayAhead } from '../../shared/deadlines';
import { Modal, ModalActions } from '../../shared/modal';
import { WeightInput } from '../../shared/typed-inputs/typed-inputs';
import { harvestWords, WEIGHT_UNITS } from '../../shared/weights';
import { type BatchForm, NEW_BATCH, type SuppliedForm } from './batch-form';
import { linkedHouseholds } from './linked-households';

/** Registers a batch: which certificate, when harvested, how much, and from whom. */
@Component({
  selector: 'yg-batch-dialog',
  imports: [
    EvidenceUploadComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    Modal,
    ModalActions,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    WeightInput,
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
  protected readonly errorOf = errorOf;
  protected readonly households = apiGather(
    () => true,
    () => linkedHouseholds(this.api),
  );
  protected readonly report = signal<readonly EvidenceView[]>([]);
  private readonly filled = linkedSignal<BatchForm>(() => {
    const [only, another] = this.certificates();
    return { ...NEW_BATCH, harvestedOn: this.today, certificateId: only && !another ? only.id : '' };
  });
  protected readonly form = contractForm('createBatch', this.filled, {
    body: ({ unit: _, ...batch }) => ({ ...batch, reportEvidenceId: this.report()[0]?.id ?? null }),
  });
  protected readonly weightHint = computed(() => {
    const grams = this.filled().quantityGrams;
    return grams ? `即 ${harvestWords(grams)}` : '';
  });
  private readonly supplied = computed<ReadonlyMap<string, FieldTree<SuppliedForm>>>(
    () => new Map([...this.form.fields.households].map((one) => [one.householdId().value(), one])),
  );

  /** Null for a household that is not among those that supplied. */
  protected suppliedBy(household: HouseholdView): FieldTree<SuppliedForm> | null {
    return this.supplied().get(household.id) ?? null;
  }

  protected toggle({ id }: HouseholdView, event: Event): void {
    const { checked } = event.target as HTMLInputElement;
    const field = this.form.fields.households();
    field.value.update((all) => {
      const rest = all.filter((one) => one.householdId !== id);
      return checked ? [...rest, { householdId: id, grams: null }] : rest;
    });
    field.markAsDirty();
  }

  protected async save(): Promise<void> {
    const sent = await this.form.send(async (given) => {
      const batch = await this.api.call('createBatch', given);
      this.message.success(`已登记批次 ${batch.number}。`);
    });
    if (sent) this.closed.emit(true);
  }
}
