import { Injectable } from '@nestjs/common';
import type { Signature } from '@yigou/identity';
import { bookMovements, StockLedger } from '@yigou/inventory';
import { type Tx, UnitOfWork } from '@yigou/platform';
import { endImported } from '@yigou/suppliers';
import { refreshListings } from '../listings';
import { CertifiedScope } from '../supplier/certified-scope';
import { withdrawImported } from '../supplier/move-product';
import { recordPrices } from '../supplier/product-skus';
import { holdImports } from './import-batch';
import { moveImportRun } from './move-import-run';
import { type Standing, standingOf, undoResult } from './undo-standing';

interface Undoing {
  readonly id: string;
  readonly fileName: string;
}

/** Products of one transaction: buyers wait for none of its locks for long. */
const CHUNK = 200;

/**
 * Puts back what a run of an import did, some products to a transaction: what it made goes off sale, what it changed is as it was before. What was ordered or changed since stays as it is and
 * is named. It takes the locks that an import takes, then those that an order takes, and looks after that: whoever was quicker is seen.
 */
@Injectable()
export class UndoImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: StockLedger,
    private readonly scope: CertifiedScope,
  ) {}

  /** To the end; cut off, it goes on where it stood, and twice at once each product is put back once. */
  async work(run: Undoing, by: Signature): Promise<void> {
    while (await this.uow.run((tx) => this.chunk(tx, run, by)));
  }

  /** False: that was the last. */
  private async chunk(tx: Tx, run: Undoing, by: Signature): Promise<boolean> {
    await holdImports(tx);
    const open = await tx.query<{ id: string }>(
      `SELECT DISTINCT c.product_id AS id FROM import_change c JOIN import_run r ON r.id = c.run_id
       WHERE c.run_id = $1 AND c.outcome IS NULL AND c.product_id IS NOT NULL AND r.status = 'undoing' ORDER BY 1 LIMIT ${CHUNK}`,
      [run.id],
    );
    if (open.length === 0) {
      await this.finish(tx, run, by);
      return false;
    }
    const productIds = open.map(({ id }) => id);
    await tx.query('SELECT 1 FROM product WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [productIds]);
    const skus = await tx.query<{ id: string }>(
      `SELECT subject_id AS id FROM import_change WHERE run_id = $1 AND kind = 'sku' AND product_id = ANY($2) AND outcome IS NULL`,
      [run.id, productIds],
    );
    await this.ledger.lock(
      tx,
      skus.map(({ id }) => id),
    );
    await this.putBack(tx, run, by, await standingOf(tx, run.id, productIds));
    return true;
  }

  private async putBack(tx: Tx, run: Undoing, by: Signature, standing: readonly Standing[]): Promise<void> {
    const free = standing.filter(({ obstacle }) => obstacle === null);
    const idsOf = (kind: Standing['kind'], made: boolean) =>
      free.filter((one) => one.kind === kind && one.made === made).map(({ subjectId }) => subjectId);
    await bookMovements(
      tx,
      free.map(({ subjectId, delta }) => ({ skuId: subjectId, delta: -delta, known: true })),
      { reason: 'import', reference: run.id },
    );
    await tx.query('UPDATE sku SET active = false, undone_import = $1 WHERE id = ANY($2)', [
      run.id,
      idsOf('sku', true),
    ]);
    const priced = new Set(free.filter((one) => one.priced).map(({ subjectId }) => subjectId));
    const restored = await tx.query<{ id: string; priceFen: number }>(RESTORE_SKUS, [run.id, idsOf('sku', false)]);
    await recordPrices(
      tx,
      restored.filter(({ id }) => priced.has(id)),
    );
    await tx.query(RESTORE_PRODUCTS, [run.id, idsOf('product', false)]);
    const withdrawn = new Set(await withdrawImported(tx, idsOf('product', true), run.id));
    await tx.query(SETTLE, [run.id, JSON.stringify(standing.map((one) => settled(one, withdrawn)))]);
    const touched = [...new Set(free.map(({ productId }) => productId))];
    const certified = await tx.query<{ id: string }>(
      "SELECT id FROM product WHERE id = ANY($1) AND certificate_id IS NOT NULL AND status = 'listed' ORDER BY id",
      [touched],
    );
    for (const { id } of certified) await this.scope.hold(tx, id, { by, changed: true });
    await refreshListings(tx, touched);
  }

  /** Suppliers that the run entered, and that are nothing but what it made of them, have not come. */
  private async finish(tx: Tx, run: Undoing, by: Signature): Promise<void> {
    if (!(await moveImportRun(tx, { id: run.id, status: 'undoing' }, 'end_undo'))) return;
    const alone = await tx.query<{ id: string }>(
      `SELECT c.subject_id AS id FROM import_change c WHERE c.run_id = $1 AND c.kind = 'supplier' AND c.outcome IS NULL
         AND NOT EXISTS (SELECT FROM product p WHERE p.supplier_id = c.subject_id AND p.undone_import IS NULL)
         AND NOT EXISTS (SELECT FROM certificate x WHERE x.supplier_id = c.subject_id)
         AND NOT EXISTS (SELECT FROM membership s WHERE s.organisation_id = c.subject_id)
       ORDER BY c.subject_id`,
      [run.id],
    );
    const ended = await endImported(
      tx,
      alone.map(({ id }) => id),
      { by, reason: `撤销${by.seat}` },
    );
    await tx.query(
      `UPDATE import_change SET outcome = CASE WHEN subject_id = ANY($2) THEN 'undone' ELSE 'kept' END WHERE run_id = $1 AND kind = 'supplier'`,
      [run.id, ended],
    );
    await tx.query('UPDATE import_run SET undo = $2 WHERE id = $1', [
      run.id,
      JSON.stringify(await undoResult(tx, run.id)),
    ]);
  }
}

/** A product that the run made and that goes on being sold, since some of it stays, is named by that and not for itself. */
const settled = (one: Standing, withdrawn: ReadonlySet<string>) => {
  const own = one.kind === 'product' && one.made;
  const undone = own ? withdrawn.has(one.subjectId) : one.obstacle === null;
  return { id: one.subjectId, outcome: undone ? 'undone' : 'kept', obstacle: own ? null : one.obstacle };
};

const had = (field: string, then: string, otherwise: string): string =>
  `CASE WHEN c.before ? '${field}' THEN ${then} ELSE ${otherwise} END`;
const texts = (field: string, column: string): string =>
  had(field, `ARRAY(SELECT jsonb_array_elements_text(c.before->'${field}'))`, column);
const RESTORE_SKUS = `
  UPDATE sku k SET code = ${had('code', "c.before->>'code'", 'k.code')}, price_fen = ${had('priceFen', "(c.before->>'priceFen')::bigint", 'k.price_fen')},
    net_weight_grams = ${had('netWeightGrams', "(c.before->>'netWeightGrams')::int", 'k.net_weight_grams')},
    market_price_fen = ${had('marketPriceFen', "(c.before->>'marketPriceFen')::bigint", 'k.market_price_fen')}
  FROM import_change c WHERE c.run_id = $1 AND c.subject_id = ANY($2) AND k.id = c.subject_id
  RETURNING k.id, k.price_fen AS "priceFen"`;
const RESTORE_PRODUCTS = `
  UPDATE product p SET version = p.version + 1, updated_at = clock_timestamp(),
    category_slug = ${had('categorySlug', "c.before->>'categorySlug'", 'p.category_slug')},
    description = ${had('description', "c.before->>'description'", 'p.description')},
    source_url = ${had('sourceUrl', "c.before->>'sourceUrl'", 'p.source_url')}, demo = ${had('demo', "(c.before->>'demo')::boolean", 'p.demo')},
    channels = ${texts('channels', 'p.channels')}, demo_fields = ${texts('demoFields', 'p.demo_fields')}
  FROM import_change c WHERE c.run_id = $1 AND c.subject_id = ANY($2) AND p.id = c.subject_id`;
const SETTLE = `
  UPDATE import_change c SET outcome = t.outcome, obstacle = t.obstacle
  FROM jsonb_to_recordset($2::jsonb) AS t (id uuid, outcome text, obstacle text) WHERE c.run_id = $1 AND c.subject_id = t.id`;
