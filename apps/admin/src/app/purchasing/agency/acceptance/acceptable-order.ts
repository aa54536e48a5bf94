import { Component, computed, effect, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ACCEPTANCE_STATUSES, CARRIERS, ORDER_STATUSES, PARCEL_STATUSES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { dueTone, dueWords } from '../../../shared/deadlines';
import { formatTime } from '../../../shared/format';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../../shared/record';
import { StatusTag } from '../../../shared/status-tag';
import { ACCEPTANCE_TONES, ORDER_TONES } from '../../../shared/tones';
import { AcceptanceForm } from './acceptance-form';
import { KeptSheets } from './kept-sheets';

/** An order that came, and its sheet as it lies on this phone. */
@Component({
  selector: 'yg-acceptable-order',
  imports: [
    AcceptanceForm,
    Fact,
    FactList,
    NzAlertComponent,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    RouterLink,
    StatusTag,
  ],
  templateUrl: './acceptable-order.html',
  styleUrl: './acceptable-order.css',
})
export class AcceptableOrderRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  protected readonly kept = inject(KeptSheets);
  protected readonly data = apiResource('getAcceptableOrder', () => ({ params: { id: this.id() } }));
  protected readonly sheet = computed(() => this.kept.of(this.id()));
  protected readonly editable = computed(() => ['draft', 'refused'].includes(this.sheet()?.state ?? ''));
  protected readonly statuses = ORDER_STATUSES;
  protected readonly tones = ORDER_TONES;
  protected readonly sheetStatuses = ACCEPTANCE_STATUSES;
  protected readonly sheetTones = ACCEPTANCE_TONES;
  protected readonly carriers = CARRIERS as Readonly<Record<string, string>>;
  protected readonly parcels = PARCEL_STATUSES;
  protected readonly time = formatTime;
  protected readonly due = (at: string): string => dueWords(at);
  protected readonly dueTone = (at: string) => dueTone(at);

  constructor() {
    let before: string | undefined;
    effect(() => {
      const now = this.sheet()?.state;
      if (before === 'waiting' && now === 'sent') {
        this.data.reload();
        this.changed.emit();
      }
      before = now;
    });
  }
}
