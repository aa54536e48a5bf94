import { admitImported, type IssuedCertificate, upsertCertificates } from '@yigou/certification';
import type { Organisations, SupplierInput } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { refreshListings } from '../listings';
import { recordPrices } from '../supplier/product-skus';
import { isDemo, type ParsedRow, type RowError } from './import-row';

/** A row whose place and category have been found. */
export interface ResolvedRow extends ParsedRow {
  readonly countyCode: string | null;
  readonly categorySlug: string;
}
export interface BatchResult {
  created: number;
  updated: number;
  unchanged: number;
  errors: RowError[];
  /** Suppliers found or made, to be remembered once the transaction has committed. */
  suppliers: Map<string, string>;
}
export interface BatchOptions {
  /** Leave the stock of SKUs that exist as it is. */
  readonly keepStock: boolean;
  readonly reference: string;
}

interface CertifiedRow {
  row: ResolvedRow;
  supplierId: string;
  certificateId: string | null;
}
interface ProductState {
  id: string;
  supplierId: string;
  name: string;
  countyCode: string | null;
  /** What an import may change. */
  content: unknown[];
}
interface SkuState {
  id: string;
  productId: string;
  name: string;
  netWeightGrams: number | null;
  priceFen: number;
  marketPriceFen: number | null;
  onHand: number;
  reserved: number;
}
interface Line extends CertifiedRow {
  productId: string;
  productChanged: boolean;
  sku: SkuState | undefined;
}

export const supplierKey = (row: ResolvedRow): string =>
  `${row.统一社会信用代码}|${row.供应商}|${row.countyCode ?? ''}`;
const productKey = (supplierId: string, name: string, countyCode: string | null) =>
  `${supplierId}|${name}|${countyCode ?? ''}`;
const skuKey = (productId: string, name: string) => `${productId}|${name}`;

/**
 * Writes some hundred rows in one transaction, with a fixed number of statements. What is there and says the same is not touched, so that a second
 * run writes nothing. A row that cannot go in is reported and the others go on.
 */
export class ImportBatch {
  private readonly errors: RowError[] = [];
  private readonly changed = new Set<string>();
  private readonly suppliers = new Map<string, string>();

  constructor(
    private readonly tx: Tx,
    private readonly organisations: Organisations,
    private readonly knownSuppliers: ReadonlyMap<string, string>,
    private readonly options: BatchOptions,
  ) {}

  async save(rows: readonly ResolvedRow[]): Promise<BatchResult> {
    // One import at a time writes; another waits for this batch, not for the whole file.
    await this.tx.query("SELECT pg_advisory_xact_lock(hashtext('catalogue.import'))");
    const withSupplier = await this.findSuppliers(rows);
    const withCertificate = await this.saveCertificates(withSupplier);
    const withProduct = await this.saveProducts(withCertificate);
    const lines = await this.findSkus(withProduct);
    const result = { created: 0, updated: 0, unchanged: 0 };
    for (const line of lines) {
      if (!line.sku) result.created += 1;
      else if (line.productChanged || skuDiffers(line.row, line.sku) || this.stockDelta(line) !== 0)
        result.updated += 1;
      else result.unchanged += 1;
    }
    await this.saveSkus(lines);
    await refreshListings(this.tx, [...this.changed]);
    return { ...result, errors: this.errors, suppliers: this.suppliers };
  }

  private async findSuppliers(rows: readonly ResolvedRow[]) {
    const found: { row: ResolvedRow; supplierId: string }[] = [];
    const refused = new Map<string, string>();
    const made: string[] = [];
    for (const row of rows) {
      const key = supplierKey(row);
      let supplierId = this.knownSuppliers.get(key) ?? this.suppliers.get(key);
      if (supplierId === undefined && !refused.has(key)) {
        try {
          const supplier = await this.organisations.upsertSupplier(this.tx, supplierOf(row));
          supplierId = supplier.id;
          if (supplier.created) made.push(supplier.id);
          this.suppliers.set(key, supplierId);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          const { creditCode } = (error.details['fields'] ?? {}) as { creditCode?: string };
          refused.set(key, creditCode ?? error.message);
        }
      }
      if (supplierId !== undefined) found.push({ row, supplierId });
      else this.refuse(row, '统一社会信用代码', refused.get(key) ?? '');
    }
    await admitImported(this.tx, made);
    return found;
  }

  private async saveCertificates(rows: readonly { row: ResolvedRow; supplierId: string }[]): Promise<CertifiedRow[]> {
    const issued = new Map<string, IssuedCertificate>();
    for (const { row, supplierId } of rows) {
      if (row.证书编号 !== null && !issued.has(row.证书编号))
        issued.set(row.证书编号, certificateOf(row, row.证书编号, supplierId));
    }
    const saved = issued.size === 0 ? [] : await upsertCertificates(this.tx, [...issued.values()]);
    const ids = new Map(saved.map((certificate) => [certificate.number, certificate.id]));
    const changedIds = saved.filter((certificate) => certificate.changed).map((certificate) => certificate.id);
    if (changedIds.length > 0) {
      const products = await this.tx.query<{ id: string }>('SELECT id FROM product WHERE certificate_id = ANY($1)', [
        changedIds,
      ]);
      for (const { id } of products) this.changed.add(id);
    }
    return rows.flatMap(({ row, supplierId }): CertifiedRow[] => {
      if (row.证书编号 === null) return [{ row, supplierId, certificateId: null }];
      const certificateId = ids.get(row.证书编号);
      if (certificateId !== undefined) return [{ row, supplierId, certificateId }];
      this.refuse(row, '证书编号', '该证书编号已属于其他供应商');
      return [];
    });
  }

  private async saveProducts(rows: readonly CertifiedRow[]) {
    const wanted = new Map<string, ReturnType<typeof productOf>>();
    for (const { row, supplierId, certificateId } of rows) {
      const key = productKey(supplierId, row.产品, row.countyCode);
      if (!wanted.has(key)) wanted.set(key, productOf(row, supplierId, certificateId));
    }
    const present = await this.tx.query<ProductState>(PRESENT_PRODUCTS, [JSON.stringify([...wanted.values()])]);
    const known = new Map(present.map((state) => [productKey(state.supplierId, state.name, state.countyCode), state]));
    const made: object[] = [];
    const altered: object[] = [];
    for (const [key, product] of wanted) {
      const state = known.get(key);
      if (!state) made.push(product);
      else {
        const differs = JSON.stringify(state.content) !== product.content;
        if (differs) altered.push({ ...product, id: state.id });
        product.id = state.id;
        product.changed = differs;
      }
      if (product.changed) this.changed.add(product.id);
    }
    if (made.length > 0) await this.tx.query(INSERT_PRODUCTS, [JSON.stringify(made)]);
    if (altered.length > 0) await this.tx.query(UPDATE_PRODUCTS, [JSON.stringify(altered)]);
    const counted = new Set<string>();
    return rows.map((line) => {
      const product = wanted.get(productKey(line.supplierId, line.row.产品, line.row.countyCode));
      const productId = product?.id ?? '';
      // A change of the product counts once, for its first row.
      const productChanged = (product?.changed ?? false) && !counted.has(productId);
      counted.add(productId);
      return { ...line, productId, productChanged };
    });
  }

  private async findSkus(rows: readonly Omit<Line, 'sku'>[]): Promise<Line[]> {
    const productIds = [...new Set(rows.map((line) => line.productId))];
    // Stock is locked in a statement of its own, so that what is read next is what the lock protects.
    await this.tx.query(
      `SELECT 1 FROM stock WHERE sku_id IN (SELECT id FROM sku WHERE product_id = ANY($1)) ORDER BY sku_id FOR UPDATE`,
      [productIds],
    );
    const present = await this.tx.query<SkuState>(
      `SELECT k.id, k.product_id AS "productId", k.name, k.net_weight_grams AS "netWeightGrams", k.price_fen AS "priceFen",
         k.market_price_fen AS "marketPriceFen", coalesce(s.on_hand, 0) AS "onHand", coalesce(s.reserved, 0) AS reserved
       FROM sku k LEFT JOIN stock s ON s.sku_id = k.id WHERE k.product_id = ANY($1)`,
      [productIds],
    );
    const known = new Map(present.map((sku) => [skuKey(sku.productId, sku.name), sku]));
    return rows.flatMap((line) => {
      const sku = known.get(skuKey(line.productId, line.row.规格));
      const full = { ...line, sku };
      if (!sku || this.stockDelta(full) + sku.onHand >= sku.reserved) return [full];
      this.refuse(line.row, '库存', `库存不能少于已被订单占用的 ${sku.reserved} 件`);
      return [];
    });
  }

  private async saveSkus(lines: readonly Line[]): Promise<void> {
    const rows = lines.map(({ row, productId, sku }, position) => ({
      ...{ id: sku?.id ?? newId(), productId, name: row.规格, netWeightGrams: row.净含量克, position },
      ...{ priceFen: row.单价元, marketPriceFen: row.市场价元, known: sku !== undefined },
      ...{ priceChanged: sku?.priceFen !== row.单价元, differs: !sku || skuDiffers(row, sku) },
    }));
    const differing = rows.filter((row) => row.differs);
    if (differing.length > 0) {
      await this.tx.query(WRITE_SKUS, [JSON.stringify(differing)]);
      await recordPrices(
        this.tx,
        differing.filter((row) => row.priceChanged),
      );
    }
    for (const row of differing) this.changed.add(row.productId);
    const moves = lines.map((line, at) => ({
      skuId: rows[at]?.id ?? '',
      delta: this.stockDelta(line),
      known: line.sku !== undefined,
    }));
    await moveStock(this.tx, moves, this.options.reference);
  }

  private stockDelta({ row, sku }: Pick<Line, 'row' | 'sku'>): number {
    if (!sku) return row.库存 ?? 0;
    return row.库存 === null || this.options.keepStock ? 0 : row.库存 - sku.onHand;
  }

  private refuse(row: ResolvedRow, column: string, reason: string): void {
    this.errors.push({ row: row.row, column, reason });
  }
}

const skuDiffers = (row: ResolvedRow, sku: SkuState): boolean =>
  sku.netWeightGrams !== row.净含量克 || sku.priceFen !== row.单价元 || sku.marketPriceFen !== row.市场价元;

function supplierOf(row: ResolvedRow): SupplierInput {
  return {
    supplierKind: row.供应商类型,
    name: row.供应商,
    creditCode: row.统一社会信用代码 === '' ? null : row.统一社会信用代码,
    regionCode: row.countyCode,
    demo: isDemo(row, '供应商'),
  };
}

function certificateOf(row: ResolvedRow, number: string, supplierId: string): IssuedCertificate {
  return {
    number,
    supplierId,
    productName: row.产品,
    regionCode: row.countyCode,
    level: row.认定层级,
    validFrom: row.有效期起 ?? '',
    validTo: row.有效期止 ?? '',
    households: row.带动户数,
    people: row.带动人数,
    mechanisms: row.带贫机制,
    sourceUrl: row.来源,
    demo: isDemo(row, '证书编号'),
  };
}

function productOf(row: ResolvedRow, supplierId: string, certificateId: string | null) {
  const fields = [certificateId, row.categorySlug, row.描述, row.渠道, row.来源, isDemo(row), row.演示];
  return {
    ...{
      id: newId(),
      supplierId,
      certificateId,
      name: row.产品,
      countyCode: row.countyCode,
      categorySlug: row.categorySlug,
    },
    ...{ description: row.描述, channels: row.渠道, sourceUrl: row.来源, demo: isDemo(row), demoFields: row.演示 },
    content: JSON.stringify(fields),
    changed: true,
  };
}

const PRODUCT_RECORD = `jsonb_to_recordset($1::jsonb) AS t (id uuid, "supplierId" uuid, "certificateId" uuid, name text,
  "countyCode" text, "categorySlug" text, description text, channels jsonb, "sourceUrl" text, demo boolean, "demoFields" jsonb)`;
const PRESENT_PRODUCTS = `
  SELECT p.id, p.supplier_id AS "supplierId", p.name, p.county_code AS "countyCode",
    json_build_array(p.certificate_id, p.category_slug, p.description, p.channels, p.source_url, p.demo, p.demo_fields) AS content
  FROM ${PRODUCT_RECORD} JOIN product p ON p.supplier_id = t."supplierId" AND p.name = t.name
    AND coalesce(p.county_code, '') = coalesce(t."countyCode", '')
  ORDER BY p.id FOR UPDATE OF p`;
const INSERT_PRODUCTS = `
  INSERT INTO product (id, supplier_id, certificate_id, name, county_code, category_slug, description, channels, source_url, demo,
    demo_fields, status, listed_at)
  SELECT id, "supplierId", "certificateId", name, "countyCode", "categorySlug", description,
    ARRAY(SELECT jsonb_array_elements_text(channels)), "sourceUrl", demo, ARRAY(SELECT jsonb_array_elements_text("demoFields")),
    'listed', clock_timestamp()
  FROM ${PRODUCT_RECORD}`;
const UPDATE_PRODUCTS = `
  UPDATE product p SET version = p.version + 1, updated_at = clock_timestamp(), certificate_id = t."certificateId",
    category_slug = t."categorySlug", description = t.description, channels = ARRAY(SELECT jsonb_array_elements_text(t.channels)),
    source_url = t."sourceUrl", demo = t.demo, demo_fields = ARRAY(SELECT jsonb_array_elements_text(t."demoFields"))
  FROM ${PRODUCT_RECORD} WHERE p.id = t.id`;
const WRITE_SKUS = `
  INSERT INTO sku (id, product_id, name, net_weight_grams, price_fen, market_price_fen, position)
  SELECT id, "productId", name, "netWeightGrams", "priceFen", "marketPriceFen", position
  FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, "productId" uuid, name text, "netWeightGrams" int, "priceFen" bigint,
    "marketPriceFen" bigint, position int)
  ON CONFLICT (id) DO UPDATE SET net_weight_grams = excluded.net_weight_grams, price_fen = excluded.price_fen,
    market_price_fen = excluded.market_price_fen`;

/** Moves the stock of many SKUs, whose rows are locked, each by one movement. New SKUs get their row. */
async function moveStock(
  tx: Tx,
  moves: readonly { skuId: string; delta: number; known: boolean }[],
  reference: string,
): Promise<void> {
  const made = moves.filter((move) => !move.known).map((move) => move.skuId);
  if (made.length > 0)
    await tx.query('INSERT INTO stock (sku_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [made]);
  const moved = moves.filter((move) => move.delta !== 0);
  if (moved.length === 0) return;
  await tx.query(
    `WITH move AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS t (id, sku_id, delta)),
     written AS (INSERT INTO stock_movement (id, sku_id, delta, reason, reference) SELECT id, sku_id, delta, 'import', $4 FROM move)
     UPDATE stock SET on_hand = on_hand + move.delta FROM move WHERE stock.sku_id = move.sku_id`,
    [moved.map(() => newId()), moved.map((move) => move.skuId), moved.map((move) => move.delta), reference],
  );
}
