import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { PriceCheck } from '@yigou/contracts';
import { auditOf, type SeatedCaller, type Signature } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { PriceReference, recordPriceFlags } from '@yigou/prices';
import type { ChangedSku } from './product-skus';

/** What the seller says of prices that look wrong. */
export interface PriceWords {
  readonly priceReason: string;
  readonly priceConfirmed: boolean;
}
export interface WatchedProduct {
  readonly id: string;
  readonly name: string;
  readonly countyCode: string | null;
  readonly categorySlug: string;
  readonly certificateId: string | null;
}
/** A price that a file changes, and what the file says of it. */
export interface ImportedPrice {
  readonly product: WatchedProduct;
  readonly supplierId: string;
  readonly sku: ChangedSku;
  /** Empty: none. */
  readonly reason: string;
}
interface Finding {
  readonly sku: ChangedSku;
  readonly check: PriceCheck;
}

/** Watches the prices that sellers set (domain R17, 价格监测): what lies outside the band of like certified goods needs a reason, and is kept. */
@Injectable()
export class PriceWatch {
  constructor(
    private readonly reference: PriceReference,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Looks at SKUs on sale whose price or weight is new. Throws `price_slip_suspected` for what looks like a slipped decimal point and was not both
   * confirmed and explained, `price_reason_required` for what is far above or below like goods without a reason; both name the prices in
   * `details.prices`. What is accepted is written down for the supervisors. A fixed number of statements.
   */
  async examine(
    tx: Tx,
    by: SeatedCaller,
    product: WatchedProduct,
    { changed, priceReason, priceConfirmed }: PriceWords & { readonly changed: readonly ChangedSku[] },
  ): Promise<void> {
    const findings = await this.findings(tx, product, changed);
    const slips = findings.filter(({ check }) => check.verdict === 'decimal_slip');
    if (slips.length > 0 && !(priceConfirmed && priceReason)) throw refusal('price_slip_suspected', slips);
    if (findings.length > 0 && !priceReason) throw refusal('price_reason_required', findings);
    if (findings.length > 0) await this.keep(tx, by, product, findings, priceReason);
  }

  /**
   * The same of prices that a file changes. Answers, by SKU, in Chinese, why a price does not go in: it looks wrong and the file gives no reason. What has one is written
   * down for the supervisors. A statement for each place and category with certified goods among them, and one for each product that is written down.
   */
  async examineImported(tx: Tx, by: Signature, prices: readonly ImportedPrice[]): Promise<ReadonlyMap<string, string>> {
    const refused = new Map<string, string>();
    for (const price of await this.suspicious(tx, prices)) {
      const { product, supplierId, sku, check, reason } = price;
      if (reason === '') refused.set(sku.id, `${check.message}确认无误请在“价格说明”列写明理由。`);
      else {
        const flagged = { productId: product.id, supplierId, regionCode: product.countyCode };
        const row = { skuId: sku.id, priceFen: sku.priceFen, check };
        await recordPriceFlags(tx, flagged, [row], { reason, userId: by.userId });
      }
    }
    return refused;
  }

  private async suspicious(
    tx: Tx,
    prices: readonly ImportedPrice[],
  ): Promise<(ImportedPrice & { check: PriceCheck })[]> {
    if (prices.length === 0) return [];
    const certificates = await tx.query<{ id: string; variety: string; grade: string }>(
      'SELECT id, variety, grade FROM certificate WHERE id = ANY($1)',
      [prices.flatMap(({ product }) => product.certificateId ?? [])],
    );
    const known = new Map(certificates.map((one) => [one.id, one]));
    const places = new Map<string, ImportedPrice[]>();
    for (const price of prices) {
      const { countyCode, categorySlug, certificateId } = price.product;
      // Goods without a certificate have no like: the place says nothing of them.
      const place = certificateId === null ? '' : `${countyCode ?? ''}|${categorySlug}`;
      places.set(place, [...(places.get(place) ?? []), price]);
    }
    const found: (ImportedPrice & { check: PriceCheck })[] = [];
    for (const group of places.values()) {
      const [first] = group;
      const place = { regionCode: first?.product.countyCode ?? '', category: first?.product.categorySlug ?? '' };
      const goods = group.map(({ product, sku }) => {
        const { variety = '', grade = '' } = known.get(product.certificateId ?? '') ?? {};
        const { priceFen, netWeightGrams, beforeFen } = sku;
        const before = beforeFen === null ? {} : { beforeFen };
        return { variety, grade, priceFen, netWeightGrams: netWeightGrams ?? 0, ...before };
      });
      const checks = await this.reference.checkAll(tx, goods, place);
      group.forEach((price, at) => {
        const check = checks[at];
        if (check && OUTLIERS.includes(check.verdict)) found.push({ ...price, check });
      });
    }
    return found;
  }

  private async findings(tx: Tx, product: WatchedProduct, changed: readonly ChangedSku[]): Promise<Finding[]> {
    const watched = changed.filter((sku) => sku.active);
    if (watched.length === 0) return [];
    const certificate = await tx.one<{ variety: string; grade: string }>(
      'SELECT variety, grade FROM certificate WHERE id = $1',
      [product.certificateId],
    );
    const { variety = '', grade = '' } = certificate ?? {};
    const goods = watched.map(({ netWeightGrams, priceFen, beforeFen }) => ({
      variety,
      grade,
      priceFen,
      netWeightGrams: netWeightGrams ?? 0,
      ...(beforeFen === null ? {} : { beforeFen }),
    }));
    const place = { regionCode: product.countyCode ?? '', category: product.categorySlug };
    const checks = await this.reference.checkAll(tx, goods, place);
    return watched.flatMap((sku, at) => {
      const check = checks[at];
      return check && OUTLIERS.includes(check.verdict) ? [{ sku, check }] : [];
    });
  }

  private async keep(
    tx: Tx,
    by: SeatedCaller,
    product: WatchedProduct,
    findings: readonly Finding[],
    reason: string,
  ): Promise<void> {
    await recordPriceFlags(
      tx,
      { productId: product.id, supplierId: by.seat.organisationId, regionCode: product.countyCode },
      findings.map(({ sku, check }) => ({ skuId: sku.id, priceFen: sku.priceFen, check })),
      { reason, userId: by.actor.userId },
    );
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'catalogue.price_flagged',
      subjectKind: 'product',
      subjectId: product.id,
      summary: `产品“${product.name}”有${findings.length}个价格超出参考区间，已说明理由`,
      data: { reason, prices: describe(findings) },
    });
  }
}

const OUTLIERS: readonly string[] = ['high', 'low', 'decimal_slip'];

const describe = (findings: readonly Finding[]) =>
  findings.map(({ sku, check }) => ({
    skuName: sku.name,
    priceFen: sku.priceFen,
    unitPriceFen: check.unitPriceFen,
    verdict: check.verdict,
    medianFen: check.band?.median ?? null,
    message: check.message,
  }));

const refusal = (code: 'price_slip_suspected' | 'price_reason_required', findings: readonly Finding[]) =>
  new DomainError(code, { prices: describe(findings) });
