import type { RecallFigures } from '@yigou/contracts';
import type { Queryable } from '@yigou/platform';

/** Figures of the recall `v`, as SQL of one JSON object. */
export const FIGURES = `(SELECT jsonb_build_object(
    'orders', (SELECT count(*) FROM recalls_order o WHERE o.recall_id = v.id),
    'told', (SELECT count(*) FROM recalls_order o WHERE o.recall_id = v.id AND o.told_at IS NOT NULL),
    'shipped', coalesce(sum(l.pieces) FILTER (WHERE l.kind = 'shipped'), 0),
    'unknown', coalesce(sum(l.pieces) FILTER (WHERE l.kind = 'unknown'), 0),
    'owed', coalesce(sum(l.pieces) FILTER (WHERE l.kind = 'owed'), 0),
    'held', (SELECT coalesce(sum(s.pieces), 0) FROM recalls_stock s WHERE s.recall_id = v.id),
    'heldDestroyed', (SELECT coalesce(sum(s.destroyed), 0) FROM recalls_stock s WHERE s.recall_id = v.id))
  FROM recalls_line l WHERE l.recall_id = v.id)`;

/** The figures of a recall as of now. */
export async function figuresOf(db: Queryable, id: string): Promise<RecallFigures> {
  const [row] = await db.query<{ figures: RecallFigures }>(
    `SELECT ${FIGURES} AS figures FROM recalls_recall v WHERE v.id = $1`,
    [id],
  );
  if (!row) throw new Error(`there is no recall ${id}`);
  return row.figures;
}
