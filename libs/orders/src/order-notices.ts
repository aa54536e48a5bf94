import { CARRIERS, type Carrier, type OrderOrigin, type OrderStatus, SHIP_WITHIN_HOURS } from '@yigou/contracts';
import { type Fen, fenText } from '@yigou/kernel';
import type { Audience, NoticeText } from '@yigou/notifications';

/** An order as a notice speaks of it. Of the step that is told: who did it, from where to where, and its words. */
export interface ToldOrder {
  readonly id: string;
  readonly number: string;
  readonly userId: string;
  readonly unitId: string | null;
  readonly supplierId: string;
  readonly origin: OrderOrigin | null;
  readonly totalFen: Fen;
  /** Until when it is to be signed or paid, in the market's time; null: no such term. */
  readonly until: string | null;
  readonly actorId: string | null;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus | null;
  readonly note: string;
}
export interface OrderNotice extends NoticeText {
  readonly audience: Audience;
  /** One unread notice stands for all that lead where it leads. */
  readonly standsForAll?: true;
}
/** Where those of a duty of a unit open an order. The buyer has it in the shop. */
const DESKS = { accept: '/agency/acceptable-orders', pay: '/agency/payables' } as const;

interface Words {
  readonly kind?: NoticeText['kind'];
  readonly title: string;
  readonly body: string;
}

/** To whoever placed it, in the shop, and of a unit's order to those of the duty, in the console. */
export function toBuyers(
  { id, number, userId, unitId }: Pick<ToldOrder, 'id' | 'number' | 'userId' | 'unitId'>,
  duty: keyof typeof DESKS,
  { kind = 'order', title, body }: Words,
): OrderNotice[] {
  const text = { kind, title: `${title}：订单 ${number}`, body };
  const own = { ...text, audience: { userIds: [userId] }, link: `/orders/${id}` };
  if (unitId === null) return [own];
  const audience = { duty: { organisationId: unitId, duty, exceptId: userId } };
  return [own, { ...text, audience, link: `${DESKS[duty]}?id=${id}` }];
}

/** To the members of its supplier. */
export function toSupplier(
  { id, number, supplierId }: Pick<ToldOrder, 'id' | 'number' | 'supplierId'>,
  { kind = 'order', title, body }: Words,
): OrderNotice {
  const audience = { organisationIds: [supplierId] };
  return { kind, title: `${title}：订单 ${number}`, body, audience, link: `/supplier/orders?id=${id}` };
}

/** Of a group purchase people are told by the group purchase: what its orders go through is not news of their own. */
const ownBuyers = (order: ToldOrder, duty: keyof typeof DESKS, words: Words): OrderNotice[] =>
  order.origin === null ? toBuyers(order, duty, words) : [];

const TO_SHIP_OF_CAMPAIGNS: Omit<OrderNotice, 'audience'> = {
  kind: 'order',
  title: '团购订单已付款，请发货',
  body: `请在 ${SHIP_WITHIN_HOURS} 小时内按收货点发货，并填写运单号。`,
  link: '/supplier/orders?status=to_ship',
  standsForAll: true,
};

/** What each step says, and to whom. Nobody is told of what he did himself, nor of what the step's own transaction tells. */
export const ORDER_TELLINGS = {
  toSign: (order: ToldOrder) => [
    toSupplier(order, {
      title: '请签署合同',
      body: `采购单位下单 ${fenText(order.totalFen)}，请${order.until ? `在 ${order.until} 前` : '尽快'}核对运费后签署或拒绝，逾期订单自动关闭。`,
    }),
  ],
  extended: (order: ToldOrder) => {
    const words = {
      title: '付款期已延长',
      body: `${order.note}。${order.until ? `新的付款期限 ${order.until}。` : ''}`,
    };
    // Whoever put it off knows.
    return [toSupplier(order, words), ...toBuyers(order, 'pay', words).slice(1)];
  },
  paid: (order: ToldOrder) => {
    if (order.to === 'completed')
      return order.actorId === null
        ? [
            toSupplier(order, {
              title: '货款已支付',
              body: `${fenText(order.totalFen)} 的订单已按验收金额付款，订单完成。`,
            }),
          ]
        : [];
    if (order.origin !== null) return [{ ...TO_SHIP_OF_CAMPAIGNS, audience: { organisationIds: [order.supplierId] } }];
    const body = `买家已付款 ${fenText(order.totalFen)}。请在 ${SHIP_WITHIN_HOURS} 小时内发货，并填写运单号。`;
    return [toSupplier(order, { title: '请发货', body })];
  },
  shipped: (order: ToldOrder, { carrier = '', waybill = '' }: { carrier?: string; waybill?: string } = {}) =>
    ownBuyers(order, 'accept', {
      kind: 'parcel',
      title: '包裹已发出',
      body: `${carrierName(carrier)} ${waybill}。${order.to === 'part_shipped' ? '其余商品随后发出。' : ''}打开订单可以查看物流。`,
    }),
  restEnded: (order: ToldOrder) =>
    order.actorId === order.userId
      ? [toSupplier(order, { title: '买家结束了未发部分，不用再发', body: `${order.note}。` })]
      : ownBuyers(order, 'accept', { title: '部分商品不再发货', body: `${order.note}。` }),
  receivedByTerm: (order: ToldOrder) =>
    // What is to be paid now is told with the amount that is due.
    order.to === 'payable'
      ? []
      : ownBuyers(order, 'accept', {
          title: '已自动确认收货',
          body: `${order.note}。商品有问题的，请联系供应商或在订单中投诉。`,
        }),
  cancelled: (order: ToldOrder) => {
    const supplier = order.from === 'to_sign' || order.from === 'to_ship';
    const undone = order.from === 'to_sign' ? '不用签署' : '请不要发货';
    return [
      ...(supplier
        ? [toSupplier(order, { title: `订单已取消，${undone}`, body: `原因：${order.note}。库存已释放。` })]
        : []),
      ...(order.actorId === order.userId
        ? []
        : ownBuyers(order, 'pay', { title: '订单已取消', body: `${order.note}。需要的话请重新下单。` })),
    ];
  },
  closed: (order: ToldOrder) =>
    order.from === 'to_sign'
      ? [toSupplier(order, { title: '逾期未签署，订单已关闭', body: '库存已释放。请及时处理新的待签署订单。' })]
      : ownBuyers(order, 'pay', {
          title: '超时未付款，订单已关闭',
          body: '商品已重新上架。仍然需要的话，请重新下单并及时付款。',
        }),
} satisfies Record<string, (order: ToldOrder, parcel?: { carrier?: string; waybill?: string }) => OrderNotice[]>;

/** What is told of money that goes back, in fen. */
export const REFUND_TELLINGS = {
  refunded: (order: ToldOrder, { amountFen, reason }: RefundSaid) =>
    toBuyers(order, 'pay', {
      kind: 'refund',
      title: '退款已退回',
      body: `${fenText(amountFen)} 已原路退回${reason ? `（${reason}）` : ''}。到账时间以付款渠道为准，银行卡可能需要几个工作日。`,
    }),
  refundFailed: (order: ToldOrder, { amountFen }: RefundSaid) =>
    toBuyers(order, 'pay', {
      kind: 'refund',
      title: '退款未成功，平台正在处理',
      body: `${fenText(amountFen)} 未能原路退回，款项没有丢失。平台会再次办理，您不用重新申请；付款账户已注销的，请通过订单投诉告知平台。`,
    }),
} satisfies Record<string, (order: ToldOrder, refund: RefundSaid) => OrderNotice[]>;

export interface RefundSaid {
  readonly amountFen: Fen;
  /** Chinese, as the buyer reads it; empty: none. */
  readonly reason: string;
}

export const carrierName = (carrier: string): string => CARRIERS[carrier as Carrier] ?? carrier;
