import { Injectable } from '@nestjs/common';
import { ChangeReviews } from '@yigou/certification';
import type { ApplicationForm, CertificateStatus, ChangeCause, ScopeLine } from '@yigou/contracts';
import type { By } from '@yigou/identity';
import { PolicyParameters, type Tx } from '@yigou/platform';
import type { PriceWords } from './price-watch';

/** Who saved the product, and what was said of its prices. */
export interface ProductChange extends Partial<PriceWords> {
  readonly by: By;
  /** Something that is certified is new, so that a review under way has to learn of it. */
  readonly changed: boolean;
}
interface Packing {
  readonly name: string;
  readonly netWeightGrams: number | null;
  readonly priceFen: number;
}
interface Goods {
  readonly categorySlug: string;
  readonly countyCode: string | null;
  /** On sale. */
  readonly skus: readonly Packing[];
}
interface Scope {
  readonly scope: readonly ScopeLine[];
  readonly regionCode: string | null;
  readonly certifiedCategory: string | null;
}
interface Certified extends Goods, Scope {
  readonly id: string;
  readonly status: CertificateStatus;
}

const WHOLE_BP = 10_000;
/** So many packings a form takes. */
const MOST_PACKINGS = 20;

/** Holds listed products against what was certified: what leaves it is reviewed anew, 变更复审 (domain R15, R16). */
@Injectable()
export class CertifiedScope {
  constructor(
    private readonly policy: PolicyParameters,
    private readonly reviews: ChangeReviews,
  ) {}

  /**
   * Opens a change review when a listed product, as it stands in the transaction, is not what its certificate says: {@link differences}. Whether sales stop
   * meanwhile is policy's, but for goods of another category, which always stop. One that is under way gets the causes.
   */
  async hold(tx: Tx, productId: string, { by, changed, priceReason, priceConfirmed }: ProductChange): Promise<void> {
    const certified = await tx.one<Certified>(CERTIFIED, [productId]);
    if (!certified || !REVIEWABLE.includes(certified.status)) return;
    const { id, regionCode, certifiedCategory, categorySlug } = certified;
    const place = [regionCode ?? '', certifiedCategory ?? categorySlug] as const;
    const causes = differences(certified, certified, await this.policy.get('certification.change_price_bp', ...place));
    if (causes.length === 0 || (!changed && (await this.reviews.underWay(tx, id, causes)))) return;
    const patch: Partial<ApplicationForm> = {
      specifications: rescoped(certified),
      ...(causes.includes('category') && { categorySlug }),
      ...(priceReason !== undefined && { priceReason }),
      ...(priceConfirmed !== undefined && { priceConfirmed }),
    };
    const reason = causes.map((cause) => REASONS[cause]).join('；');
    await this.reviews.open(tx, { certificateId: id, causes, by, patch, reason });
  }
}

/** Of the others nothing is sold that a review could be about. */
const REVIEWABLE: readonly CertificateStatus[] = ['valid', 'suspended'];

const REASONS: Readonly<Record<ChangeCause, string>> = {
  price: '在售价格与认定价格的差距超过规定幅度',
  specification: '在售规格不在认定的规格中',
  category: '产品分类与认定分类不同',
  origin: '产品产地与认定产地不同',
  licence: '证照有变动',
};

/**
 * Where goods are not what was certified: a packing whose name (which carries the grade) or weight no certified packing has; a price that lies further from
 * the certified one than `limitBp`; another category; another county. What a certificate does not name, as one of a list published before the market
 * began may not, it does not bind.
 */
export function differences(goods: Goods, certified: Scope, limitBp: number): ChangeCause[] {
  const { scope, regionCode, certifiedCategory } = certified;
  const price = goods.skus.some((sku) => {
    const line = lineOf(scope, sku);
    return line !== undefined && Math.abs(sku.priceFen - line.priceFen) * WHOLE_BP > line.priceFen * limitBp;
  });
  const packing = scope.length > 0 && goods.skus.some((sku) => !scope.some((line) => same(line, sku)));
  return [
    ...(price ? (['price'] as const) : []),
    ...(packing ? (['specification'] as const) : []),
    ...(certifiedCategory !== null && certifiedCategory !== goods.categorySlug ? (['category'] as const) : []),
    ...(regionCode !== null && regionCode !== goods.countyCode ? (['origin'] as const) : []),
  ];
}

const same = (line: ScopeLine, sku: Packing): boolean =>
  line.name === sku.name && (sku.netWeightGrams === null || line.netWeightGrams === sku.netWeightGrams);

/** The certified packing that a price is compared with: of the same name, or else of the same weight. */
const lineOf = (scope: readonly ScopeLine[], sku: Packing): ScopeLine | undefined =>
  scope.find(({ name }) => name === sku.name) ??
  scope.find(({ netWeightGrams }) => netWeightGrams === sku.netWeightGrams);

/** The certified packings with the prices of what is sold of them, and the packings that are sold beside them. */
function rescoped({ scope, skus }: Goods & Scope): ScopeLine[] {
  const sold = (line: ScopeLine) =>
    skus.find(({ name }) => name === line.name) ??
    skus.find(({ netWeightGrams }) => netWeightGrams === line.netWeightGrams);
  const kept = scope.map((line) => ({ ...line, priceFen: sold(line)?.priceFen ?? line.priceFen }));
  const added = skus.flatMap(({ name, netWeightGrams, priceFen }): ScopeLine[] =>
    netWeightGrams === null || scope.some((line) => line.name === name) ? [] : [{ name, netWeightGrams, priceFen }],
  );
  return [...kept, ...added].slice(0, MOST_PACKINGS);
}

const CERTIFIED = `
  SELECT c.id, c.status, c.scope, c.region_code AS "regionCode", c.category_slug AS "certifiedCategory", p.category_slug AS "categorySlug",
    p.county_code AS "countyCode", (SELECT coalesce(jsonb_agg(jsonb_build_object('name', k.name,
      'netWeightGrams', k.net_weight_grams, 'priceFen', k.price_fen) ORDER BY k.position, k.id), '[]')
      FROM sku k WHERE k.product_id = p.id AND k.active) AS skus
  FROM product p JOIN certificate c ON c.id = p.certificate_id
  WHERE p.id = $1 AND p.status = 'listed'`;
