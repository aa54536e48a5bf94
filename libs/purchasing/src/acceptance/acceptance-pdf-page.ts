import { GOODS_PAPERS, GOODS_REFUSALS, kilograms, type RouteResponse, weighedWords } from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import { drawTable, marketTime } from '@yigou/platform';
import type { InspectionLedger } from './inspection-ledger.queries';

export type Sheet = Pick<
  RouteResponse<'getAcceptance'>,
  | 'number'
  | 'orderNumber'
  | 'status'
  | 'supplierName'
  | 'unitName'
  | 'first'
  | 'signedAt'
  | 'second'
  | 'decidedAt'
  | 'refundFen'
  | 'remark'
> & { readonly lines: readonly Omit<RouteResponse<'getAcceptance'>['lines'][number], 'photos'>[] };
type Goods = Pick<
  InspectionLedger['items'][number],
  'batch' | 'producedOn' | 'shelfLifeDays' | 'papers' | 'certificateNumber'
>;

const time = (instant: string | null): string => (instant ? marketTime(new Date(instant)) : '');
const papersOf = ({ papers }: Pick<Goods, 'papers'>): string =>
  papers.map((paper) => GOODS_PAPERS[paper]).join('、') || '无';

/** Batch, day and shelf life, as far as they are known. */
export function originOf({ batch, producedOn, shelfLifeDays }: Omit<Goods, 'papers' | 'certificateNumber'>): string {
  const known = [
    batch && `批号 ${batch}`,
    producedOn && `${producedOn} 生产`,
    shelfLifeDays && `保质期 ${shelfLifeDays} 天`,
  ];
  return known.filter(Boolean).join('\n') || '未登记';
}

/** What was not taken, and why. */
export function missingOf({
  short,
  refused,
  refusal,
}: Pick<InspectionLedger['items'][number], 'short' | 'refused' | 'refusal'>): string {
  const parts = [
    short > 0 && `短缺 ${short}`,
    refused > 0 && `拒收 ${refused}${refusal ? `（${GOODS_REFUSALS[refusal]}）` : ''}`,
  ];
  return parts.filter(Boolean).join('\n') || '无';
}

function heading(doc: PDFKit.PDFDocument, title: string, facts: readonly string[]): void {
  doc.font('bold').fontSize(18).text(title, { align: 'center' });
  doc.moveDown(0.8).font('regular').fontSize(9.5);
  for (const fact of facts) doc.text(fact, { lineGap: 3 });
  doc.moveDown(0.8);
}

/** What it weighed and comes to, of what is sold by weight. */
const weighed = ({ weight, grams, accepted }: Sheet['lines'][number]): string =>
  weight && grams !== null ? weighedWords(weight, { pieces: accepted, grams }, fenText) : '';

/** The sheet of one delivery with both signatures. */
export function drawAcceptance(doc: PDFKit.PDFDocument, sheet: Sheet): void {
  heading(doc, '验 收 单', [
    `验收单号：${sheet.number}　　订单号：${sheet.orderNumber}`,
    `采购单位：${sheet.unitName}`,
    `供应商：${sheet.supplierName}`,
  ]);
  drawTable(
    doc,
    [
      { title: '商品' },
      { title: '验收', width: 40 },
      { title: '短缺、拒收', width: 84 },
      { title: '批次', width: 96 },
      { title: '随货证明', width: 84 },
    ],
    sheet.lines.map((line) => [
      [line.productName, line.skuName, line.certificateNumber && `认定证书 ${line.certificateNumber}`, weighed(line)]
        .filter(Boolean)
        .join('\n'),
      line.grams === null ? String(line.accepted) : `${line.accepted}\n${kilograms(line.grams)}`,
      [missingOf(line), line.note].filter(Boolean).join('\n'),
      originOf(line),
      papersOf(line),
    ]),
  );
  doc.moveDown(1).font('regular').fontSize(9.5);
  const left = doc.page.margins.left;
  const lines = [
    `${sheet.lines.some(({ weight }) => weight) ? '短缺、拒收和称重差额' : '短缺、拒收部分'}退款或扣减：${fenText(sheet.refundFen)}`,
    ...(sheet.remark ? [`备注：${sheet.remark}`] : []),
    `第一验收人：${sheet.first.name}　　${time(sheet.signedAt)}`,
    sheet.second && sheet.status === 'confirmed'
      ? `复核验收人：${sheet.second.name}　　${time(sheet.decidedAt)}`
      : '复核验收人：尚未复核，本单还不作验收依据',
  ];
  for (const line of lines) doc.text(line, left, undefined, { lineGap: 5 });
}

/** What the unit accepted in a period, line by line. */
export function drawLedger(
  doc: PDFKit.PDFDocument,
  { unitName, items }: InspectionLedger,
  { from, to }: { readonly from: string; readonly to: string },
): void {
  heading(doc, '进货查验台账', [`单位：${unitName}`, `期间：${from} 至 ${to}　　共 ${items.length} 条`]);
  drawTable(
    doc,
    [
      { title: '验收日期', width: 52 },
      { title: '商品' },
      { title: '数量', width: 34 },
      { title: '短缺、拒收', width: 60 },
      { title: '供应商' },
      { title: '批次', width: 76 },
      { title: '随货证明', width: 62 },
      { title: '验收人', width: 46 },
    ],
    items.map((item) => [
      item.day,
      `${item.productName}\n${item.skuName}`,
      item.grams === null ? String(item.accepted) : `${item.accepted}\n${kilograms(item.grams)}`,
      missingOf(item),
      `${item.supplierName}${item.certificateNumber ? `\n认定证书 ${item.certificateNumber}` : ''}`,
      originOf(item),
      papersOf(item),
      `${item.firstName}\n${item.secondName}`,
    ]),
  );
}
