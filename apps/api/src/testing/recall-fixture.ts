import { newId } from '@yigou/kernel';
import type { ApiHarness } from './api.harness';

/** A recall of a supplier in 640422 that has been reported, of a certificate. @returns its id */
export async function aRecall(
  api: ApiHarness,
  given: { supplierId: string; certificateId: string; userId: string },
): Promise<string> {
  const id = newId();
  await api.test.db.query(
    `WITH r AS (INSERT INTO recalls_recall (id, number, status, grade, supplier_id, certificate_id, product_name, region_code, reason, advice, opened_by, by_supplier, complete_by, report)
       VALUES ($1, $2, 'reported', 'first', $3, $4, '小米', '640422', '抽检不合格', '停止食用', $5, true, '2030-01-01', '{}') RETURNING id)
     INSERT INTO recalls_recall_step (id, recalls_recall_id, action, from_status, to_status, actor_name, seat)
     SELECT gen_random_uuid(), id, s.action, s.from_status, s.to_status, '', '' FROM r,
       (VALUES ('open', NULL, 'open'), ('report', 'open', 'reported')) AS s (action, from_status, to_status)`,
    [id, `ZH${id.slice(-8)}`, given.supplierId, given.certificateId, given.userId],
  );
  return id;
}
