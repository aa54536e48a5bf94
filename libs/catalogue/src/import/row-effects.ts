import { createHash } from 'node:crypto';
import type { ImportPreview } from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import type { RowError } from './import-row';

/** What a row does to the catalogue. Prices in fen. */
export interface RowEffect {
  readonly row: number;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** Product and packing, for people. */
  readonly goods: string;
  /** Null: the SKU is new. */
  readonly beforeFen: number | null;
  readonly afterFen: number;
  /** Columns whose content changes, beside price and stock. */
  readonly columns: readonly string[];
  /** Pieces on hand before and after; null where the row leaves them. */
  readonly stock: { readonly before: number; readonly after: number } | null;
}

/** Tells two comparisons of the same rows apart by what they would do. How many pieces there were before is left out: they are sold all day. */
export function effectsDigest(effects: readonly RowEffect[], refused: readonly RowError[]): string {
  const told = [
    effects.map(({ row, outcome, goods, beforeFen, afterFen, columns, stock }) => [
      row,
      outcome,
      goods,
      beforeFen,
      afterFen,
      columns,
      stock?.after,
    ]),
    refused.map(({ row, column }) => [row, column]),
  ];
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url');
}

const MOST_CHANGES = 200;
const MOST_PRICES = 20;
/** So many different changes of price are told apart. */
const MOST_KINDS = 2_000;
const MOST_SUPPLIERS = 200;

/** Puts together what a file would do, from its batches as they come; bounded, however many rows there are. */
export class EffectsTold {
  private readonly changes: ImportPreview['changes'] = [];
  private readonly prices = new Map<string, ImportPreview['prices'][number]>();
  private readonly suppliers = new Set<string>();

  add(effects: readonly RowEffect[], newSuppliers: readonly string[]): void {
    for (const name of newSuppliers) if (this.suppliers.size < MOST_SUPPLIERS) this.suppliers.add(name);
    for (const effect of effects) {
      if (effect.outcome === 'unchanged') continue;
      const { row, goods, beforeFen, afterFen } = effect;
      if (this.changes.length < MOST_CHANGES) this.changes.push({ row, goods, does: inWords(effect) });
      if (beforeFen === null || beforeFen === afterFen) continue;
      const key = `${beforeFen}>${afterFen}`;
      const known = this.prices.get(key);
      if (known) known.goods += 1;
      else if (this.prices.size < MOST_KINDS) this.prices.set(key, { beforeFen, afterFen, goods: 1, example: goods });
    }
  }

  told(): Pick<ImportPreview, 'changes' | 'prices' | 'newSuppliers'> {
    const prices = [...this.prices.values()].sort((a, b) => leap(b) - leap(a) || b.goods - a.goods);
    return { changes: this.changes, prices: prices.slice(0, MOST_PRICES), newSuppliers: [...this.suppliers] };
  }
}

/** How many times the dearer of two prices is the cheaper. */
const leap = ({ beforeFen, afterFen }: { beforeFen: number; afterFen: number }): number =>
  Math.max(beforeFen, afterFen) / Math.max(1, Math.min(beforeFen, afterFen));

function inWords({ outcome, beforeFen, afterFen, columns, stock }: RowEffect): string[] {
  if (outcome === 'created') return [`新增，${fenText(afterFen)}${stock ? `，库存 ${stock.after}` : ''}`];
  return [
    ...(beforeFen === null || beforeFen === afterFen ? [] : [`价格 ${fenText(beforeFen)} → ${fenText(afterFen)}`]),
    ...(stock ? [`库存 ${stock.before} → ${stock.after}`] : []),
    ...(columns.length > 0 ? [`修改${columns.join('、')}`] : []),
  ];
}
