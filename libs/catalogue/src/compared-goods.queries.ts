import { Injectable } from '@nestjs/common';
import { CERTIFICATE_COLUMNS, CERTIFICATE_JOINS, type CertificateRow, certificateView } from '@yigou/certification';
import type { CertificateView } from '@yigou/contracts';
import type { Queryable } from '@yigou/platform';
import { type OrderableSku, OrderableSkus } from './orderable-skus';

/** A SKU with all that buyers compare of the catalogue. */
export interface ComparedSku {
  /** As it was asked for: its own id, or that of its product. */
  readonly asked: string;
  readonly sku: OrderableSku;
  /** As it stands today; null where the product has none. */
  readonly certificate: CertificateView | null;
}
interface Found {
  readonly asked: string;
  readonly skuId: string;
  readonly certificate: CertificateRow | null;
}

/** Reads goods that stand side by side. */
@Injectable()
export class ComparedGoods {
  constructor(private readonly skus: OrderableSkus) {}

  /** Named by SKU or by product, which then stands for its cheapest SKU on sale; in the order asked for, without what there is not and without drafts. Two statements. */
  async load(db: Queryable, ids: readonly string[]): Promise<ComparedSku[]> {
    const found = await db.query<Found>(
      `SELECT w.id AS asked, k.id AS "skuId",
         (SELECT to_jsonb(x) FROM (SELECT ${CERTIFICATE_COLUMNS} FROM ${CERTIFICATE_JOINS} WHERE c.id = p.certificate_id) x) AS certificate
       FROM unnest($1::uuid[]) WITH ORDINALITY AS w (id, at)
       CROSS JOIN LATERAL (SELECT k.id, k.product_id FROM sku k WHERE k.id = w.id OR (k.product_id = w.id AND k.active)
         ORDER BY k.price_fen, k.position, k.id LIMIT 1) k
       JOIN product p ON p.id = k.product_id WHERE p.status <> 'draft' ORDER BY w.at`,
      [ids],
    );
    const skus = await this.skus.load(
      db,
      found.map(({ skuId }) => skuId),
    );
    const byId = new Map(skus.map((sku) => [sku.skuId, sku]));
    return found.flatMap(({ asked, skuId, certificate }) => {
      const sku = byId.get(skuId);
      return sku ? [{ asked, sku, certificate: certificate && certificateView(certificate) }] : [];
    });
  }
}
