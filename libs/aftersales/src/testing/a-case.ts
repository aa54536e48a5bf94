import type { AftersalesStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given, inDays } from '@yigou/testing';
import { CaseStep } from '../case-step.entity';
import { Case } from '../case.entity';

const BEFORE: Readonly<Partial<Record<AftersalesStatus, readonly [string, AftersalesStatus][]>>> = {
  sent_back: [
    ['agree', 'returning'],
    ['send_back', 'sent_back'],
  ],
  intervening: [
    ['refuse', 'refused'],
    ['escalate', 'intervening'],
  ],
};

/** A case of a piece of a shipped order's line, where it stands without money: waiting for the supplier, sent back, or before the platform. @returns its id */
export async function aCase(
  db: Queryable,
  orderId: string,
  status: 'applied' | 'sent_back' | 'intervening' = 'applied',
): Promise<string> {
  const [of] = await db.query<{ lineId: string; userId: string; supplierId: string; regionCode: string | null }>(
    `UPDATE sales_order o SET open_cases = open_cases + 1, confirm_paused_at = now() FROM order_line l WHERE l.order_id = o.id AND o.id = $1
     RETURNING l.id AS "lineId", o.user_id AS "userId", o.supplier_id AS "supplierId", o.region_code AS "regionCode"`,
    [orderId],
  );
  if (!of) throw new Error(`there is no order ${orderId} with a line`);
  const id = newId();
  const { id: aftersalesCaseId } = await given(db, Case, {
    id,
    number: `SH${id.slice(-8)}`,
    status,
    kind: 'return',
    reason: 'unwanted',
    words: '买多了',
    orderId,
    orderLineId: of.lineId,
    pieces: 1,
    goodsMostFen: 1,
    freightMostFen: 0,
    askedFen: 1,
    userId: of.userId,
    supplierId: of.supplierId,
    regionCode: of.regionCode,
    dueAt: new Date(`${inDays(2)}T00:00:00Z`),
  });
  let from: AftersalesStatus | null = null;
  for (const [action, toStatus] of [['apply', 'applied'] as const, ...(BEFORE[status] ?? [])]) {
    const step = { aftersalesCaseId, action, fromStatus: from, toStatus, actorName: '', seat: '', note: '' };
    await given(db, CaseStep, step);
    from = toStatus;
  }
  return id;
}
