import { aFile } from '@yigou/evidence/testing';
import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';

/** An invoice of a unit's whole order as its supplier recorded it, with the row of a file that is kept nowhere; answers its id. */
export async function anInvoice(db: Queryable, orderId: string): Promise<string> {
  const [order] = await db.query<{ supplierId: string; unitId: string; clerk: string }>(
    `SELECT o.supplier_id AS "supplierId", o.unit_id AS "unitId", (SELECT m.user_id FROM membership m WHERE m.organisation_id = o.supplier_id
       ORDER BY m.user_id LIMIT 1) AS clerk FROM sales_order o WHERE o.id = $1`,
    [orderId],
  );
  const { id: fileId } = await aFile(db, {
    uploadedBy: order?.clerk ?? null,
    supplierId: order?.supplierId ?? null,
    unitId: order?.unitId ?? null,
    attachedAt: new Date(),
  });
  const id = newId();
  await db.query(
    `WITH sold AS (SELECT supplier_id, unit_id, total_fen FROM sales_order WHERE id = $1),
     made AS (INSERT INTO purchasing_invoice (id, number, issued_on, amount_fen, supplier_id, unit_id, file_id, read_from_file, title_differs, status)
       SELECT $2, zero_padded(1 + (SELECT count(*) FROM purchasing_invoice), 20), current_date, total_fen, supplier_id, unit_id, $3, false, false, 'recorded'
       FROM sold RETURNING id),
     part AS (INSERT INTO purchasing_invoice_order (invoice_id, order_id, amount_fen) SELECT made.id, $1, total_fen FROM made, sold)
     INSERT INTO purchasing_invoice_step (id, purchasing_invoice_id, action, from_status, to_status, by_id)
     SELECT $4, made.id, 'record', NULL, 'recorded', $5 FROM made`,
    [orderId, id, fileId, newId(), order?.clerk ?? null],
  );
  return id;
}
