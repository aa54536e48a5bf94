import { unreadableFile } from './unreadable-file';

const MAX_MERGES = 200_000;
/** Wider than any list: a merge of whole columns is a title or a slip. */
const MAX_TALL = 100_000;

interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Merged cells of a sheet: of each the first alone holds a value, which stands for all. They are named behind all rows of a sheet, so that the sheet is looked through
 * for them before its rows are read.
 */
export class Merges {
  private readonly byTop = new Map<number, Merge[]>();
  private under: (Merge & { readonly value: string; readonly rounded: boolean })[] = [];
  private count = 0;
  private rest = '';

  /** Looks through a piece of the sheet's XML. */
  scan(chunk: string): void {
    const text = this.rest + chunk;
    let end = 0;
    for (const found of text.matchAll(
      /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g,
    )) {
      end = found.index + found[0].length;
      const [, left = 'A', top = '1', right = 'A', bottom = '1'] = found;
      this.add({ top: Number(top), bottom: Number(bottom), left: columnOf(left), right: columnOf(right) });
    }
    this.rest = text.slice(Math.max(end, text.length - 120));
  }

  /** Before the sheet's first row. */
  begin(): void {
    this.under = [];
  }

  private add(merge: Merge): void {
    if ((this.count += 1) > MAX_MERGES) throw unreadableFile('合并的单元格过多，请取消合并后导入。');
    if (merge.bottom - merge.top > MAX_TALL) return;
    this.byTop.set(merge.top, [...(this.byTop.get(merge.top) ?? []), merge]);
  }

  /** Writes into the cells of a row what merges say of them; a row that holds nothing of its own stays empty. */
  fill(row: number, cells: string[], rounded: Set<number>, maxColumns: number): void {
    if (this.count === 0) return;
    this.under = this.under.filter(({ bottom }) => bottom >= row);
    for (const merge of this.byTop.get(row) ?? [])
      this.under.push({ ...merge, value: cells[merge.left] ?? '', rounded: rounded.has(merge.left) });
    if (cells.every((cell) => cell.trim() === '')) return;
    for (const { left, right, value, rounded: lost } of this.under)
      for (let column = left; column <= Math.min(right, maxColumns - 1); column += 1) {
        while (cells.length < column) cells.push('');
        if (cells[column]) continue;
        cells[column] = value;
        if (lost) rounded.add(column);
      }
  }
}

/** AB → 27 */
export function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
