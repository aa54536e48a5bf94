import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { PriceCheck } from '@yigou/contracts';
import { auditOf, type SeatedCaller } from '@yigou/identity';
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
