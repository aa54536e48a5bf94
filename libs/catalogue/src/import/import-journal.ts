import type { Tx } from '@yigou/platform';

/** What a batch of an import made or changed. Prices in fen, weights in grams. */
export interface Journalled {
  readonly subjectId: string;
  readonly kind: 'supplier' | 'product' | 'sku';
  readonly productId: string | null;
  readonly made: boolean;
  readonly before: object;
  readonly after: object;
  /** Pieces added to the stock. */
  readonly delta: number;
}

/** The fields of `after` that are not so in `before`, as they were and as they are. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Pick<Journalled, 'before' | 'after'> {
  const fields = Object.keys(after).filter((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]));
  const of = (all: Readonly<Record<string, unknown>>) => Object.fromEntries(fields.map((field) => [field, all[field]]));
  return { before: of(before), after: of(after) };
}

/** Keeps what a run did, so that it can be undone. What it had changed before it remembers as it was at first, unless somebody else changed it in between. One statement. */
export async function writeJournal(tx: Tx, runId: string, changes: readonly Journalled[]): Promise<void> {
  if (changes.length > 0) await tx.query(WRITE, [runId, JSON.stringify(changes)]);
}

const WRITE = `
  INSERT INTO import_change (run_id, subject_id, kind, product_id, made, before, after, delta)
  SELECT $1, "subjectId", kind, "productId", made, before, after, delta
  FROM jsonb_to_recordset($2::jsonb) AS t ("subjectId" uuid, kind text, "productId" uuid, made boolean, before jsonb, after jsonb, delta int)
  ON CONFLICT (run_id, subject_id) DO UPDATE SET after = import_change.after || excluded.after, delta = import_change.delta + excluded.delta,
    before = CASE WHEN import_change.made THEN '{}' ELSE import_change.before || coalesce((SELECT jsonb_object_agg(e.key, e.value)
      FROM jsonb_each(excluded.before) e WHERE import_change.after->e.key IS DISTINCT FROM e.value), '{}') END`;
