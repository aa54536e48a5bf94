import { comparableName, comparablePacking } from '@yigou/contracts';
import { type IssuedCertificate, issueFirstCertificates } from '@yigou/certification';
import type { Organisations, Signature } from '@yigou/identity';
import { bookMovements } from '@yigou/inventory';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { admitImported } from '@yigou/suppliers';
import { refreshListings } from '../listings';
import type { CertifiedScope } from '../supplier/certified-scope';
import { insertImportedProducts, PRODUCT_RECORD } from '../supplier/move-product';
import type { ImportedPrice, PriceWatch } from '../supplier/price-watch';
import { type ChangedSku, recordPrices } from '../supplier/product-skus';
import { CERTIFICATE_FACTS, type CertificateFacts, certificateNotice, certificateOf } from './certificate-claims';
import { FirstStock } from './first-stock';
import type { RowError } from './import-row';
import type { RowEffect } from './row-effects';
import {
  differs,
  differing,
  type ProductContent,
  productPatch,
  type ResolvedRow,
  type SkuContent,
  skuPatch,
  supplierKey,
  supplierOf,
} from './resolved-row';

export interface BatchResult {
  created: number;
  updated: number;
  unchanged: number;
  errors: RowError[];
  /** What was read and changed nothing, in rows that went in. */
  notices: RowError[];
  /** Suppliers found or made, to be remembered once the transaction has committed. */
  suppliers: Map<string, KnownSupplier>;
  /** Those that were made. */
  made: readonly KnownSupplier[];
  effects: RowEffect[];
}
/** A supplier as it is entered, which a file may write otherwise. */
export interface KnownSupplier {
  readonly id: string;
  readonly name: string;
}
export interface BatchOptions {
  readonly firstStock?: FirstStock;
  readonly reference: string;
  /** Who imports, as the histories of what the file changes are to say. */
  readonly by: Signature;
}

interface SuppliedRow {
  row: ResolvedRow;
  supplierId: string;
}
interface PresentProduct {
  id: string;
  certificateId: string | null;
  supplierId: string;
  name: string;
  countyCode: string | null;
  content: ProductContent;
  certificate: CertificateFacts | null;
}
interface PresentSku {
  id: string;
  productId: string;
  name: string;
  code: string;
  content: SkuContent;
  onHand: number;
  reserved: number;
}
interface WantedProduct {
  id: string;
  key: string;
  supplierId: string;
  countyCode: string | null;
  rows: ResolvedRow[];
  patch: Partial<ProductContent>;
  present: PresentProduct | undefined;
}
interface Line extends SuppliedRow {
  productId: string;
  product: WantedProduct;
  productChanged: boolean;
  sku: PresentSku | undefined;
}

const productKey = (supplierId: string, name: string, countyCode: string | null) =>
  `${supplierId}|${comparableName(name)}|${countyCode ?? ''}`;
const skuKey = (productId: string, name: string) => `${productId}|${comparablePacking(name)}`;

const NO_CONTENT: Omit<ProductContent, 'categorySlug'> = {
  description: '',
  channels: [],
  sourceUrl: null,
  demo: false,
  demoFields: [],
};
const PRICE = '单价元';
const NO_SKU = { netWeightGrams: null, priceFen: 0, marketPriceFen: null };

/**
 * Writes some hundred rows in one transaction, with a fixed number of statements. What is there and says the same, or of which a row says nothing, is
 * not touched, so that a second run writes nothing. A row that cannot go in is reported and the others go on.
 */
export class ImportBatch {
  private readonly errors: RowError[] = [];
  private readonly notices: RowError[] = [];
  private readonly changed = new Set<string>();
  /** Products that hang on a certificate. */
  private readonly certified = new Set<string>();
  private readonly suppliers = new Map<string, KnownSupplier>();
  private readonly made: KnownSupplier[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly organisations: Organisations,
    private readonly knownSuppliers: ReadonlyMap<string, KnownSupplier>,
    private readonly guards: { readonly scope: CertifiedScope; readonly prices: PriceWatch },
    private readonly options: BatchOptions,
  ) {}

  async save(rows: readonly ResolvedRow[]): Promise<BatchResult> {
    // One import at a time writes; another waits for this batch, not for the whole file.
    await this.tx.query("SELECT pg_advisory_xact_lock(hashtext('catalogue.import'))");
    const supplied = await this.findByCode(await this.findSuppliers(rows));
    const products = await this.saveProducts(await this.findProducts(supplied));
    const lines = await this.watchPrices(await this.findSkus(products));
    const result = { created: 0, updated: 0, unchanged: 0 };
    const effects = lines.map(effectOf);
    for (const { outcome } of effects) result[outcome] += 1;
    await this.saveSkus(lines);
    await this.holdToCertificates();
    await refreshListings(this.tx, [...this.changed]);
    const { errors, notices, suppliers, made } = this;
    return { ...result, errors, notices, suppliers, made, effects };
  }

  /** What a file changes of certified goods is held against their certificate, as a seller's change is. The first stock is certified as it comes. */
  private async holdToCertificates(): Promise<void> {
    if (this.options.firstStock) return;
    const { by } = this.options;
    for (const id of this.changed)
      if (this.certified.has(id)) await this.guards.scope.hold(this.tx, id, { by, changed: true });
  }

  private async findSuppliers(rows: readonly ResolvedRow[]): Promise<SuppliedRow[]> {
    const found: SuppliedRow[] = [];
    const refused = new Map<string, string>();
    const made: string[] = [];
    for (const row of rows) {
      const key = supplierKey(row);
      let supplier = this.knownSuppliers.get(key) ?? this.suppliers.get(key);
      if (supplier === undefined && !refused.has(key)) {
        try {
          const { created, ...known } = await this.organisations.upsertSupplier(this.tx, supplierOf(row));
          supplier = known;
          if (created) {
            made.push(known.id);
            this.made.push(known);
            if (!this.options.firstStock)
              this.notice(row, '供应商', `新供应商“${known.name}”已登记并计为已准入，请核对`);
          }
          this.suppliers.set(key, known);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          const { creditCode } = (error.details['fields'] ?? {}) as { creditCode?: string };
          refused.set(key, creditCode ?? error.message);
        }
      }
      if (supplier !== undefined) {
        if (supplier.name !== row.供应商) this.notice(row, '供应商', `按已有供应商“${supplier.name}”处理`);
        found.push({ row, supplierId: supplier.id });
      } else this.refuse(row, '统一社会信用代码', refused.get(key) ?? '');
    }
    await admitImported(this.tx, made);
    return this.ownRows(found, made);
  }

  /** The first stock leaves alone what somebody else has made. */
  private ownRows(rows: SuppliedRow[], made: readonly string[]): SuppliedRow[] {
    const { firstStock } = this.options;
    if (!firstStock) return rows;
    for (const id of made) firstStock.suppliers.add(id);
    return rows.filter(({ row, supplierId }) => {
      const own = firstStock.suppliers.has(supplierId);
      if (!own) this.refuse(row, '供应商', FirstStock.TAKEN);
      return own;
    });
  }

  /** Rows whose code a SKU of their supplier has are about that SKU, whatever they call it. */
  private async findByCode(rows: readonly SuppliedRow[]): Promise<SuppliedRow[]> {
    const coded = rows.filter(({ row }) => row.商家编码 !== undefined);
    if (coded.length === 0) return [...rows];
    const found = await this.tx.query<{
      supplierId: string;
      code: string;
      sku: string;
      product: string;
      countyCode: string | null;
    }>(
      `SELECT p.supplier_id AS "supplierId", k.code, k.name AS sku, p.name AS product, p.county_code AS "countyCode"
       FROM unnest($1::uuid[], $2::text[]) AS t (supplier_id, code) JOIN sku k ON k.code = t.code AND k.code <> ''
         JOIN product p ON p.id = k.product_id AND p.supplier_id = t.supplier_id
       ORDER BY k.active, k.id`,
      [coded.map(({ supplierId }) => supplierId), coded.map(({ row }) => row.商家编码)],
    );
    const known = new Map(found.map((sku) => [`${sku.supplierId}#${sku.code}`, sku]));
    return rows.map(({ row, supplierId }) => {
      const sku = row.商家编码 === undefined ? undefined : known.get(`${supplierId}#${row.商家编码}`);
      if (!sku) return { row, supplierId };
      if (
        comparableName(sku.product) !== comparableName(row.产品) ||
        comparablePacking(sku.sku) !== comparablePacking(row.规格)
      )
        this.notice(row, '商家编码', `按编码认出“${sku.product} ${sku.sku}”，名称和规格没有改动`);
      return { row: { ...row, 产品: sku.product, 规格: sku.sku, countyCode: sku.countyCode }, supplierId };
    });
  }

  private async findProducts(rows: readonly SuppliedRow[]): Promise<WantedProduct[]> {
    const wanted = new Map<string, WantedProduct>();
    for (const { row, supplierId } of rows) {
      const key = productKey(supplierId, row.产品, row.countyCode);
      const one = wanted.get(key);
      if (one) {
        one.rows.push(row);
        // Rows of one product agree with each other, as far as they say anything.
        one.patch = { ...productPatch(row), ...one.patch };
      } else
        wanted.set(key, {
          id: newId(),
          key,
          supplierId,
          countyCode: row.countyCode,
          rows: [row],
          patch: productPatch(row),
          present: undefined,
        });
    }
    const asked = [...wanted.values()].map(({ supplierId, countyCode, rows: [first] }) => ({
      supplierId,
      countyCode,
      name: first?.产品,
    }));
    const present = await this.tx.query<PresentProduct>(PRESENT_PRODUCTS, [JSON.stringify(asked)]);
    for (const state of present) {
      const one = wanted.get(productKey(state.supplierId, state.name, state.countyCode));
      if (one && (!one.present || one.rows.some((row) => row.产品 === state.name)))
        Object.assign(one, { id: state.id, present: state });
      if (state.certificate) this.certified.add(state.id);
    }
    return [...wanted.values()]
      .map((product) => this.assertComplete(product))
      .filter(({ rows: own }) => own.length > 0);
  }

  /** A new product needs a category and each of its SKUs a price; rows without are refused. */
  private assertComplete(product: WantedProduct): WantedProduct {
    if (product.present) return product;
    return {
      ...product,
      rows: product.rows.filter((row) => {
        if (product.patch.categorySlug === undefined) this.refuse(row, '分类', '新产品请填写分类');
        else if (row.单价元 === undefined) this.refuse(row, '单价元', '新产品请填写单价');
        else return true;
        return false;
      }),
    };
  }

  private async saveProducts(products: readonly WantedProduct[]): Promise<(WantedProduct & { changed: boolean })[]> {
    const certificates = await this.certificates(products);
    const rows = products.map(({ id, supplierId, countyCode, rows: [first], patch, present }) => ({
      id,
      supplierId,
      countyCode,
      name: first?.产品,
      present: present !== undefined,
      ...NO_CONTENT,
      ...present?.content,
      ...patch,
      certificateId: certificates.get(id) ?? null,
      changed: !present || differs(patch, present.content),
    }));
    const write = rows.filter(({ changed }) => changed);
    const made = write.filter(({ present }) => !present);
    const altered = write.filter(({ present }) => present);
    if (made.length > 0) await insertImportedProducts(this.tx, made);
    if (altered.length > 0) await this.tx.query(UPDATE_PRODUCTS, [JSON.stringify(altered)]);
    for (const { id } of write) this.changed.add(id);
    for (const { id } of made) this.options.firstStock?.products.add(id);
    return products.map((product, at) => ({ ...product, changed: rows[at]?.changed ?? false }));
  }

  /** Certificates by product: the first stock issues them with what it makes, any other file changes none and is told so. */
  private async certificates(products: readonly WantedProduct[]): Promise<ReadonlyMap<string, string>> {
    const { firstStock } = this.options;
    if (!firstStock) {
      for (const { rows, present } of products)
        for (const row of rows) this.notices.push(...certificateNotice(row, present?.certificate ?? null));
      return new Map();
    }
    const named = new Map<string, IssuedCertificate>();
    for (const { id, rows, supplierId, patch, present } of products) {
      const claimed = (row: ResolvedRow) => certificateOf(row, supplierId, patch.demoFields ?? []);
      const certificate = present ? undefined : rows.map(claimed).find(Boolean);
      if (certificate) named.set(id, certificate);
    }
    const issued = await issueFirstCertificates(this.tx, [...named.values()]);
    for (const id of issued.values()) firstStock.certificates.add(id);
    for (const { id, rows } of products) {
      const [first] = rows;
      if (first && named.has(id) && !issued.has(named.get(id)?.number ?? ''))
        this.notices.push({ row: first.row, column: '证书编号', reason: '该证书编号已属于其他供应商，产品没有证书' });
    }
    return new Map(
      [...named].flatMap(([id, { number }]) => (issued.has(number) ? [[id, issued.get(number) ?? '']] : [])),
    );
  }

  private async findSkus(products: readonly (WantedProduct & { changed: boolean })[]): Promise<Line[]> {
    const productIds = products.map(({ id }) => id);
    // Stock is locked in a statement of its own, so that what is read next is what the lock protects.
    await this.tx.query(
      `SELECT 1 FROM stock WHERE sku_id IN (SELECT id FROM sku WHERE product_id = ANY($1)) ORDER BY sku_id FOR UPDATE`,
      [productIds],
    );
    const present = await this.tx.query<PresentSku>(PRESENT_SKUS, [productIds]);
    const known = new Map(present.map((sku) => [skuKey(sku.productId, sku.name), sku]));
    return products.flatMap((product) =>
      product.rows.flatMap((row, at) => {
        const { id, supplierId, changed } = product;
        const sku = known.get(skuKey(id, row.规格));
        if (sku && sku.name !== row.规格) this.notice(row, '规格', `按已有规格“${sku.name}”处理`);
        // A change of the product counts once, for its first row.
        const line = { row, supplierId, product, productId: id, productChanged: changed && at === 0, sku };
        if (!sku && row.单价元 === undefined) this.refuse(row, '单价元', '新规格请填写单价');
        else if (sku && stockDelta(line) + sku.onHand < sku.reserved)
          this.refuse(row, '库存', `库存不能少于已被订单占用的 ${sku.reserved} 件`);
        else return [line];
        return [];
      }),
    );
  }

  /** A price that looks wrong is stopped here as it is where a seller types it; a reason in the file (价格说明) lets it through and is kept. */
  private async watchPrices(lines: readonly Line[]): Promise<Line[]> {
    if (this.options.firstStock) return [...lines];
    const changed = lines.flatMap(({ row, supplierId, productId, product, sku }): ImportedPrice[] => {
      const content = { ...NO_SKU, ...sku?.content, ...skuPatch(row) };
      const sameWeight = sku?.content.netWeightGrams === content.netWeightGrams;
      if (!sku || (sameWeight && sku.content.priceFen === content.priceFen)) return [];
      const one: ChangedSku = {
        id: sku.id,
        name: sku.name,
        active: true,
        beforeFen: sameWeight ? sku.content.priceFen : null,
        netWeightGrams: content.netWeightGrams,
        priceFen: content.priceFen,
      };
      const { countyCode, present } = product;
      const categorySlug = row.categorySlug ?? present?.content.categorySlug ?? '';
      const about = {
        id: productId,
        name: row.产品,
        countyCode,
        categorySlug,
        certificateId: present?.certificateId ?? null,
      };
      return [{ sku: one, product: about, supplierId, reason: row.价格说明 ?? '' }];
    });
    const refused = await this.guards.prices.examineImported(this.tx, this.options.by, changed);
    return lines.filter(({ row, sku }) => {
      const reason = refused.get(sku?.id ?? '');
      if (reason !== undefined) this.refuse(row, '单价元', reason);
      return reason === undefined;
    });
  }

  private async saveSkus(lines: readonly Line[]): Promise<void> {
    const rows = lines.map(({ row, productId, sku }, position) => {
      const content = { ...NO_SKU, ...sku?.content, ...skuPatch(row) };
      return {
        id: sku?.id ?? newId(),
        productId,
        name: sku?.name ?? row.规格,
        code: row.商家编码 ?? null,
        position,
        ...content,
        priceChanged: sku?.content.priceFen !== content.priceFen,
        differs: !sku || differs(skuPatch(row), sku.content) || (row.商家编码 ?? sku.code) !== sku.code,
      };
    });
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
      delta: stockDelta(line),
      known: line.sku !== undefined,
    }));
    await bookMovements(this.tx, moves, { reason: 'import', reference: this.options.reference });
  }

  private notice(row: ResolvedRow, column: string, reason: string): void {
    this.notices.push({ row: row.row, column, reason });
  }

  private refuse(row: ResolvedRow, column: string, reason: string): void {
    this.errors.push({ row: row.row, column, reason });
  }
}

function effectOf(line: Line): RowEffect {
  const { row, product, sku, productChanged } = line;
  const delta = stockDelta(line);
  const columns = [
    ...(productChanged ? differing(product.patch, product.present?.content ?? {}) : []),
    ...(sku ? differing(skuPatch(row), sku.content).filter((column) => column !== PRICE) : []),
    ...(sku && (row.商家编码 ?? sku.code) !== sku.code ? ['商家编码'] : []),
  ];
  const beforeFen = sku?.content.priceFen ?? null;
  const afterFen = row.单价元 ?? beforeFen ?? 0;
  const before = sku?.onHand ?? 0;
  const same = !productChanged && columns.length === 0 && beforeFen === afterFen && delta === 0;
  return {
    row: row.row,
    outcome: !sku ? 'created' : same ? 'unchanged' : 'updated',
    goods: `${row.产品} ${sku?.name ?? row.规格}`,
    beforeFen,
    afterFen,
    columns,
    stock: delta === 0 ? null : { before, after: before + delta },
  };
}

function stockDelta({ row, sku }: Pick<Line, 'row' | 'sku'>): number {
  if (!sku) return row.库存 ?? 0;
  return row.库存 === undefined ? 0 : row.库存 - sku.onHand;
}

const PRESENT_PRODUCTS = `
  SELECT p.id, p.certificate_id AS "certificateId", p.supplier_id AS "supplierId", p.name, p.county_code AS "countyCode",
    json_build_object('categorySlug', p.category_slug, 'description', p.description, 'channels', p.channels, 'sourceUrl', p.source_url,
      'demo', p.demo, 'demoFields', p.demo_fields) AS content, ${CERTIFICATE_FACTS} AS certificate
  FROM ${PRODUCT_RECORD} JOIN product p ON p.supplier_id = t."supplierId" AND comparable_name(p.name) = comparable_name(t.name)
    AND coalesce(p.county_code, '') = coalesce(t."countyCode", '')
    LEFT JOIN certificate c ON c.id = p.certificate_id
  ORDER BY p.id FOR NO KEY UPDATE OF p`;
const UPDATE_PRODUCTS = `
  UPDATE product p SET version = p.version + 1, updated_at = clock_timestamp(), category_slug = t."categorySlug",
    description = t.description, channels = ARRAY(SELECT jsonb_array_elements_text(t.channels)),
    source_url = t."sourceUrl", demo = t.demo, demo_fields = ARRAY(SELECT jsonb_array_elements_text(t."demoFields"))
  FROM ${PRODUCT_RECORD} WHERE p.id = t.id`;
const PRESENT_SKUS = `
  SELECT k.id, k.product_id AS "productId", k.name, k.code, coalesce(s.on_hand, 0) AS "onHand", coalesce(s.reserved, 0) AS reserved,
    json_build_object('netWeightGrams', k.net_weight_grams, 'priceFen', k.price_fen, 'marketPriceFen', k.market_price_fen) AS content
  FROM sku k LEFT JOIN stock s ON s.sku_id = k.id WHERE k.product_id = ANY($1)
  ORDER BY k.active, k.id`;
const WRITE_SKUS = `
  INSERT INTO sku (id, product_id, name, code, net_weight_grams, price_fen, market_price_fen, position)
  SELECT id, "productId", name, coalesce(code, ''), "netWeightGrams", "priceFen", "marketPriceFen", position
  FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, "productId" uuid, name text, code text, "netWeightGrams" int, "priceFen" bigint,
    "marketPriceFen" bigint, position int)
  ON CONFLICT (id) DO UPDATE SET net_weight_grams = excluded.net_weight_grams, price_fen = excluded.price_fen,
    market_price_fen = excluded.market_price_fen, code = CASE WHEN excluded.code = '' THEN sku.code ELSE excluded.code END`;
