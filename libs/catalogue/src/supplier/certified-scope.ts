import { Injectable } from '@nestjs/common';
import { ChangeReviews } from '@yigou/certification';
import type { ApplicationForm, CertificateStatus, ChangeCause, ScopeLine } from '@yigou/contracts';
import { PolicyParameters, type Tx } from '@yigou/platform';
import type { PriceWords } from './price-watch';
import type { ChangedSku } from './product-skus';
import type { SupplierActor } from './supplier-actor';

/** What a change did to a listed product. */
export interface ProductChange extends PriceWords {
  readonly changed: readonly ChangedSku[];
  /** Its county is another one than before. */
  readonly moved: boolean;
}
interface Certified {
  readonly id: string;
  readonly status: CertificateStatus;
  readonly scope: readonly ScopeLine[];
  readonly regionCode: string | null;
  readonly categorySlug: string | null;
  readonly countyCode: string | null;
  readonly supplierName: string;
}

const WHOLE_BP = 10_000;

/** Holds listed products against what was certified: what leaves it is reviewed anew, 变更复审 (domain R15, R16). */
@Injectable()
export class CertifiedScope {
  constructor(
    private readonly policy: PolicyParameters,
    private readonly reviews: ChangeReviews,
  ) {}

  /**
   * Opens a change review when a new price of a certified packing (of the same name, or else of the same net weight) lies further from the certified one
   * than policy `certification.change_price_bp` lets it, or when the product comes from another county now than certified. Whether sales stop
   * meanwhile is policy's too. One that is under way gets the causes.
   */
  async hold(tx: Tx, actor: SupplierActor, productId: string, change: ProductChange): Promise<void> {
    if (change.changed.length === 0 && !change.moved) return;
    const certified = await tx.one<Certified>(CERTIFIED, [productId]);
    if (!certified || !REVIEWABLE.includes(certified.status)) return;
    const { regionCode, categorySlug } = certified;
    const limitBp = await this.policy.get('certification.change_price_bp', regionCode ?? '', categorySlug ?? '');
    const scope = rescoped(certified.scope, change.changed);
    const causes: ChangeCause[] = [
      ...(scope.some((line, at) => beyond(line, certified.scope[at], limitBp)) ? (['price'] as const) : []),
      ...(change.moved && certified.countyCode !== regionCode ? (['origin'] as const) : []),
    ];
    if (causes.length === 0) return;
    const { priceReason, priceConfirmed } = change;
    const patch: Partial<ApplicationForm> = { specifications: scope, priceReason, priceConfirmed };
    const doer = { userId: actor.userId, name: actor.name, seat: certified.supplierName };
    await this.reviews.open(tx, { certificateId: certified.id, causes, doer, patch, reason: reasonOf(causes) });
  }
}

/** Of the others nothing is sold that a review could be about. */
const REVIEWABLE: readonly CertificateStatus[] = ['valid', 'suspended'];

const reasonOf = (causes: readonly ChangeCause[]): string =>
  [
    ...(causes.includes('price') ? ['在售价格与认定价格的差距超过规定幅度'] : []),
    ...(causes.includes('origin') ? ['产品产地与认定产地不同'] : []),
  ].join('；');

/** The certified packings with the new prices of what is sold of them. */
function rescoped(scope: readonly ScopeLine[], changed: readonly ChangedSku[]): ScopeLine[] {
  const sold = changed.filter((sku) => sku.active);
  return scope.map((line) => {
    const sku =
      sold.find(({ name }) => name === line.name) ??
      sold.find(({ netWeightGrams }) => netWeightGrams === line.netWeightGrams);
    return sku ? { ...line, priceFen: sku.priceFen } : line;
  });
}

const beyond = (now: ScopeLine, certified: ScopeLine | undefined, limitBp: number): boolean =>
  certified !== undefined && Math.abs(now.priceFen - certified.priceFen) * WHOLE_BP > certified.priceFen * limitBp;

const CERTIFIED = `
  SELECT c.id, c.status, c.scope, c.region_code AS "regionCode", coalesce(c.category_slug, p.category_slug) AS "categorySlug",
    p.county_code AS "countyCode", o.name AS "supplierName"
  FROM product p JOIN certificate c ON c.id = p.certificate_id JOIN organisation o ON o.id = p.supplier_id WHERE p.id = $1`;
