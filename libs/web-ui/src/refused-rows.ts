/** A spreadsheet would run what begins so. */
const FORMULA = /^[=+\-@\t\r]/;
/** A spreadsheet would take these for numbers: it shows twelve digits and more as 5.22E+17, rounds them past fifteen, and takes away a nought in front. */
const CODE = /^(?:\d{12,}|0\d+|\d+E\d+)$/i;

function cell(text: string): string {
  const guarded = CODE.test(text) ? `="${text}"` : FORMULA.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/**
 * Rows that were not accepted as a .csv file: opened in a spreadsheet nothing in it runs and codes stay as they are, and it is read again as it was written
 * (`plainWords` takes the guards off). With a byte order mark, which Excel asks for. The reason stands in a last column, 原因, which nobody reads.
 */
export function refusedRowsCsv(
  header: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly reason: string }[],
): string {
  const lines = [
    [...header, '原因'],
    ...rows.map(({ cells, reason }) => [...header.map((_, at) => cells[at] ?? ''), reason]),
  ];
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
