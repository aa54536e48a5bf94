import { Injectable } from '@nestjs/common';
import { ComparedGoods, type ComparedSku } from '@yigou/catalogue';
import { bulkMinimum, fenOfGrams, overWeekWords, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { pricePer500g } from '@yigou/kernel';
import { groupParts, placeOf, type SupplierGroup, type WeekLeft, weeksLeft } from '@yigou/orders';
import { Database } from '@yigou/platform';
import { bestOffers, per500gFen } from './best-offer';

type Compared = RouteResponse<'compareGoods'>['items'][number];
/** What is known of a SKU by what was done with it. */
interface Practice {
  readonly skuId: string;
  /** As it was last recorded when some was accepted. */
  readonly shelfLifeDays: number | null;
  /** From payment to shipping, of most of its supplier's latest orders. */
  readonly shipDays: number | null;
}
/** So many of the latest orders tell how a seller works. */
const LATEST = 200;

/** Goods side by side, as a unit would buy so many of each. */
@Injectable()
export class Comparisons {
  constructor(
    private readonly db: Database,
    private readonly goods: ComparedGoods,
  ) {}

  /**
   * In the order asked for, without what there is not; each at the unit's price of the quantity, with the freight that an order of it alone to the point would have. At most five
   * statements, of however many. Throws `forbidden`, and `not_found` for a point that is not the unit's or not in use.
   */
  async compare(
    caller: Caller,
    { ids, quantity, pointId }: RouteInput<'compareGoods'>['query'],
  ): Promise<RouteResponse<'compareGoods'>> {
    const { organisationId } = seatOf(caller, 'agency');
    const place = pointId === undefined ? null : await placeOf(this.db, organisationId, pointId);
    const found = await this.goods.load(this.db, ids.split(','));
    const skus = found.map(({ sku }) => sku);
    const weeks = new Map((await weeksLeft(this.db, skus)).map((week) => [week.skuId, week]));
    const practice = new Map((await this.practice(skus)).map((one) => [one.skuId, one]));
    const items = found.map((one) => {
      const { skuId } = one.sku;
      const [group] = groupParts([{ lines: [{ skuId, quantity }], address: place, delivery: null }], [one.sku], 'unit');
      return group ? [shown(one, { group, quantity, week: weeks.get(skuId), practice: practice.get(skuId) })] : [];
    });
    const all = items.flat();
    const best = bestOffers(all.map((one) => ({ ...one, barred: one.obstacle !== '', pieces: quantity })));
    return { items: all.map((one, at) => ({ ...one, best: best[at] ?? false })) };
  }

  private practice(skus: readonly { readonly skuId: string; readonly supplierId: string }[]): Promise<Practice[]> {
    return this.db.query<Practice>(
      `SELECT w.id AS "skuId",
         (SELECT al.shelf_life_days FROM (SELECT l.id FROM order_line l WHERE l.sku_id = w.id ORDER BY l.id DESC LIMIT ${LATEST}) l
            JOIN purchasing_acceptance_line al ON al.order_line_id = l.id JOIN purchasing_acceptance a ON a.id = al.acceptance_id
          WHERE a.status = 'confirmed' AND al.shelf_life_days IS NOT NULL ORDER BY a.decided_at DESC, al.position LIMIT 1) AS "shelfLifeDays",
         (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY greatest(ceil(extract(epoch FROM o.shipped_at - o.paid_at) / 86400), 1)::int)
          FROM (SELECT o.shipped_at, o.paid_at FROM sales_order o WHERE o.supplier_id = w.supplier_id
            ORDER BY o.created_at DESC, o.id DESC LIMIT ${LATEST}) o
          WHERE o.shipped_at >= o.paid_at) AS "shipDays"
       FROM unnest($1::uuid[], $2::uuid[]) AS w (id, supplier_id)`,
      [skus.map(({ skuId }) => skuId), skus.map(({ supplierId }) => supplierId)],
    );
  }
}

interface Offer {
  readonly group: SupplierGroup;
  readonly quantity: number;
  readonly week: WeekLeft | undefined;
  readonly practice: Practice | undefined;
}

function shown({ asked, sku, certificate }: ComparedSku, offer: Offer): Omit<Compared, 'best'> {
  const { group, quantity, week, practice } = offer;
  const [line] = group.lines;
  const { priceFen = sku.priceFen, weight = null } = line ?? {};
  const pieceGrams = weight?.pieceGrams ?? sku.netWeightGrams;
  const { skuId, productId, productName, skuName, supplierName, countyName, bulk, available } = sku;
  const names = { asked, skuId, productId, productName, skuName, supplierName, countyName };
  const cost = { totalFen: group.totalFen, pieces: quantity, pieceGrams };
  return {
    ...names,
    photo: sku.photoKey,
    priceFen,
    unitPriceFen: weight ? fenOfGrams(weight, 500) : pricePer500g(priceFen, sku.netWeightGrams),
    bulk,
    weight,
    minimum: bulkMinimum(sku),
    week: week ? { weekly: week.weekly, left: week.left } : null,
    available,
    goodsFen: group.goodsFen,
    freight: group.freight && {
      deliverable: group.freight.deliverable,
      freightFen: group.freight.freightFen,
      rule: group.freight.rule,
    },
    totalFen: group.totalFen,
    pieceGrams,
    perPieceFen: Math.round(group.totalFen / quantity),
    per500gFen: per500gFen(cost),
    certificate: certificate && {
      number: certificate.number,
      worth: certificate.worth,
      validFrom: certificate.validFrom,
      validTo: certificate.validTo,
      demo: certificate.demo,
    },
    shelfLifeDays: practice?.shelfLifeDays ?? null,
    shipDays: practice?.shipDays ?? null,
    obstacle: obstacleOf(sku, offer),
  };
}

/** Why so many cannot be bought as things stand, in words; empty where they can. */
function obstacleOf(sku: ComparedSku['sku'], { group, quantity, week }: Offer): string {
  if (!sku.orderable) return '已停售、下架，或认定、证照失效，现在不能采购';
  if (quantity < bulkMinimum(sku)) return `单位采购 ${bulkMinimum(sku)} 件起订`;
  if (sku.available < quantity) return sku.available > 0 ? `现在最多可订 ${sku.available} 件` : '已售完';
  if (week && quantity > week.left) return overWeekWords({ ...week, quantity });
  if (group.freight && !group.freight.deliverable) return '送不到这个收货点';
  return '';
}
