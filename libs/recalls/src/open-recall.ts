import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { OpenRecallBody, RECALL_TERMS } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { addWorkingDays, type IdempotencyClaim, marketDay, type Tx, UnitOfWork } from '@yigou/platform';
import { requireDuty } from '@yigou/supervision';
import { recallBatches, type RecalledBatch } from '@yigou/traceability';
import type { z } from 'zod';
import { holdPackings } from './hold-goods';
import { addRecall } from './move-recalls';
import { nameAffected } from './name-affected';

type Opening = z.output<typeof OpenRecallBody>;
interface Product {
  readonly name: string;
  readonly regionCode: string | null;
  readonly township: string | null;
}

/** Begins a recall: by the manager of the supplier, or by an office that orders what the supplier has not begun (食品安全法 63 条). */
@Injectable()
export class OpenRecall {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly evidence: Evidence,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /**
   * In one transaction nothing of the batches is sent any more, the sale of the product's packings stops, what is free of them is held back, and every order that is concerned is
   * named. Locks: batches, then stock, as shipments take them. Gives the recall's id. Throws what {@link recallBatches} throws, `forbidden` for who is neither the manager nor such an
   * office, `not_found` for another supplier's batches or outside the jurisdiction, `conflict_of_interest`.
   */
  execute(caller: Caller, side: 'supplier' | 'office', body: Opening, claim: IdempotencyClaim): Promise<string> {
    return this.uow.runOnce(claim, async (tx) => {
      const batches = await recallBatches(tx, body.batchNumbers);
      const [first] = batches;
      if (!first) throw new DomainError('not_found');
      const product = await productOf(tx, first.certificateId);
      await requireOpener(tx, caller, side, first, product);
      const recallId = newId();
      await this.evidence.attach(tx, body.evidenceIds, caller.actor.userId, {
        supplierId: first.supplierId,
        regionCode: product.regionCode,
      });
      const completeBy = addWorkingDays(marketDay(new Date()), RECALL_TERMS[body.grade].workingDays);
      const number = await addRecall(
        tx,
        {
          id: recallId,
          grade: body.grade,
          supplierId: first.supplierId,
          certificateId: first.certificateId,
          productName: product.name,
          regionCode: product.regionCode,
          reason: body.reason,
          advice: body.advice,
          evidence: body.evidenceIds,
          bySupplier: side === 'supplier',
          openedBy: caller.actor.userId,
          completeBy,
        },
        caller,
      );
      await this.holdBack(tx, recallId, batches);
      await this.tell(tx, first.supplierId, { number, product: product.name, completeBy });
      await this.audit.record(tx, {
        ...auditOf(caller),
        action: 'recalls.opened',
        subjectKind: 'recall',
        subjectId: recallId,
        summary: `发起召回 ${number}：${product.name}，批次 ${body.batchNumbers.join('、')}`,
        data: { grade: body.grade, completeBy },
      });
      return recallId;
    });
  }

  private async holdBack(tx: Tx, recallId: string, batches: readonly RecalledBatch[]): Promise<void> {
    await tx.query(
      'INSERT INTO recalls_batch (batch_id, recall_id, left_grams) SELECT t.id, $1, t.grams FROM unnest($2::uuid[], $3::bigint[]) AS t (id, grams)',
      [recallId, batches.map(({ id }) => id), batches.map(({ leftGrams }) => leftGrams)],
    );
    const skuIds = await holdPackings(tx, this.stock, {
      id: recallId,
      certificateId: batches[0]?.certificateId ?? '',
    });
    const since = batches.map(({ harvestedOn }) => harvestedOn).sort()[0] ?? '';
    await nameAffected(tx, recallId, { batchIds: batches.map(({ id }) => id), skuIds, since });
  }

  private tell(
    tx: Tx,
    supplierId: string,
    { number, product, completeBy }: { readonly number: string; readonly product: string; readonly completeBy: string },
  ): Promise<void> {
    return this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      {
        kind: 'recall',
        title: `召回已启动：${product}（${number}）`,
        body: `相关批次已停止销售和发货。请立即封存库存、核对件数，并在 ${completeBy} 前完成召回、提交结案报告。`,
        link: '/supplier/recalls',
      },
    );
  }
}

async function productOf(tx: Tx, certificateId: string): Promise<Product> {
  const product = await tx.one<Product>(
    `SELECT c.product_name AS name, c.region_code AS "regionCode", f.township
     FROM certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id WHERE c.id = $1`,
    [certificateId],
  );
  if (!product) throw new DomainError('not_found');
  return product;
}

async function requireOpener(
  tx: Tx,
  caller: Caller,
  side: 'supplier' | 'office',
  { supplierId }: RecalledBatch,
  product: Product,
): Promise<void> {
  if (side === 'office') {
    await requireDuty(tx, caller, 'recall', { supplierId, regionCode: product.regionCode, township: product.township });
    return;
  }
  const { seat } = await holdSeat(tx, caller, { kind: 'supplier', roles: ['manager'] });
  if (seat.organisationId !== supplierId) throw new DomainError('not_found');
}
