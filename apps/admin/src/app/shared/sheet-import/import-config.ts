import type { RefusedRows, TableReading } from '@yigou/contracts';
import type { ImportKind } from '@yigou/contracts/labels';
import type { Tone } from '../tones';

/** A row as the preview shows it. */
export interface ImportRow<Outcome extends string> {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  readonly outcome: Outcome;
}
/** What a preview of a spreadsheet holds. */
export interface ImportPreview<Row> {
  readonly id: string;
  readonly fileName: string;
  /** The first 200, those in the way before all others. */
  readonly rows: readonly Row[];
  readonly expiresAt: string;
  /** How the file was understood, where that is said. */
  readonly reading?: TableReading;
  /** What stands in the way, as it was sent, where it is given back. */
  readonly refusedRows?: RefusedRows;
}
interface ImportColumn<Row> {
  readonly label: string;
  readonly cell: (row: Row) => string | number;
  readonly kind?: 'number' | 'code';
}
/** One kind of spreadsheet: what is read, what is shown before it is done, and what doing it is called. Words are Chinese. */
export interface ImportConfig<
  Outcome extends string,
  Row extends ImportRow<Outcome>,
  Preview extends ImportPreview<Row>,
> {
  readonly testId: string;
  /** What kind of file it is: by it columns are remembered. */
  readonly kind: ImportKind;
  readonly heading: string;
  readonly note: string;
  /** Under the field for the file. */
  readonly hint: string;
  /** The list that it belongs to; where one ends up. */
  readonly list: { readonly path: string; readonly title: string };
  /** The address of the empty .xlsx; null: the file comes from elsewhere as it is. */
  readonly template: string | null;
  /** How the names of files end that are read; .xlsx unless stated. */
  readonly endings?: readonly string[];
  readonly outcomes: Readonly<Record<Outcome, readonly [label: string, tone: Tone]>>;
  /** The outcome that stands in the way: it is shown in red when there is any. */
  readonly bad: Outcome;
  readonly columns: readonly ImportColumn<Row>[];
  readonly notes: (row: Row) => readonly string[];
  readonly countOf: (preview: Preview, outcome: Outcome) => number;
  /** What the button says; null: there is nothing to do. */
  readonly action: (preview: Preview) => string | null;
  readonly skipped: string;
  readonly read: (file: File) => Promise<Preview>;
  /** Does it; answers the sentence that says what was done. */
  readonly confirm: (preview: Preview, idempotencyKey: string) => Promise<string>;
  /** Asked before, where it cannot be undone; null: nothing is. */
  readonly warning: (preview: Preview) => string | null;
}
