import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import type { ColumnChoice, TableReading } from '@yigou/contracts';
import { SKIPPED_ROWS } from '@yigou/contracts/labels';
import { choicesOf, type FieldPlaces, placed, placesIn } from './table-choices';

/** How a file was understood: its columns, sheets and rows that were read and were not. Whoever sent it says there which column is which. */
@Component({
  selector: 'yg-table-reading',
  templateUrl: './table-reading.html',
  styleUrl: './table-reading.css',
})
export class TableReadingPanel {
  readonly reading = input.required<TableReading>();
  readonly busy = input(false);
  /** What is to be remembered of the columns; the file is then to be read again. Empty: by their names alone. */
  readonly mapped = output<ColumnChoice[]>();

  protected readonly kinds = SKIPPED_ROWS;
  protected readonly chosen = linkedSignal<FieldPlaces>(() => placesIn(this.reading()));
  /** The column that is being dragged. */
  protected readonly dragged = signal<number | null>(null);
  protected readonly read = computed(() => this.reading().columns.filter(({ column }) => column !== null));
  protected readonly renamed = computed(() => this.read().filter(({ written, column }) => written !== column));
  protected readonly unread = computed(() => this.reading().columns.filter(({ column }) => column === null));
  /** Fields without which the file is not read. */
  protected readonly missing = computed(() => {
    const found = placesIn(this.reading());
    return this.reading().fields.filter(({ label, required }) => required && !found.has(label));
  });
  /** Columns that no field is read from, as it is chosen now. */
  protected readonly free = computed(() => {
    const taken = new Set(this.chosen().values());
    return this.reading().columns.flatMap(({ written }, place) => (taken.has(place) ? [] : [{ written, place }]));
  });
  protected readonly changed = computed(() => {
    const [before, now] = [placesIn(this.reading()), this.chosen()];
    return this.reading().fields.some(({ label }) => before.get(label) !== now.get(label));
  });
  protected readonly listed = (names: readonly { readonly written: string }[]) =>
    names.map(({ written }) => `“${written}”`).join('、');

  protected choose(field: string, event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.chosen.update((places) => placed(places, field, value === '' ? null : Number(value)));
  }

  protected take(event: DragEvent, place: number): void {
    this.dragged.set(place);
    // Some browsers drag nothing that has no words.
    event.dataTransfer?.setData('text/plain', this.reading().columns[place]?.written ?? '');
  }

  protected over(event: DragEvent): void {
    if (this.dragged() !== null) event.preventDefault();
  }

  protected drop(event: DragEvent, field: string): void {
    const place = this.dragged();
    if (place === null) return;
    event.preventDefault();
    this.dragged.set(null);
    this.chosen.update((places) => placed(places, field, place));
  }

  protected apply(event: Event): void {
    event.preventDefault();
    if (this.changed() && !this.busy()) this.mapped.emit(choicesOf(this.reading(), this.chosen()));
  }
}
