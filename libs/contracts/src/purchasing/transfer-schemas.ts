import * as z from 'zod';
import { CalendarDate, Cursor, Fen, Id, Instant, page, PageSize, ReasonBody, repeated, text } from '../common';
import { EvidenceView } from '../evidence/schemas';
import { ORDER_STATUS_CODES } from '../orders/labels';
import { PAYMENT_CHANNEL_CODES, REFUND_STATUS_CODES } from '../payments/labels';
import { TRANSFER_ACTION_CODES, TRANSFER_STATUS_CODES } from './labels';

const Vouchers = z
  .array(Id)
  .min(1, '请上传银行回单')
  .max(5, '最多 5 个文件')
  .refine((ids) => repeated(ids).length === 0, '同一文件只传一次');
const BankDate = z.iso.date('请选择汇款日期');

export const SubmitTransferBody = z.strictObject({
  /** What was transferred, in fen: all that the order asks for. */
  amountFen: Fen,
  /** By the bank's receipt. */
  paidOn: BankDate,
  vouchers: Vouchers,
  remark: text(200, 0),
});
/** What came, as whoever confirms reads it in their own account. */
export const ConfirmTransferBody = z.strictObject({ receivedFen: Fen });
export const ReturnTransferBody = ReasonBody;
export const WithdrawTransferBody = ReasonBody;
export const SendTransferRefundBody = z.strictObject({ paidOn: BankDate, vouchers: Vouchers });

/** A signed order of the unit that is to be paid, or was paid by transfer. */
export const PayableRow = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUS_CODES),
  supplierName: z.string(),
  buyerName: z.string(),
  goods: z.string(),
  totalFen: Fen,
  /** Until when it is to be paid; null once it is paid or closed. */
  dueAt: Instant.nullable(),
  channel: z.enum(PAYMENT_CHANNEL_CODES),
  /** The latest voucher. */
  transfer: z.enum(TRANSFER_STATUS_CODES).nullable(),
});
export const PayablePage = page(PayableRow);
export const PayableQuery = z.object({
  /** Those alone of which neither money nor a voucher came. */
  unpaid: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});

const TransferFacts = z.object({
  id: Id,
  status: z.enum(TRANSFER_STATUS_CODES),
  amountFen: Fen,
  paidOn: CalendarDate,
  submittedBy: z.string(),
  submittedAt: Instant,
  decidedAt: Instant.nullable(),
});
export const TransferRow = TransferFacts.extend({
  orderId: Id,
  orderNumber: z.string(),
  orderStatus: z.enum(ORDER_STATUS_CODES),
  unitName: z.string(),
  goods: z.string(),
});
export const TransferPage = page(TransferRow);
export const TransferQuery = z.object({
  status: z.enum(TRANSFER_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
const Told = {
  remark: z.string(),
  /** Why it was sent back or withdrawn. */
  reason: z.string(),
  vouchers: z.array(EvidenceView),
};
export const TransferView = TransferRow.extend({
  ...Told,
  history: z.array(
    z.object({ at: Instant, action: z.enum(TRANSFER_ACTION_CODES), by: z.string().nullable(), reason: z.string() }),
  ),
  may: z.object({ confirm: z.boolean(), return: z.boolean() }),
});

/** Where the money goes: as the supplier was admitted with it. */
const CollectingAccount = z.object({
  holder: z.string(),
  bankName: z.string(),
  /** All of it for whoever pays, its end for the others of the unit. */
  account: z.string(),
});
export const PayableView = PayableRow.extend({
  /** Null: the supplier has named none. */
  account: CollectingAccount.nullable(),
  /** What is written on the transfer, so that it is found. */
  reference: z.string(),
  transfers: z.array(TransferFacts.extend(Told)),
  refunds: z.array(
    z.object({
      id: Id,
      amountFen: Fen,
      status: z.enum(REFUND_STATUS_CODES),
      reason: z.string(),
      channel: z.enum(PAYMENT_CHANNEL_CODES),
      paidOn: CalendarDate.nullable(),
      vouchers: z.array(EvidenceView),
    }),
  ),
  may: z.object({ submit: z.boolean(), withdraw: z.boolean() }),
});

/** Money that a supplier owes a unit which paid by transfer. */
export const TransferRefundRow = z.object({
  id: Id,
  orderNumber: z.string(),
  unitName: z.string(),
  amountFen: Fen,
  reason: z.string(),
  status: z.enum(REFUND_STATUS_CODES),
  createdAt: Instant,
  /** When it was sent back. */
  paidOn: CalendarDate.nullable(),
});
export const TransferRefundPage = page(TransferRefundRow);
export const TransferRefundQuery = z.object({
  /** Those alone that are not sent. */
  owed: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
