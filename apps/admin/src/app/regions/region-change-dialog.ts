import { Component, computed, inject, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RouteResponse } from '@yigou/contracts';
import { REGION_CHANGE_KINDS } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { contractForm, errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { Modal, ModalActions } from '../shared/modal';
import { RegionSelect } from '../shared/region-select';
import { bodyOf, type ChangeForm, KIND_HINTS, NEW_CHANGE, NEW_LINE } from './region-change-form';
import { TouchedTable } from './touched-table';

/** Enters a change of divisions: filled in, looked at with what it will touch, and only then confirmed. */
@Component({
  selector: 'yg-region-change-dialog',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    Modal,
    ModalActions,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    RegionSelect,
    TouchedTable,
  ],
  templateUrl: './region-change-dialog.html',
  styleUrl: './region-change-dialog.css',
})
export class RegionChangeDialog {
  /** True when it was entered. */
  readonly closed = output<boolean>();

  private readonly api = inject(ApiClient);
  protected readonly errorOf = errorOf;
  protected readonly kinds = Object.entries(REGION_CHANGE_KINDS);
  protected readonly labels = REGION_CHANGE_KINDS;
  private readonly filled = signal<ChangeForm>(NEW_CHANGE);
  protected readonly form = contractForm('enterRegionChange', this.filled, { body: bodyOf });
  protected readonly kind = computed(() => this.filled().kind);
  protected readonly hint = computed(() => {
    const kind = this.kind();
    return kind ? KIND_HINTS[kind] : '';
  });
  protected readonly change = this.filled.asReadonly();
  /** What the change would do, while what is filled in is what was looked at. */
  protected readonly preview = signal<RouteResponse<'previewRegionChange'> | null>(null);

  protected add(): void {
    this.form.fields.lines().value.update((lines) => [...lines, { ...NEW_LINE }]);
  }

  protected remove(index: number): void {
    this.form.fields.lines().value.update((lines) => lines.filter((_, at) => at !== index));
  }

  /** First a look, then the entry of what was looked at. */
  protected async submit(): Promise<void> {
    if (this.preview() === null) {
      await this.form.send(async ({ body }) => {
        this.preview.set(await this.api.call('previewRegionChange', { body }));
      });
      return;
    }
    const entered = await this.form.send((sent) => this.api.call('enterRegionChange', sent));
    // What was refused stands at its field: back to where it can be mended.
    if (entered) this.closed.emit(true);
    else if (this.form.problem() === '') this.preview.set(null);
  }
}
