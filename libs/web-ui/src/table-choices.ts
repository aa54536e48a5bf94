import type { ColumnChoice, TableReading } from '@yigou/contracts';
import { MOST_COLUMN_CHOICES } from '@yigou/contracts/labels';

/** Which column of the file, by its place in the reading, each field is read from. */
export type FieldPlaces = ReadonlyMap<string, number>;

/** As the file was read; of several columns that one field is read from, the first. */
export const placesIn = ({ columns }: TableReading): FieldPlaces =>
  new Map(columns.flatMap(({ column }, place) => (column === null ? [] : [[column, place] as const])).reverse());

/** Reads a field from a column, or from none (null); what was read from that column before is read from none. */
export function placed(places: FieldPlaces, field: string, place: number | null): FieldPlaces {
  const now = new Map([...places].filter(([other, at]) => other !== field && at !== place));
  if (place !== null) now.set(field, place);
  return now;
}

/**
 * What is to be remembered so that the file is read as was chosen: what differs from how it was read, and what was remembered before. What is remembered of
 * columns that this file does not have stays.
 */
export function choicesOf(reading: TableReading, chosen: FieldPlaces): ColumnChoice[] {
  const [before, kept] = [placesIn(reading), new Set(reading.remembered.map(({ written }) => written))];
  const fieldAt = new Map([...chosen].map(([field, place]) => [place, field]));
  const here = new Map<string, string | null>();
  for (const [place, { written, column }] of reading.columns.entries()) {
    const stays = column !== null && chosen.get(column) === before.get(column);
    const now = fieldAt.get(place) ?? (stays ? column : null);
    // Of two columns with one name, the one that is read.
    if ((now !== column || kept.has(written)) && (now !== null || !here.has(written))) here.set(written, now);
  }
  const elsewhere = reading.remembered.filter((one) => !reading.columns.some(({ written }) => written === one.written));
  return [...elsewhere, ...[...here].map(([written, column]) => ({ written, column }))].slice(-MOST_COLUMN_CHOICES);
}
