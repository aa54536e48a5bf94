import { Component, computed, input, linkedSignal, signal } from '@angular/core';
import { UNIT_RECORD_KIND_CODES, UNIT_RECORD_KINDS, type UnitRecordKind } from '@yigou/contracts/labels';
import { apiResource, apiUrl } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { dayAhead } from '../../shared/deadlines';
import { formatMoney, formatTime } from '../../shared/format';
import { RecordPage, RecordSection, RecordTemplate } from '../../shared/record';

const PAGE = 20;

/** What a unit's procurement left behind, kind by kind, and all of it as one file. */
@Component({
  selector: 'yg-unit-record',
  imports: [NzButtonComponent, RecordPage, RecordSection, RecordTemplate],
  templateUrl: './unit-record.html',
  styles: `
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: 12px;
      margin-block-end: 16px;
    }
    label {
      display: grid;
      gap: 4px;
    }
    input,
    select {
      min-height: 36px;
      padding-inline: 8px;
    }
    .scroll {
      overflow-x: auto;
    }
  `,
})
export class UnitRecord {
  readonly id = input.required<string>();

  protected readonly kinds = UNIT_RECORD_KIND_CODES.map((code) => ({ code, label: UNIT_RECORD_KINDS[code] }));
  protected readonly kind = signal<UnitRecordKind>('order');
  protected readonly from = signal(`${dayAhead(0).slice(0, 4)}-01-01`);
  protected readonly to = signal(`${dayAhead(0).slice(0, 4)}-12-31`);
  /** Where the pages before this one began; another kind or period begins anew. */
  protected readonly cursors = linkedSignal<string, readonly string[]>({
    source: () => [this.id(), this.kind(), this.from(), this.to()].join(),
    computation: () => [],
  });
  protected readonly data = apiResource('listUnitRecords', () => ({
    params: { id: this.id() },
    query: {
      kind: this.kind(),
      limit: PAGE,
      ...(this.from() && { from: this.from() }),
      ...(this.to() && { to: this.to() }),
      ...(this.cursors().length > 0 && { cursor: this.cursors().at(-1) }),
    },
  }));
  /** Null while the period is none. */
  protected readonly pack = computed(() =>
    this.from() && this.to() && this.from() <= this.to()
      ? apiUrl('auditPack', { id: this.id() }, { from: this.from(), to: this.to() })
      : null,
  );
  protected readonly label = computed(() => UNIT_RECORD_KINDS[this.kind()]);
  protected readonly money = formatMoney;
  protected readonly time = formatTime;

  protected choose(event: Event): void {
    this.kind.set((event.target as HTMLSelectElement).value as UnitRecordKind);
  }

  protected day(of: 'from' | 'to', event: Event): void {
    this[of].set((event.target as HTMLInputElement).value);
  }

  protected next(cursor: string): void {
    this.cursors.update((before) => [...before, cursor]);
  }

  protected back(): void {
    this.cursors.update((before) => before.slice(0, -1));
  }
}
