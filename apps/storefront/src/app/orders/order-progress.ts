import type { OrderView } from '@yigou/contracts';
import { type OrderStatus, PARCEL_STATUSES } from '@yigou/contracts/labels';
import type { TimelineEntry } from '@yigou/web-ui';

interface Station {
  readonly label: string;
  readonly reached: readonly OrderStatus[];
}
/** The road of an order that goes well, for the bar at the top. */
const ROAD: readonly Station[] = [
  {
    label: '提交订单',
    reached: ['to_sign', 'pending_payment', 'to_ship', 'part_shipped', 'shipped', 'payable', 'completed'],
  },
  { label: '付款', reached: ['to_ship', 'part_shipped', 'shipped', 'completed'] },
  { label: '发货', reached: ['shipped', 'completed'] },
  { label: '收货', reached: ['completed'] },
];
/** What is paid on acceptance is sent first. */
const ROAD_ON_ACCEPTANCE: readonly Station[] = [
  {
    label: '提交订单',
    reached: ['to_sign', 'pending_payment', 'to_ship', 'part_shipped', 'shipped', 'payable', 'completed'],
  },
  { label: '签署合同', reached: ['to_ship', 'part_shipped', 'shipped', 'payable', 'completed'] },
  { label: '发货', reached: ['shipped', 'payable', 'completed'] },
  { label: '验收', reached: ['payable', 'completed'] },
  { label: '付款', reached: ['completed'] },
];
export const roadOf = ({ paymentTerms }: Pick<OrderView, 'paymentTerms'>): readonly Station[] =>
  paymentTerms === 'on_acceptance' ? ROAD_ON_ACCEPTANCE : ROAD;

const SENTENCES: Readonly<Record<OrderStatus, string>> = {
  to_sign: '等待供应商签署合同，签署后再付款。签署前供应商可能调整运费。',
  pending_payment: '请在关闭前付款，付款后供应商开始备货。',
  to_ship: '供应商正在备货。发货后这里会出现运单号和物流。',
  part_shipped: '一部分已经发出，其余的还在备货。',
  shipped: '包裹在路上。收到后请核对数量和品质，再确认收货。',
  payable: '验收完成，请在付款期内按验收金额付款。也可以对公转账，由单位财务在管理后台的“付款”中登记银行回单。',
  completed: '已收货，交易完成。谢谢您支持产地的收成。',
  cancelled: '订单已取消。',
  expired: '超过支付时间，订单已关闭，库存已释放。需要的话可以重新下单。',
};

/** What happened, where the status says what is waited for. */
const STEPS: Readonly<Record<OrderStatus, string>> = {
  to_sign: '订单已提交，待供应商签署',
  pending_payment: '订单已提交',
  to_ship: '已付款',
  part_shipped: '部分已发货',
  shipped: '已全部发货',
  payable: '验收完成，待付款',
  completed: '已收货',
  cancelled: '已取消',
  expired: '超时关闭',
};

const SIGNED = '合同已签署，请在付款期内付款。也可以对公转账，由单位财务在管理后台的“付款”中登记银行回单。';

export function sentenceFor(order: OrderView): string {
  if (order.status === 'expired' && order.unitName && !order.contract)
    return '供应商逾期未签署合同，订单已关闭，库存和预算已释放。可以另选供应商。';
  const unpaid = order.status === 'pending_payment' || order.status === 'payable';
  if (unpaid && order.payment.channel === 'transfer')
    return '已登记对公转账，等待供应商确认到账。确认前不能线上支付，订单也不会到期关闭。';
  if (unpaid && order.payment.channel === 'pooled')
    return '这是团购成团后的订单，用参团的认购款付款。款项归集完成后自动转为待发货，不需要另外付款。';
  if (order.status === 'to_sign' && order.paymentTerms === 'on_acceptance')
    return '等待供应商签署合同，签署后先发货，验收后再付款。签署前供应商可能调整运费。';
  if (order.status === 'pending_payment' && order.contract)
    return order.can.extend ? `${SIGNED}来不及时可以延长一次。` : SIGNED;
  if (order.status === 'cancelled' && order.refunds.length > 0)
    return `订单已取消，已付的钱${order.payment.channel === 'transfer' ? '由供应商转账' : '原路'}退回，进度见下方。`;
  // What a unit ordered is accepted in the console, by two of its people.
  if (order.status === 'shipped' && order.forUnit)
    return '包裹在路上。收到后由两名验收人在管理后台的“验收”中登记，一人填写，一人复核。';
  return SENTENCES[order.status];
}

export function orderTimeline(order: OrderView): TimelineEntry[] {
  return [...order.steps].reverse().map((step, index) => ({
    title: titleOf(step, order),
    at: step.at,
    text: [step.actor, step.note].filter(Boolean).join(' · '),
    mark: index === 0 ? 'now' : 'past',
  }));
}

/** A unit's order has steps that end where they began: the freight was changed, the time to pay put off, a part sent or accepted. */
function titleOf({ from, to }: OrderView['steps'][number], order: OrderView): string {
  if (from === to && to === 'to_sign') return '运费已修改';
  if (from === to && to === 'pending_payment') return '付款期已延长';
  if (from === to && order.forUnit) return '部分发货或验收';
  if (from === 'to_sign' && (to === 'pending_payment' || to === 'to_ship')) return '合同已签署';
  if (from === 'payable') return '已付款，交易完成';
  return to === 'shipped' ? shippedWords(order) : STEPS[to];
}

/** Nothing is left to be sent, which is not the same as all was sent: a rest may have been ended. */
function shippedWords({ lines }: OrderView): string {
  const ended = lines.reduce((sum, line) => sum + line.endedQuantity, 0);
  const shipped = lines.reduce((sum, line) => sum + line.shippedQuantity, 0);
  return ended > 0 ? `已发 ${shipped} 件，其余 ${ended} 件不再发` : STEPS.shipped;
}

export function parcelTimeline(parcel: OrderView['parcels'][number]): TimelineEntry[] {
  // Carriers report late and out of order: what counts is when it happened.
  const events = [...parcel.events].sort((a, b) => b.at.localeCompare(a.at));
  return events.map((event, index) => ({
    title: PARCEL_STATUSES[event.code],
    at: event.at,
    text: [event.place, event.note].filter(Boolean).join(' · '),
    mark: event.code === 'exception' ? 'bad' : index === 0 ? 'now' : 'past',
  }));
}

/** Milliseconds as “29分08秒”, “3小时20分” or “29天8小时”; zero and below is the end. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)}天${hours % 24}小时`;
  return minutes >= 60 ? `${hours}小时${minutes % 60}分` : `${minutes}分${rest}秒`;
}
