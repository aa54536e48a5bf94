import * as z from 'zod';
import { CalendarDate, Cursor, Fen, Id, Instant, page, PageSize, ReasonBody, repeated, text } from '../common';
import { EvidenceView } from '../evidence/schemas';
import { INVOICE_ACTION_CODES, INVOICE_ORDERS, INVOICE_STATUS_CODES } from './labels';

const Status = z.enum(INVOICE_STATUS_CODES);
const AmountFen = Fen.refine((fen) => fen > 0, '请填写金额');
/** 20 digits of a 数电票, or the 8 of an older invoice, which has a code besides. */
const InvoiceNumber = z.string('请填写发票号码').regex(/^(\d{8}|\d{20})$/, '发票号码应为 20 位数字（旧版发票为 8 位）');

/** What a 数电票 says of itself; a null where its XML does not say it. */
export const InvoiceReading = z.object({
  number: z.string().nullable(),
  issuedOn: CalendarDate.nullable(),
  /** Tax included. */
  amountFen: Fen.nullable(),
  sellerCode: z.string().nullable(),
  sellerName: z.string().nullable(),
  buyerCode: z.string().nullable(),
  buyerName: z.string().nullable(),
});
export type InvoiceReading = z.infer<typeof InvoiceReading>;
/** A file that was kept, with what was read of it; null where nothing can be read (PDF, OFD, or another XML). */
export const InvoiceUpload = z.object({ file: EvidenceView, read: InvoiceReading.nullable() });

export const RecordInvoiceBody = z
  .strictObject({
    /** 发票代码, of an older invoice; empty otherwise. */
    code: z.string().regex(/^(\d{10}|\d{12})?$/, '发票代码应为 10 位或 12 位数字'),
    number: InvoiceNumber,
    issuedOn: CalendarDate,
    /** 价税合计. */
    amountFen: AmountFen,
    fileId: z.uuid('请上传发票原件').meta({ description: 'UUID' }),
    orders: z
      .array(z.strictObject({ orderId: Id, amountFen: AmountFen }))
      .min(1, '请至少选择一个订单')
      .max(INVOICE_ORDERS, `一张发票最多对应 ${INVOICE_ORDERS} 个订单`)
      .refine((orders) => repeated(orders.map(({ orderId }) => orderId)).length === 0, '同一订单只列一行'),
  })
  .refine(({ code, number }) => (number.length === 8) === (code !== ''), {
    message: '8 位号码的发票要填发票代码，20 位号码的数电票不填',
    path: ['code'],
  })
  .refine(({ amountFen, orders }) => amountFen === orders.reduce((sum, order) => sum + order.amountFen, 0), {
    message: '发票金额应等于各订单金额之和',
    path: ['amountFen'],
  });
export const RedLetterBody = z.strictObject({ redNumber: InvoiceNumber, reason: text(500) });
export const WithdrawInvoiceBody = ReasonBody;
export const ObjectInvoiceBody = ReasonBody;

const ListQuery = {
  status: Status.optional(),
  /** Those alone that are recorded against this order. */
  orderId: Id.optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
};
export const InvoiceQuery = z.object(ListQuery);
export const InvoiceRow = z.object({
  id: Id,
  code: z.string(),
  number: z.string(),
  issuedOn: CalendarDate,
  amountFen: Fen,
  status: Status,
  supplierName: z.string(),
  unitName: z.string(),
  /** How many orders it is recorded against. */
  orders: z.int(),
  /** Number, date and amount stand in the file and agree with it. */
  readFromFile: z.boolean(),
  /** The file names a buyer who is not the unit. */
  titleDiffers: z.boolean(),
  recordedAt: Instant,
});
export const InvoicePage = page(InvoiceRow);
export const InvoiceView = InvoiceRow.omit({ orders: true }).extend({
  file: EvidenceView,
  /** Of the original, hexadecimal: what is downloaded has it. */
  sha256: z.string(),
  /** Why it was objected to, withdrawn or red-lettered. */
  reason: z.string(),
  /** The number of the red-letter invoice; empty before. */
  redNumber: z.string(),
  orders: z.array(
    z.object({
      id: Id,
      number: z.string(),
      /** Of this invoice. */
      amountFen: Fen,
      totalFen: Fen,
      /** What the order is worth after refunds. */
      netFen: Fen,
      /** Of all invoices that hold. */
      invoicedFen: Fen,
    }),
  ),
  history: z.array(z.object({ at: Instant, action: z.enum(INVOICE_ACTION_CODES), by: z.string(), reason: z.string() })),
  may: z.object({ receive: z.boolean(), object: z.boolean(), redLetter: z.boolean(), withdraw: z.boolean() }),
});
export const InvoiceableOrderQuery = z.object({
  unitId: Id.optional(),
  /** Those alone that are finished. */
  finished: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
/** A signed order of a unit for which invoices are still to come. */
export const InvoiceableOrderPage = page(
  z.object({
    id: Id,
    number: z.string(),
    unit: z.object({ id: Id, name: z.string(), creditCode: z.string().nullable() }),
    createdAt: Instant,
    netFen: Fen,
    invoicedFen: Fen,
    openFen: Fen,
  }),
);
