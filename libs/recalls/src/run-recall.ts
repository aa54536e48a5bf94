import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { ReportRecallBody, SetAsideRecallBody } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type Tx, UnitOfWork } from '@yigou/platform';
import { requireDuty } from '@yigou/supervision';
import type { z } from 'zod';
import { type LockedRecall, lockRecall, moveRecall } from './move-recalls';
import { figuresOf } from './recall-figures';
import { RECALL } from './recall-status';

/** What follows an opened recall, until it is closed. */
@Injectable()
export class RunRecall {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly evidence: Evidence,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The supplier has checked what is held back: so many pieces of each SKU were of the batches and are destroyed, the others are sold and sent again. Throws `not_found`,
   * `recall_not_open` also when it was checked before, `validation_failed` for more pieces than are held.
   */
  setAside(caller: Caller, id: string, { lines }: z.output<typeof SetAsideRecallBody>): Promise<void> {
    return this.uow.run(async (tx) => {
      const recall = await this.own(tx, caller, id, {});
      if (recall.setAside) throw new DomainError('recall_not_open');
      RECALL.next(recall.status, 'set_aside');
      const gone = new Map<string, number>();
      for (const { skuId, destroyed } of lines) gone.set(skuId, (gone.get(skuId) ?? 0) + destroyed);
      const booked = await tx.query<{ skuId: string; wanted: boolean }>(
        `UPDATE recalls_stock s SET destroyed = coalesce(t.pieces, 0) FROM recalls_stock q
           LEFT JOIN unnest($2::uuid[], $3::int[]) AS t (sku, pieces) ON t.sku = q.sku_id
         WHERE s.recall_id = $1 AND q.recall_id = $1 AND q.sku_id = s.sku_id AND coalesce(t.pieces, 0) <= s.pieces
         RETURNING s.sku_id AS "skuId", t.sku IS NOT NULL AS wanted`,
        [id, [...gone.keys()], [...gone.values()]],
      );
      const held = await tx.query<{ skuId: string }>(
        'SELECT sku_id AS "skuId" FROM recalls_stock WHERE recall_id = $1',
        [id],
      );
      if (booked.length < held.length || booked.filter(({ wanted }) => wanted).length < gone.size)
        throw new DomainError('validation_failed', { fields: { lines: '销毁件数不能超过封存的件数，请核对。' } });
      await this.stock.resume(
        tx,
        id,
        held.map(({ skuId }) => skuId),
        gone,
      );
      const pieces = [...gone.values()].reduce((sum, one) => sum + one, 0);
      await moveRecall(tx, recall, { action: 'set_aside', by: caller, note: `封存库存已核对，销毁 ${pieces} 件` });
      await this.record(tx, caller, 'recalls.set_aside', recall, `销毁 ${pieces} 件，其余恢复销售`);
    });
  }

  /** The closing report with the figures of the moment. Throws `not_found`, `recall_not_open`, `recall_not_set_aside`. */
  report(
    caller: Caller,
    id: string,
    { causes, measures, evidenceIds }: z.output<typeof ReportRecallBody>,
  ): Promise<void> {
    return this.uow.run(async (tx) => {
      const recall = await this.own(tx, caller, id, { roles: ['manager'] });
      RECALL.next(recall.status, 'report');
      if (!recall.setAside) throw new DomainError('recall_not_set_aside');
      await this.evidence.attach(tx, evidenceIds, caller.actor.userId, recall);
      const report = { causes, measures, figures: await figuresOf(tx, id), at: new Date().toISOString() };
      await tx.query('UPDATE recalls_recall SET evidence = evidence || $2::uuid[] WHERE id = $1', [id, evidenceIds]);
      await moveRecall(tx, recall, { action: 'report', by: caller, note: causes, report });
      await this.record(tx, caller, 'recalls.reported', recall, causes);
    });
  }

  /** An office accepts the report, or sends it back. Throws `not_found` outside the jurisdiction, `forbidden`, `conflict_of_interest`, `recall_not_reported`. */
  decide(caller: Caller, id: string, action: 'close' | 'send_back', reason: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const recall = await lockRecall(tx, id);
      const file = await tx.one<{ township: string | null }>(
        'SELECT township FROM supplier_file WHERE supplier_id = $1',
        [recall.supplierId],
      );
      await requireDuty(tx, caller, 'recall', { ...recall, township: file?.township ?? null });
      await moveRecall(tx, recall, { action, by: caller, note: reason });
      const closed = action === 'close';
      await this.notices.tell(
        tx,
        { organisationIds: [recall.supplierId] },
        {
          kind: 'recall',
          title: `${closed ? '召回已结案' : '召回结案报告被退回'}：${recall.productName}（${recall.number}）`,
          body: reason,
          link: '/supplier/recalls',
        },
      );
      await this.record(tx, caller, closed ? 'recalls.closed' : 'recalls.returned', recall, reason);
    });
  }

  private async own(
    tx: Tx,
    caller: Caller,
    id: string,
    rule: { readonly roles?: readonly ['manager'] },
  ): Promise<LockedRecall> {
    const recall = await lockRecall(tx, id);
    const { seat } = await holdSeat(tx, caller, { kind: 'supplier', ...rule });
    if (seat.organisationId !== recall.supplierId) throw new DomainError('not_found');
    return recall;
  }

  private record(
    tx: Tx,
    caller: Caller,
    action: 'recalls.set_aside' | 'recalls.reported' | 'recalls.closed' | 'recalls.returned',
    { id, number, productName }: LockedRecall,
    words: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(caller),
      action,
      subjectKind: 'recall',
      subjectId: id,
      summary: `召回 ${number}（${productName}）：${words}`,
    });
  }
}
