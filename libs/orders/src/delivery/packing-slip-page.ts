import type { DeliveryTerms } from '@yigou/contracts';
import { drawTable } from '@yigou/platform';
import { pointWords } from '../contract-pdf-page';

/** What stands on the paper. */
export interface PackingSlip {
  readonly number: string;
  readonly placedOn: string;
  readonly supplier: string;
  /** The unit, or the person. */
  readonly buyer: string;
  readonly receiver: string;
  readonly phone: string;
  readonly address: string;
  readonly delivery: DeliveryTerms | null;
  readonly remark: string;
  readonly lines: readonly {
    readonly productName: string;
    readonly skuName: string;
    readonly quantity: number;
    readonly shipped: number;
    readonly ended: number;
  }[];
  /** Carrier and waybill of what went out already. */
  readonly parcels: readonly string[];
}

const INK = '#1f2328';
const FAINT = '#5c6570';
/** Width of a column of figures, in points. */
const FIGURE = 58;

/** Draws it on as many pages as its lines take. The document has the fonts `regular` and `bold`. */
export function drawPackingSlip(doc: PDFKit.PDFDocument, slip: PackingSlip): void {
  doc.font('bold').fontSize(20).fillColor(INK).text('送货单', { align: 'center' });
  doc.font('regular').fontSize(10).fillColor(FAINT);
  doc.text(`订单号 ${slip.number}　下单 ${slip.placedOn}`, { align: 'center' });
  doc.moveDown(0.8).fontSize(11).fillColor(INK);
  for (const row of headOf(slip)) doc.text(row, { lineGap: 3 });
  doc.moveDown(0.6);
  drawTable(
    doc,
    [
      { title: '商品' },
      { title: '订购', width: FIGURE, align: 'right' },
      { title: '已发', width: FIGURE, align: 'right' },
      { title: '待发', width: FIGURE, align: 'right' },
      { title: '实收（手写）', width: FIGURE + 20 },
    ],
    slip.lines.map(({ productName, skuName, quantity, shipped, ended }) => [
      `${productName}　${skuName}`,
      `${quantity}`,
      `${shipped}`,
      `${quantity - shipped - ended}`,
      '',
    ]),
  );
  doc.moveDown(1.2).font('regular').fontSize(10.5).fillColor(INK);
  if (slip.parcels.length > 0) doc.text(`物流：${slip.parcels.join('，')}`, { lineGap: 3 });
  doc.text('送货人签字：＿＿＿＿＿＿　　收货人签字：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿', { lineGap: 3 });
}

const headOf = ({ supplier, buyer, receiver, phone, address, delivery, remark }: PackingSlip): string[] => [
  `供应商：${supplier}`,
  `采购方：${buyer}`,
  `联系人：${receiver}　${phone}`,
  `地址：${address}`,
  ...(delivery ? pointWords(delivery) : []),
  ...(remark ? [`买家留言：${remark}`] : []),
];
