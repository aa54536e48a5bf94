import { comparableName, comparablePacking } from '@yigou/contracts';
import { type IssuedCertificate, issueFirstCertificates } from '@yigou/certification';
import type { Organisations, Signature } from '@yigou/identity';
import { bookMovements } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { refreshListings } from '../listings';
import type { CertifiedScope } from '../supplier/certified-scope';
import { insertImportedProducts, relistImported } from '../supplier/move-product';
import type { ImportedPrice, PriceWatch } from '../supplier/price-watch';
import { type ChangedSku, recordPrices } from '../supplier/product-skus';
import { BatchSuppliers, type KnownSupplier, type SuppliedRow } from './batch-suppliers';
import { certificateNotice, certificateOf } from './certificate-claims';
import type { FirstStock } from './first-stock';
import type { FreshGoods } from './near-matches';
import { changedFields, type Journalled, writeJournal } from './import-journal';
import type { RowError } from './import-row';
import {
  PRESENT_PRODUCTS,
  PRESENT_SKUS,
  type PresentProduct,
  type PresentSku,
  UPDATE_PRODUCTS,
  WRITE_SKUS,
} from './present-goods';
import type { RowEffect } from './row-effects';
import { differs, differing, type ProductContent, productPatch, type ResolvedRow, skuPatch } from './resolved-row';

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
  fresh: FreshGoods;
}
export interface BatchOptions {
  readonly firstStock?: FirstStock;
  /** The run under which what the batch does is kept, so that it can be undone; without it nothing is. */
  readonly journal?: string;
  readonly reference: string;
  /** Who imports, as the histories of what the file changes are to say. */
  readonly by: Signature;
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
interface WrittenProduct {
  readonly name: string | undefined;
  readonly certificateId: string | null;
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

/** One import at a time writes; another waits for a batch, not for a whole file. Until the transaction ends. */
export async function holdImports(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('catalogue.import'))");
}

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
  private readonly journal: Journalled[] = [];
  /** The packings of the products that the rows are about. */
  private present: readonly PresentSku[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly organisations: Organisations,
    private readonly knownSuppliers: ReadonlyMap<string, KnownSupplier>,
    private readonly guards: { readonly scope: CertifiedScope; readonly prices: PriceWatch },
    private readonly options: BatchOptions,
  ) {}

  async save(rows: readonly ResolvedRow[]): Promise<BatchResult> {
    await holdImports(this.tx);
    const { by, firstStock } = this.options;
    const entering = new BatchSuppliers(this.tx, this.organisations, this.knownSuppliers, { by, firstStock });
    const { found, suppliers, made, entered, errors: strangers, notices: known } = await entering.find(rows);
    this.errors.push(...strangers);
    this.notices.push(...known);
    for (const { id } of made)
      this.journal.push({
        subjectId: id,
        kind: 'supplier',
        productId: null,
        made: true,
        before: {},
        after: {},
        delta: 0,
      });
    const supplied = await this.findByCode(found);
    const products = await this.saveProducts(await this.findProducts(supplied));
    const lines = await this.watchPrices(await this.findSkus(products));
    const result = { created: 0, updated: 0, unchanged: 0 };
    const effects = lines.map(effectOf);
    for (const { outcome } of effects) result[outcome] += 1;
    await this.saveSkus(lines);
    await this.holdToCertificates();
    await refreshListings(this.tx, [...this.changed]);
    if (this.options.journal) await writeJournal(this.tx, this.options.journal, this.journal);
    const { errors, notices } = this;
    return { ...result, errors, notices, suppliers, made, effects, fresh: this.fresh(entered, made, products, lines) };
  }

  /** What is new here of what was there: a product of a supplier that was, a packing of a product that was. */
  private fresh(
    suppliers: readonly ResolvedRow[],
    made: readonly KnownSupplier[],
    products: readonly WantedProduct[],
    lines: readonly Line[],
  ): FreshGoods {
    const strangers = new Set(made.map(({ id }) => id));
    const known = Map.groupBy(this.present, ({ productId }) => productId);
    return {
      suppliers,
      products: products.flatMap(({ present, supplierId, rows: [row] }) =>
        present || strangers.has(supplierId) || !row ? [] : [{ row, supplierId }],
      ),
      packings: lines.flatMap(({ row, sku, product: { id, present } }) => {
        if (sku || !present || present.undone) return [];
        return [{ row, known: (known.get(id) ?? []).filter(({ undone }) => !undone).map(({ name }) => name) }];
      }),
    };
  }

  /** What a file changes of certified goods is held against their certificate, as a seller's change is. The first stock is certified as it comes. */
  private async holdToCertificates(): Promise<void> {
    if (this.options.firstStock) return;
    const { by } = this.options;
    for (const id of this.changed)
      if (this.certified.has(id)) await this.guards.scope.hold(this.tx, id, { by, changed: true });
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
      relisted: present?.undone === true,
      changed: !present || present.undone || differs(patch, present.content),
    }));
    const write = rows.filter(({ changed }) => changed);
    const made = write.filter(({ present }) => !present);
    const altered = write.filter(({ present }) => present);
    if (made.length > 0) await insertImportedProducts(this.tx, made);
    if (altered.length > 0) await this.tx.query(UPDATE_PRODUCTS, [JSON.stringify(altered)]);
    await relistImported(
      this.tx,
      write.filter(({ relisted }) => relisted).map(({ id }) => id),
    );
    for (const { id } of write) this.changed.add(id);
    this.journal.push(...products.filter((_, at) => rows[at]?.changed).map((one, at) => ofProduct(one, write[at])));
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
    this.present = present;
    const known = new Map(present.map((sku) => [skuKey(sku.productId, sku.name), sku]));
    return products.flatMap((product) =>
      product.rows.flatMap((row, at) => {
        const { id, supplierId, changed } = product;
        const sku = known.get(skuKey(id, row.规格));
        if (sku && sku.name !== row.规格) this.notice(row, '规格', `按已有规格“${sku.name}”处理`);
        // A change of the product counts once, for its first row.
        const line = { row, supplierId, product, productId: id, productChanged: changed && at === 0, sku };
        if ((!sku || sku.undone) && row.单价元 === undefined) this.refuse(row, '单价元', '新规格请填写单价');
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
      if (!sku || sku.undone || (sameWeight && sku.content.priceFen === content.priceFen)) return [];
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
        differs: !sku || sku.undone || differs(skuPatch(row), sku.content) || (row.商家编码 ?? sku.code) !== sku.code,
      };
    });
    rows.forEach(({ id, name }, at) => this.journal.push(...ofSku(lines[at], { id, name })));
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
    ...(sku && !sku.undone ? differing(skuPatch(row), sku.content).filter((column) => column !== PRICE) : []),
    ...(sku && !sku.undone && (row.商家编码 ?? sku.code) !== sku.code ? ['商家编码'] : []),
  ];
  const beforeFen = sku && !sku.undone ? sku.content.priceFen : null;
  const afterFen = row.单价元 ?? beforeFen ?? 0;
  const before = sku?.onHand ?? 0;
  const same = !productChanged && columns.length === 0 && beforeFen === afterFen && delta === 0;
  return {
    row: row.row,
    outcome: fresh(sku) ? 'created' : same ? 'unchanged' : 'updated',
    goods: `${row.产品} ${sku?.name ?? row.规格}`,
    beforeFen,
    afterFen,
    columns,
    stock: delta === 0 ? null : { before, after: before + delta },
  };
}

/** New on sale: no SKU yet, or one whose import was undone. */
const fresh = (sku: PresentSku | undefined): boolean => !sku || sku.undone;

/** What the run did to a product that it wrote. */
function ofProduct({ id, present, patch }: WantedProduct, written: WrittenProduct | undefined): Journalled {
  const about = { subjectId: id, kind: 'product' as const, productId: id, delta: 0 };
  if (present && !present.undone) return { ...about, made: false, ...changedFields({ ...present.content }, patch) };
  const { name, certificateId } = present ?? written ?? {};
  const content = { ...NO_CONTENT, ...present?.content, ...patch };
  return { ...about, made: true, before: {}, after: { name, certificateId, status: 'listed', ...content } };
}

/** What the run did to a SKU; nothing where it is as it was. */
function ofSku(line: Line | undefined, { id, name }: { readonly id: string; readonly name: string }): Journalled[] {
  if (!line) return [];
  const { row, sku, productId } = line;
  const delta = stockDelta(line);
  const about = { subjectId: id, kind: 'sku' as const, productId, delta };
  const content = { ...NO_SKU, ...sku?.content, ...skuPatch(row) };
  const code = row.商家编码 ?? sku?.code ?? '';
  if (!sku || sku.undone)
    return [{ ...about, made: true, before: {}, after: { name, code, ...content, active: true, bulk: null } }];
  const fields = changedFields({ ...sku.content, code: sku.code }, { ...content, code });
  return delta === 0 && Object.keys(fields.after).length === 0 ? [] : [{ ...about, made: false, ...fields }];
}

function stockDelta({ row, sku }: Pick<Line, 'row' | 'sku'>): number {
  if (!sku) return row.库存 ?? 0;
  return row.库存 === undefined ? 0 : row.库存 - sku.onHand;
}
