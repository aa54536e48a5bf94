import { Injectable } from '@nestjs/common';
import type { PriceBand, PriceCheck } from '@yigou/contracts';
import { PolicyParameters, type Queryable } from '@yigou/platform';
import { comparePrice, type PricedGood, sizeClassOf } from './compare-price';

/** Where a price is looked at: the limits differ by region and category. */
export interface PricePlace {
  readonly regionCode?: string;
  readonly category?: string;
}

/** What certified goods of the same variety, grade and size cost, 参考价 (domain R17). */
export abstract class PriceReference {
  /** What the band says of one price. One statement beside policy. */
  abstract check(db: Queryable, good: PricedGood, place?: PricePlace): Promise<PriceCheck>;
  /** The same of several, in their order, with one statement. */
  abstract checkAll(db: Queryable, goods: readonly PricedGood[], place?: PricePlace): Promise<PriceCheck[]>;
}

/** Reads the table `price_band`, which a schedule counts anew from certified prices. */
@Injectable()
export class PriceBands extends PriceReference {
  constructor(private readonly policy: PolicyParameters) {
    super();
  }

  async check(db: Queryable, good: PricedGood, place: PricePlace = {}): Promise<PriceCheck> {
    const [check] = await this.checkAll(db, [good], place);
    if (!check) throw new Error('a price was checked and nothing came of it');
    return check;
  }

  async checkAll(db: Queryable, goods: readonly PricedGood[], place: PricePlace = {}): Promise<PriceCheck[]> {
    if (goods.length === 0) return [];
    const limits = {
      highBp: await this.policy.get('price.high_bp', place.regionCode, place.category),
      lowBp: await this.policy.get('price.low_bp', place.regionCode, place.category),
    };
    const keys = goods.map((good) => [good.variety, good.grade, sizeClassOf(good.netWeightGrams)] as const);
    const bands = await db.query<PriceBand>(
      `SELECT variety, grade, size_class AS "sizeClass", count, p10, p25, median, p75, p90 FROM price_band
       WHERE (variety, grade, size_class) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
      [keys.map(([variety]) => variety), keys.map(([, grade]) => grade), keys.map(([, , size]) => size)],
    );
    const found = new Map(bands.map((band) => [JSON.stringify([band.variety, band.grade, band.sizeClass]), band]));
    return goods.map((good, at) => comparePrice(good, found.get(JSON.stringify(keys[at])) ?? null, limits));
  }
}
