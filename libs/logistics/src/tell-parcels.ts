import { Injectable } from '@nestjs/common';
import { CARRIERS } from '@yigou/contracts';
import { Notices } from '@yigou/notifications';
import { type OrderNotice, toBuyers, type ToldOrder, toSupplier } from '@yigou/orders';
import { atMarket, claimEvent, type PayloadOf, UnitOfWork } from '@yigou/platform';
import type { ParcelDelivered } from './logistics.events';

type Said = PayloadOf<typeof ParcelDelivered>;
interface Heard {
  readonly id: string;
  readonly hearer: string;
}
interface ToldParcel extends Pick<ToldOrder, 'id' | 'number' | 'userId' | 'unitId' | 'supplierId' | 'origin'> {
  /** When receipt counts as confirmed, in the market's time; null while more of the order is on its way. */
  readonly confirmsOn: string | null;
  /** What the carrier last said of its trouble. */
  readonly trouble: string | null;
}

/** Whoever waits for a parcel hears that it has come, or does not get on: once, however often the news come. */
@Injectable()
export class TellParcels {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** What was given away its recipient signs for, and the giver is told of that. */
  delivered(event: Heard, said: Said): Promise<void> {
    return this.tell(event, said, (order) => {
      if (order.origin === 'donation') return [];
      const term = order.confirmsOn ? `，${order.confirmsOn} 起自动确认` : '';
      const body = order.unitId ? `请两人到货验收${term}。` : `请核对商品后确认收货${term}。`;
      return toBuyers(order, 'accept', {
        kind: 'parcel',
        title: '包裹已签收',
        body: `${nameOf(said)} 已签收。${body}`,
      });
    });
  }

  inTrouble(event: Heard, said: Said): Promise<void> {
    return this.tell(event, said, (order) => {
      const parcel = `${nameOf(said)} 运输异常${order.trouble ? `：${order.trouble}` : ''}。`;
      const title = '包裹运输异常';
      return [
        ...toBuyers(order, 'accept', {
          kind: 'parcel',
          title,
          body: `${parcel}已同时通知供应商处理；如果是地址或电话有误，请尽快联系承运商。`,
        }),
        toSupplier(order, { kind: 'parcel', title, body: `${parcel}请联系承运商处理，并告知买家结果。` }),
      ];
    });
  }

  private async tell(
    event: Heard,
    { orderId, carrier, waybill }: Said,
    words: (order: ToldParcel) => OrderNotice[],
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await claimEvent(tx, event))) return;
      const order = await tx.one<ToldParcel>(
        `SELECT o.id, o.number, o.user_id AS "userId", o.unit_id AS "unitId", o.supplier_id AS "supplierId", o.origin,
           to_char(${atMarket('o.auto_confirm_at')}, 'YYYY-MM-DD') AS "confirmsOn",
           (SELECT nullif(concat_ws(' ', nullif(e.place, ''), nullif(e.note, '')), '') FROM carrier_event e WHERE e.parcel_id = k.id AND e.code = 'exception'
            ORDER BY e.occurred_at DESC LIMIT 1) AS trouble
         FROM sales_order o JOIN parcel k ON k.order_id = o.id AND k.carrier = $2 AND k.waybill = $3 WHERE o.id = $1`,
        [orderId, carrier, waybill],
      );
      if (!order) return;
      for (const { audience, ...text } of words(order)) await this.notices.tell(tx, audience, text);
    });
  }
}

const nameOf = ({ carrier, waybill }: Said): string => `${CARRIERS[carrier]} ${waybill}`;
