import { type DeliveryTerms, receivingWords, WEEKDAYS, weekdayOf, weightWords } from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import { drawTable } from '@yigou/platform';
import type { ContractContent } from './order-contract';

/** What stands on the paper. */
export interface PrintedContract {
  readonly content: ContractContent;
  /** SHA-256 of the content as it was signed. */
  readonly hash: string;
  readonly signerName: string;
  readonly signerSeat: string;
  readonly signedAt: Date;
  /** When it was ordered and when it was signed, in China's time, as it is printed. */
  readonly placedOn: string;
  readonly signedOn: string;
}

const INK = '#1f2328';
const FAINT = '#5c6570';
const UNKNOWN = '未登记';
/** Width of a column of figures, in points. */
const FIGURE = 68;

/** Draws the contract on as many pages as its lines take. The document has the fonts `regular` and `bold`. */
export function drawContract(doc: PDFKit.PDFDocument, contract: PrintedContract): void {
  const { content } = contract;
  doc.font('bold').fontSize(22).fillColor(INK).text('农副产品采购合同', { align: 'center' });
  doc.font('regular').fontSize(10).fillColor(FAINT).text(`合同编号（订单号） ${content.number}`, { align: 'center' });
  doc.moveDown();
  section(doc, '一、双方', partiesOf(content));
  drawLines(doc, content);
  section(doc, '三、价款', sumsOf(content));
  section(doc, '四、交货', deliveryOf(content));
  section(doc, '五、付款', termsOf(content));
  section(doc, '六、双方签署记录', signaturesOf(contract));
  doc.moveDown().font('regular').fontSize(8.5).fillColor(FAINT);
  doc.text(`合同内容的 SHA-256 摘要：${contract.hash}`);
  doc.text('本合同由双方在益购平台以各自账号确认，内容以上述摘要为准；签署后不得更改。');
}

function section(doc: PDFKit.PDFDocument, heading: string, rows: readonly string[]): void {
  doc.moveDown(0.8).font('bold').fontSize(12).fillColor(INK).text(heading);
  doc.moveDown(0.2).font('regular').fontSize(10.5);
  for (const row of rows) doc.text(row, { lineGap: 3 });
}

function partiesOf({ buyer, supplier, orderedBy }: ContractContent): string[] {
  const party = (role: string, { name, creditCode }: ContractContent['buyer']) =>
    `${role}：${name}　统一社会信用代码：${creditCode ?? UNKNOWN}`;
  return [party('甲方（采购单位）', buyer), `经办人：${orderedBy}`, party('乙方（供应商）', supplier)];
}

function drawLines(doc: PDFKit.PDFDocument, { lines }: ContractContent): void {
  section(doc, '二、商品', []);
  const cells = lines.map(
    ({ productName, skuName, countyName, certificateNumber, priceFen, quantity, lineFen, weight }) => [
      [
        `${productName}　${skuName}`,
        countyName && `产地：${countyName}`,
        certificateNumber && `证书：${certificateNumber}`,
        weight && weightWords(weight, fenText),
      ]
        .filter(Boolean)
        .join('\n'),
      fenText(priceFen),
      `${quantity}`,
      fenText(lineFen),
    ],
  );
  drawTable(
    doc,
    [
      { title: '商品' },
      { title: '单价', width: FIGURE, align: 'right' },
      { title: '数量', width: FIGURE, align: 'right' },
      { title: '小计', width: FIGURE, align: 'right' },
    ],
    cells,
  );
}

function sumsOf({ lines, goodsFen, freightFen, discountFen, totalFen }: ContractContent): string[] {
  const discount = discountFen > 0 ? `　优惠 −${fenText(discountFen)}` : '';
  const weighed = lines.some(({ weight }) => weight)
    ? [
        '按实称结算的商品以上限单价计入合计；验收时由甲方两人称重，按单价乘以验收重量结算（每次验收四舍五入到分），不超过验收件数的上限金额，差额退还甲方，先货后款的不计入应付款。',
        '逾期未验收的，按标称重量结算。',
      ]
    : [];
  return [`商品 ${fenText(goodsFen)}　运费 ${fenText(freightFen)}${discount}`, `合计 ${fenText(totalFen)}`, ...weighed];
}

function deliveryOf({ delivery: { receiver, phone, address, remark, point } }: ContractContent): string[] {
  return [
    `收货人：${receiver}　${phone}`,
    `收货地址：${address}`,
    ...(point ? pointWords(point) : []),
    ...(remark ? [`要求：${remark}`] : []),
  ];
}

/** Of a delivery point, what whoever brings the goods has to know. */
export const pointWords = (point: DeliveryTerms): string[] => [
  `收货点：${point.name}　希望 ${point.deliverOn}（${WEEKDAYS[weekdayOf(point.deliverOn)]}）送达`,
  `收货时间：${receivingWords(point)}`,
  ...(point.note ? [`送货说明：${point.note}`] : []),
];

function termsOf({ terms: { kind, paymentDays, extensionDays } }: ContractContent): string[] {
  if (kind === 'on_acceptance')
    return [
      `先货后款：乙方签署后按约定发货，甲方由两人验收；甲方自验收完成之日起 ${paymentDays} 天内付款。`,
      '应付金额以验收为准：短缺、损坏、拒收和不再发货的部分按单价扣除，运费照付。甲方逾期未付款的，按所在地区规定处理。',
    ];
  return [
    `先款后货：甲方自乙方签署本合同之日起 ${paymentDays} 天内付款；可以说明原因延长一次，延长 ${extensionDays} 天。`,
    '逾期未付款的，订单自动关闭，合同终止，双方互不追究。乙方收到货款后按约定发货。',
  ];
}

function signaturesOf({ content, signerName, signerSeat, placedOn, signedOn }: PrintedContract): string[] {
  return [
    `甲方：${content.buyer.name}　${content.orderedBy}　${placedOn} 提交`,
    `乙方：${signerSeat}　${signerName}　${signedOn} 签署`,
  ];
}
