import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  type AuditAction,
  type BulkTerms,
  type FreightRule,
  nominalPieceFen,
  type ProductInput,
  type ProductStatus,
  type RouteResponse,
  type SupplierProduct,
  writtenNumbers,
} from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, fenText, newId } from '@yigou/kernel';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork, violatedConstraint } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { FreightTable } from '../freight-table';
import { refreshListings } from '../listings';
import { Product } from '../product.entity';
import { assertPublishable, assertStaysListed } from './assert-publishable';
import { CertifiedScope } from './certified-scope';
import { PriceWatch } from './price-watch';
import { moveProduct } from './move-product';
import { saveSkus } from './product-skus';
import { PRODUCT } from './product-status';
import { SupplierProducts } from './supplier-products.queries';

/** A price for many pieces that is so many times below everybody's is a slip of the decimal point. */
const LEAST_OF_RETAIL = 8;
type StockLevelView = RouteResponse<'adjustStock'>;

/** What a supplier may do with its products. Every write brings the shelves in line and leaves a trace in the audit trail, in one transaction. */
@Injectable()
export class ProductCommands {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly ledger: StockLedger,
    private readonly regions: RegionDirectory,
    private readonly freight: FreightTable,
    private readonly products: SupplierProducts,
    private readonly prices: PriceWatch,
    private readonly scope: CertifiedScope,
  ) {}

  /** A draft: nobody sees it before it is published. Throws `price_reason_required`, `price_slip_suspected`. */
  async create(caller: Caller, input: ProductInput, once: IdempotencyClaim): Promise<SupplierProduct> {
    const named = await this.county(input.countyCode);
    const make = async (tx: Tx, by: SeatedCaller): Promise<SupplierProduct> => {
      const id = newId();
      const { name, categorySlug, description, channels } = input;
      const certificateId = await certificateOf(tx, by.seat.organisationId, input.certificateNumber);
      const countyCode = named ?? (await countyOf(tx, certificateId));
      await assertCategory(tx, categorySlug);
      await tx.manager.insert(Product, {
        id,
        supplierId: by.seat.organisationId,
        certificateId,
        name,
        categorySlug,
        countyCode,
        description,
        channels: [...new Set(channels)],
        status: PRODUCT.initial,
      });
      const changed = await saveSkus(tx, this.ledger, id, input.skus);
      await this.prices.examine(tx, by, { id, name, countyCode, categorySlug, certificateId }, { ...input, changed });
      await this.trace(tx, by, id, 'catalogue.product_created', `新建产品“${name}”`);
      return this.products.get(by.seat.organisationId, id, tx);
    };
    return this.write(caller, make, once);
  }

  /**
   * Throws `illegal_transition` with `details.version` when somebody else saved since the version that the change was made from,
   * `price_reason_required`, `price_slip_suspected`. A listed product that leaves what is certified starts a change review.
   */
  async update(
    caller: Caller,
    id: string,
    { version, ...input }: ProductInput & { version: number },
  ): Promise<SupplierProduct> {
    const named = await this.county(input.countyCode);
    return this.write(caller, async (tx, by) => {
      const certificateId = await certificateOf(tx, by.seat.organisationId, input.certificateNumber);
      const countyCode = named ?? (await countyOf(tx, certificateId));
      await assertCategory(tx, input.categorySlug);
      const before = await this.locked(tx, by.seat.organisationId, id);
      const [saved] = await tx.query<{ status: ProductStatus }>(
        `UPDATE product SET version = version + 1, name = $4, category_slug = $5, description = $6, county_code = $7,
           certificate_id = $8, channels = $9, updated_at = clock_timestamp()
         WHERE id = $1 AND supplier_id = $2 AND version = $3 RETURNING status`,
        [
          id,
          by.seat.organisationId,
          version,
          input.name,
          input.categorySlug,
          input.description,
          countyCode,
          certificateId,
          [...new Set(input.channels)],
        ],
      );
      if (!saved) throw await this.conflict(tx, by.seat.organisationId, id, version);
      const changed = await saveSkus(tx, this.ledger, id, input.skus);
      const { name, categorySlug } = input;
      await this.prices.examine(tx, by, { id, name, countyCode, categorySlug, certificateId }, { ...input, changed });
      if (saved.status === 'listed') {
        await assertStaysListed(tx, id, before.certificateId);
        await this.scope.hold(tx, id, {
          by,
          priceReason: input.priceReason,
          priceConfirmed: input.priceConfirmed,
          changed: changed.length > 0 || before.countyCode !== countyCode || before.categorySlug !== input.categorySlug,
        });
      }
      await refreshListings(tx, [id]);
      await this.trace(tx, by, id, 'catalogue.product_updated', `修改产品“${input.name}”`, { version: version + 1 });
      return this.products.get(by.seat.organisationId, id, tx);
    });
  }

  /**
   * Puts a product on the shelves. It needs a SKU on sale, a photo, a certificate in force and a supplier that is admitted. What it is not certified as starts a
   * change review.
   */
  publish(caller: Caller, id: string): Promise<SupplierProduct> {
    return this.move(caller, id, 'publish');
  }

  withdraw(caller: Caller, id: string): Promise<SupplierProduct> {
    return this.move(caller, id, 'withdraw');
  }

  /** Moves stock in or out. The same key moves it once. */
  adjustStock(
    caller: Caller,
    skuId: string,
    { delta, reason }: { delta: number; reason: string },
    once: IdempotencyClaim,
  ): Promise<StockLevelView> {
    return this.write(caller, async (tx, by) => {
      const sku = await tx.one<{ productId: string; name: string }>(
        `SELECT p.id AS "productId", p.name || ' ' || k.name AS name FROM sku k JOIN product p ON p.id = k.product_id
         WHERE k.id = $1 AND p.supplier_id = $2`,
        [skuId, by.seat.organisationId],
      );
      if (!sku) throw new DomainError('not_found');
      const { first } = await claimKey(tx, once, { skuId });
      if (!first) {
        const [level] = await this.ledger.levels(tx, [skuId]);
        return level ?? { skuId, onHand: 0, reserved: 0, available: 0 };
      }
      const reference = newId();
      const level = await this.ledger.adjust(tx, { skuId, delta, reason: 'adjustment', reference });
      const summary = `“${sku.name}”库存${delta > 0 ? '增加' : '减少'}${Math.abs(delta)}件：${reason}`;
      await this.trace(tx, by, sku.productId, 'catalogue.stock_adjusted', summary, { skuId, delta, reference });
      return level;
    });
  }

  /** What a unit that orders many pieces pays; orders that were placed keep their prices. Throws `validation_failed` for a tier that is not below the SKU's price, or a piece by weight above it. */
  setBulkOffer(caller: Caller, skuId: string, bulk: BulkTerms | null): Promise<SupplierProduct> {
    return this.write(caller, async (tx, by) => {
      const supplierId = by.seat.organisationId;
      const sku = await tx.one<{ productId: string; name: string; priceFen: number }>(
        `SELECT p.id AS "productId", p.name || ' ' || k.name AS name, k.price_fen AS "priceFen" FROM sku k JOIN product p ON p.id = k.product_id
         WHERE k.id = $1 AND p.supplier_id = $2 FOR NO KEY UPDATE`,
        [skuId, supplierId],
      );
      if (!sku) throw new DomainError('not_found');
      const dear = (bulk?.tiers ?? []).findIndex(({ priceFen }) => priceFen >= sku.priceFen);
      if (dear !== -1)
        throw new DomainError('validation_failed', {
          fields: { [`offer.tiers.${dear}.priceFen`]: `要比零售价 ${fenText(sku.priceFen)} 低` },
        });
      const slipped = (bulk?.tiers ?? []).findIndex(({ priceFen }) => priceFen * LEAST_OF_RETAIL <= sku.priceFen);
      if (slipped !== -1)
        throw new DomainError('validation_failed', {
          fields: {
            [`offer.tiers.${slipped}.priceFen`]: `不到零售价 ${fenText(sku.priceFen)} 的八分之一，像是小数点错了位，请核对`,
          },
        });
      if (bulk?.weight && nominalPieceFen(bulk.weight) > sku.priceFen)
        throw new DomainError('validation_failed', {
          fields: { 'offer.weight.priceFen': `按标称重量每件不能超过零售价 ${fenText(sku.priceFen)}` },
        });
      await tx.query('UPDATE sku SET bulk = $2::jsonb WHERE id = $1', [skuId, bulk && JSON.stringify(bulk)]);
      const summary = `${bulk ? '设置' : '取消'}“${sku.name}”的单位采购价`;
      await this.trace(tx, by, sku.productId, 'catalogue.bulk_offer_changed', summary, { skuId, bulk });
      return this.products.get(supplierId, sku.productId, tx);
    });
  }

  async setFreightRules(caller: Caller, rules: readonly FreightRule[]): Promise<void> {
    await this.write(caller, async (tx, by) => {
      await this.freight.replace(tx, by.seat.organisationId, rules);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'catalogue.freight_changed',
        subjectKind: 'organisation',
        subjectId: by.seat.organisationId,
        summary: `修改运费规则，共${rules.length}条`,
        data: { rules },
      });
    });
  }

  private move(caller: Caller, id: string, action: 'publish' | 'withdraw'): Promise<SupplierProduct> {
    return this.write(caller, async (tx, by) => {
      const product = await tx.one<{ status: ProductStatus; name: string }>(
        'SELECT status, name FROM product WHERE id = $1 AND supplier_id = $2 FOR NO KEY UPDATE',
        [id, by.seat.organisationId],
      );
      if (!product) throw new DomainError('not_found');
      if (PRODUCT.next(product.status, action) === 'listed') await assertPublishable(tx, id);
      const to = await moveProduct(tx, { id, status: product.status }, action);
      if (to === 'listed') await this.scope.hold(tx, id, { by, changed: false });
      await refreshListings(tx, [id]);
      const [traced, verb] =
        to === 'listed'
          ? (['catalogue.product_listed', '上架'] as const)
          : (['catalogue.product_withdrawn', '下架'] as const);
      await this.trace(tx, by, id, traced, `${verb}产品“${product.name}”`);
      return this.products.get(by.seat.organisationId, id, tx);
    });
  }

  /** What a product was before a change, with its row locked. Throws `not_found`. */
  private async locked(tx: Tx, supplierId: string, id: string) {
    const found = await tx.one<{ certificateId: string | null; countyCode: string | null; categorySlug: string }>(
      `SELECT certificate_id AS "certificateId", county_code AS "countyCode", category_slug AS "categorySlug" FROM product WHERE id = $1 AND supplier_id = $2 FOR NO KEY UPDATE`,
      [id, supplierId],
    );
    if (!found) throw new DomainError('not_found');
    return found;
  }

  private async county(code: string | null): Promise<string | null> {
    if (code === null) return null;
    const region = await this.regions.find(code);
    if (!region) throw new DomainError('validation_failed', { fields: { countyCode: '没有这个地区代码。' } });
    return region.code;
  }

  private async conflict(tx: Tx, supplierId: string, id: string, version: number): Promise<DomainError> {
    const found = await tx.one<{ version: number }>('SELECT version FROM product WHERE id = $1 AND supplier_id = $2', [
      id,
      supplierId,
    ]);
    if (!found) return new DomainError('not_found');
    const details = { version: found.version, yours: version };
    return new DomainError('illegal_transition', details, '产品已被他人修改，请刷新后重新填写。');
  }

  /** A transaction in which the supplier's seat is held. */
  private async write<T>(
    caller: Caller,
    work: (tx: Tx, by: SeatedCaller) => Promise<T>,
    once: IdempotencyClaim | null = null,
  ): Promise<T> {
    try {
      return await this.uow.runOnce(once, async (tx) => work(tx, await holdSeat(tx, caller, { kind: 'supplier' })));
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'product_import_key') {
        throw new DomainError('validation_failed', { fields: { name: '该产地已有同名产品。' } });
      }
      if (constraint === 'sku_product_id_name_key') {
        throw new DomainError('validation_failed', { fields: { skus: '规格名称不能重复（包括已停售的规格）。' } });
      }
      throw error;
    }
  }

  private trace(
    tx: Tx,
    by: SeatedCaller,
    subjectId: string,
    action: AuditAction,
    summary: string,
    data: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'product', subjectId, summary, data });
  }
}

/** Goods that name no county are of the one that their certificate names: left blank, they are held to it all the same. */
async function countyOf(tx: Tx, certificateId: string | null): Promise<string | null> {
  if (certificateId === null) return null;
  const row = await tx.one<{ code: string | null }>('SELECT region_code AS code FROM certificate WHERE id = $1', [
    certificateId,
  ]);
  return row?.code ?? null;
}

/** The supplier's own certificate of that number; null for none. */
async function certificateOf(tx: Tx, supplierId: string, number: string | null): Promise<string | null> {
  if (number === null) return null;
  const found = /\p{Cc}/u.test(number)
    ? undefined
    : await tx.one<{ id: string }>(
        'SELECT id FROM certificate WHERE number = ANY($1) AND supplier_id = $2 ORDER BY array_position($1, number) LIMIT 1',
        [writtenNumbers(number), supplierId],
      );
  if (!found)
    throw new DomainError('validation_failed', { fields: { certificateNumber: '没有找到本单位的这张证书。' } });
  return found.id;
}

async function assertCategory(tx: Tx, slug: string): Promise<void> {
  if (!(await tx.one('SELECT 1 FROM category WHERE slug = $1', [slug]))) {
    throw new DomainError('validation_failed', { fields: { categorySlug: '没有这个分类。' } });
  }
}
