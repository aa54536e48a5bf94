import { newId } from '@yigou/kernel';
import type { ApiHarness } from './api.harness';
import { COUNTY } from './fixtures';

export interface SupervisionIds {
  readonly complaintId: string;
  readonly inspectionId: string;
  readonly sanctionId: string;
  readonly appealId: string;
}

/** A complaint, an inspection, a decision and an appeal against it, about the first certificate of a supplier. */
export async function supervised(api: ApiHarness, supplierId: string, filedBy: string): Promise<SupervisionIds> {
  const ids = { complaintId: newId(), inspectionId: newId(), sanctionId: newId(), appealId: newId() };
  const { db } = api.test;
  const row = await db.one<{ id: string }>('SELECT id FROM certificate WHERE supplier_id = $1', [supplierId]);
  const certificateId = row?.id ?? '';
  await db.query(
    `INSERT INTO complaint (id, number, kind, status, certificate_id, supplier_id, region_code, content, due_at)
     VALUES ($1, $2, 'quality', 'received', $3, $4, $5, '发霉', now())`,
    [ids.complaintId, newId(), certificateId, supplierId, COUNTY],
  );
  await db.query(
    `INSERT INTO inspection (id, number, certificate_id, supplier_id, region_code, cause, status, due_on, recorded_at)
     VALUES ($1, $2, $3, $4, $5, 'random', 'rectifying', '2099-01-01', now())`,
    [ids.inspectionId, newId(), certificateId, supplierId, COUNTY],
  );
  await db.query(
    `INSERT INTO sanction (id, kind, status, supplier_id, certificate_id, region_code, reason, decided_by_name, seat, appeal_by)
     VALUES ($1, 'suspension', 'in_force', $2, $3, $4, '抽检不合格', '王主任', '扶贫办', now() + interval '30 days')`,
    [ids.sanctionId, supplierId, certificateId, COUNTY],
  );
  await db.query(
    `INSERT INTO appeal (id, sanction_id, supplier_id, region_code, status, reason, filed_by, due_at)
     VALUES ($1, $2, $3, $4, 'open', '请复核', $5, now())`,
    [ids.appealId, ids.sanctionId, supplierId, COUNTY, filedBy],
  );
  return ids;
}
