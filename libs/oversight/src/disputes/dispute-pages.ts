import {
  CARRIERS,
  DISPUTE_STATUSES,
  type DisputeStatus,
  ORDER_STATUSES,
  type OrderView,
  PARCEL_STATUSES,
  unprinted,
} from '@yigou/contracts';
import { type Fen, fenText } from '@yigou/kernel';
import { drawTable, marketTime } from '@yigou/platform';

/** What the pages say of a dispute and its payment; sums in fen. */
export interface Disputed {
  /** The provider's name of the dispute, and of the payment that was made there. */
  readonly ref: string;
  readonly intentRef: string | null;
  readonly amountFen: Fen;
  readonly reason: string;
  readonly status: DisputeStatus;
  readonly respondBy: Date | null;
  readonly openedAt: Date;
  readonly paymentId: string;
  readonly paidFen: Fen;
  readonly refundedFen: Fen;
  readonly paidAt: Date | null;
}

/** What people once wrote, with the numbers of characters that no font has instead of empty boxes. */
function plain(said: string): string {
  const missing = unprinted(said);
  return missing.reduce(
    (text, character) =>
      text.replaceAll(character, `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`),
    said,
  );
}

const time = (instant: Date | string | null): string => (instant ? marketTime(new Date(instant)) : '无');

function section(doc: PDFKit.PDFDocument, heading: string, rows: readonly string[], size = 11): void {
  doc.moveDown(0.8).font('bold').fontSize(size).text(heading, doc.page.margins.left);
  doc.moveDown(0.2).font('regular').fontSize(9.5);
  for (const row of rows) doc.text(plain(row), { lineGap: 3 });
  doc.moveDown(0.3);
}

/** The dispute, and one after the other what was ordered, sent, tracked and received. The document has the fonts `regular` and `bold`. */
export function drawDispute(
  doc: PDFKit.PDFDocument,
  dispute: Disputed,
  orders: readonly OrderView[],
  about: string,
): void {
  doc.font('bold').fontSize(18).text('付款争议举证说明', { align: 'center' });
  section(doc, '争议', [
    `渠道争议编号：${dispute.ref}　　渠道支付流水号：${dispute.intentRef ?? '无'}`,
    `争议金额：${fenText(dispute.amountFen)}　　事由：${dispute.reason}　　状态：${DISPUTE_STATUSES[dispute.status]}`,
    `发起时间：${time(dispute.openedAt)}　　举证截止：${time(dispute.respondBy)}`,
    `本笔支付：${fenText(dispute.paidFen)}，${time(dispute.paidAt)} 支付，已退款 ${fenText(dispute.refundedFen)}`,
    orders.length > 0
      ? `本笔支付的订单：${orders.map(({ number }) => number).join('、')}`
      : '本笔支付还没有对应的订单：团购未成团，款项没有用于采购。',
  ]);
  for (const order of orders) drawOrder(doc, order);
  doc.moveDown(1).font('regular').fontSize(8.5).text(about, doc.page.margins.left);
}

function drawOrder(doc: PDFKit.PDFDocument, order: OrderView): void {
  const { receiver } = order;
  section(
    doc,
    `订单 ${order.number}`,
    [
      `供应商：${order.supplier.name}　　买家：${order.unitName ? `${order.unitName}（${order.buyerName}）` : order.buyerName}`,
      `状态：${ORDER_STATUSES[order.status]}　　下单时间：${time(order.createdAt)}`,
      `收货人：${receiver.name} ${receiver.phone}　　收货地址：${[receiver.regionPath, receiver.detail].join(' ')}`,
      `商品 ${fenText(order.goodsFen)}　运费 ${fenText(order.freightFen)}　优惠 ${fenText(order.discountFen)}　合计 ${fenText(order.totalFen)}　已退 ${fenText(order.refundedFen)}`,
    ],
    13,
  );
  drawTable(
    doc,
    [
      { title: '商品' },
      { title: '单价', width: 68, align: 'right' },
      { title: '订购', width: 44, align: 'right' },
      { title: '发货', width: 44, align: 'right' },
      { title: '小计', width: 74, align: 'right' },
    ],
    order.lines.map((line) => [
      [line.productName, line.skuName, line.certificateNumber && `认定证书 ${line.certificateNumber}`]
        .filter(Boolean)
        .map((said) => plain(said ?? ''))
        .join('\n'),
      fenText(line.priceFen),
      String(line.quantity),
      String(line.shippedQuantity),
      fenText(line.lineFen),
    ]),
  );
  section(doc, '办理记录（含确认收货、验收）', order.steps.map(stepWords), 10);
  if (order.parcels.length === 0) section(doc, '运单', ['没有运单。'], 10);
  for (const parcel of order.parcels) drawParcel(doc, parcel);
  if (order.refunds.length > 0)
    section(
      doc,
      '退款',
      order.refunds.map(({ amountFen, reason, createdAt }) => `${time(createdAt)}　${fenText(amountFen)}　${reason}`),
      10,
    );
}

const stepWords = ({ at, to, actor, note }: OrderView['steps'][number]): string =>
  [time(at), ORDER_STATUSES[to], actor, note].filter(Boolean).join('　');

function drawParcel(doc: PDFKit.PDFDocument, parcel: OrderView['parcels'][number]): void {
  const goods = parcel.lines.map(({ productName, skuName, quantity }) => `${productName} ${skuName} × ${quantity}`);
  section(
    doc,
    `运单 ${CARRIERS[parcel.carrier]} ${parcel.waybill}（${PARCEL_STATUSES[parcel.status]}）`,
    [`发货：${time(parcel.shippedAt)}　　${goods.join('；')}`],
    10,
  );
  if (parcel.events.length === 0) return;
  drawTable(
    doc,
    [{ title: '时间', width: 110 }, { title: '状态', width: 70 }, { title: '物流记录' }],
    parcel.events.map((event) => [
      time(event.at),
      PARCEL_STATUSES[event.code],
      plain([event.place, event.note].filter(Boolean).join(' ')),
    ]),
  );
}
