import { Injectable } from '@nestjs/common';
import { StockLedger } from '@yigou/inventory';
import { Database, type Tx, UnitOfWork } from '@yigou/platform';
import { lockRecall } from './move-recalls';
import { nameAffected } from './name-affected';

/** Stops the packings of a certified product that a recall does not hold yet, and keeps what of them was free. Gives their ids. */
export async function holdPackings(
  tx: Tx,
  stock: StockLedger,
  { id, certificateId }: { readonly id: string; readonly certificateId: string },
): Promise<string[]> {
  const skus = await tx.query<{ id: string }>(
    `SELECT k.id FROM sku k JOIN product p ON p.id = k.product_id
     WHERE p.certificate_id = $2 AND NOT EXISTS (SELECT FROM recalls_stock q WHERE q.recall_id = $1 AND q.sku_id = k.id) ORDER BY k.id`,
    [id, certificateId],
  );
  const skuIds = skus.map((sku) => sku.id);
  const held = await stock.stop(tx, id, skuIds);
  await tx.query(
    'INSERT INTO recalls_stock (recall_id, sku_id, pieces) SELECT $1, t.id, t.pieces FROM unnest($2::uuid[], $3::int[]) AS t (id, pieces)',
    [id, skuIds, skuIds.map((sku) => held.get(sku) ?? 0)],
  );
  return skuIds;
}

/** Packings that come into being while the stock of a recall has not been checked, made or put under its certificate: they are stopped too, and who was quicker is named. */
@Injectable()
export class HoldNewPackings {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
  ) {}

  /** Driven from PostgreSQL; returns how many packings were stopped. */
  async run(): Promise<number> {
    const recalls = await this.db.query<{ id: string }>(
      `SELECT v.id FROM recalls_recall v WHERE v.status = 'open' AND v.set_aside_at IS NULL AND EXISTS (
         SELECT FROM product p JOIN sku k ON k.product_id = p.id LEFT JOIN recalls_stock q ON q.recall_id = v.id AND q.sku_id = k.id
         WHERE p.certificate_id = v.certificate_id AND q.sku_id IS NULL) ORDER BY v.id`,
    );
    let stopped = 0;
    for (const { id } of recalls) stopped += await this.uow.run((tx) => this.hold(tx, id));
    return stopped;
  }

  private async hold(tx: Tx, id: string): Promise<number> {
    const recall = await lockRecall(tx, id);
    if (recall.setAside) return 0;
    const skuIds = await holdPackings(tx, this.stock, recall);
    const since = await tx.one<{ day: string }>(
      `SELECT to_char(min(b.harvested_on), 'YYYY-MM-DD') AS day FROM recalls_batch r JOIN batch b ON b.id = r.batch_id WHERE r.recall_id = $1`,
      [id],
    );
    if (since && skuIds.length > 0) await nameAffected(tx, id, { batchIds: [], skuIds, since: since.day });
    return skuIds.length;
  }
}
