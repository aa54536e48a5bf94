import { AuditLog } from '@yigou/audit';
import type { RouteBody } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { fingerprintOf } from '@yigou/platform';
import { OpenRecall, RunRecall } from '@yigou/recalls';
import type { CommandContext } from './command-context';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';

/**
 * The cooperative calls its latest batch back, finds nothing of it in its store, and owes the closing report: the product is sold again, who had goods of it is named, and the public
 * page says what to do.
 */
export async function tellRecall({ db, uow }: CommandContext, supplierId: string): Promise<void> {
  const [stock, evidence, notices, audit] = [new StockLedger(), new Evidence(), new Notices(), new AuditLog()];
  const by = await demoPerson(db, DEMO_LOGINS.supplier);
  const [batch] = await db.query<{ number: string }>(
    'SELECT number FROM batch WHERE supplier_id = $1 ORDER BY harvested_on DESC, number DESC LIMIT 1',
    [supplierId],
  );
  if (!batch) return;
  const body = {
    batchNumbers: [batch.number],
    grade: 'third',
    reason: '外包装标签的生产日期印刷有误（演示）',
    advice: '产品可以正常食用；需要更换标签的，请联系商家。',
    evidenceIds: [],
  } as const satisfies RouteBody<'openSupplierRecall'>;
  const claim = { actor: by.actor.userId, key: newId(), fingerprint: fingerprintOf(body) };
  const id = await new OpenRecall(uow, stock, evidence, notices, audit).execute(
    by,
    'supplier',
    { ...body, batchNumbers: [batch.number], evidenceIds: [] },
    claim,
  );
  await new RunRecall(uow, stock, evidence, notices, audit).setAside(by, id, { lines: [] });
}
