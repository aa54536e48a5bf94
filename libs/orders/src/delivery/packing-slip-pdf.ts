import { Injectable } from '@nestjs/common';
import { CARRIERS, type OrderStatus } from '@yigou/contracts';
import { type Caller, Gate, supplierOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { atMarket, Database, drawPdf } from '@yigou/platform';
import { drawPackingSlip, type PackingSlip } from './packing-slip-page';

/** From when on something of an order may go out. */
const PACKABLE: readonly OrderStatus[] = ['to_ship', 'part_shipped', 'shipped', 'completed'];

/** What goes with the goods (送货单): for the driver, and for whoever takes them in. */
@Injectable()
export class PackingSlipPdf {
  private readonly gate = new Gate(1, 50);

  constructor(private readonly db: Database) {}

  /** One statement. Throws `not_found` for another supplier's order, `order_not_packable` for what is not paid or is over, `service_unavailable` when very many wait. */
  async of(caller: Caller, orderId: string): Promise<{ readonly number: string; readonly body: Buffer }> {
    const slip = await this.db.one<Omit<PackingSlip, 'parcels'> & { status: OrderStatus; parcels: Parcel[] }>(SLIP, [
      orderId,
      supplierOf(caller),
    ]);
    if (!slip) throw new DomainError('not_found');
    if (!PACKABLE.includes(slip.status)) throw new DomainError('order_not_packable', { status: slip.status });
    const parcels = slip.parcels.map(({ carrier, waybill }) => `${CARRIERS[carrier]} ${waybill}`);
    const info = { Title: `送货单 ${slip.number}`, Subject: slip.buyer, Creator: '益购' };
    const body = await this.gate.run(() =>
      drawPdf({ info, margin: 48 }, (doc) => drawPackingSlip(doc, { ...slip, parcels })),
    );
    return { number: slip.number, body };
  }
}

interface Parcel {
  readonly carrier: keyof typeof CARRIERS;
  readonly waybill: string;
}

const SLIP = `SELECT o.number, o.status, s.name AS supplier, coalesce(n.name, u.name) AS buyer, o.receiver, o.phone,
    concat_ws(' ', o.region_path, o.detail) AS address, o.delivery, o.remark,
    to_char(${atMarket('o.created_at')}, 'YYYY-MM-DD') AS "placedOn",
    (SELECT jsonb_agg(jsonb_build_object('productName', l.product_name, 'skuName', l.sku_name, 'quantity', l.quantity, 'shipped', l.shipped_quantity,
        'ended', l.ended_quantity) ORDER BY l.id) FROM order_line l WHERE l.order_id = o.id) AS lines,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('carrier', k.carrier, 'waybill', k.waybill) ORDER BY k.shipped_at, k.waybill), '[]')
      FROM order_parcel k WHERE k.order_id = o.id) AS parcels
  FROM sales_order o JOIN organisation s ON s.id = o.supplier_id JOIN app_user u ON u.id = o.user_id LEFT JOIN organisation n ON n.id = o.unit_id
  WHERE o.id = $1 AND o.supplier_id = $2`;
