import * as z from 'zod';
import { CalendarDate, Cursor, Id, Instant, page, PageSize, printed, SignedFen } from '../common';
import {
  STATEMENT_ACTION_CODES,
  STATEMENT_ENTRY_CODES,
  STATEMENT_INVOICE_CODES,
  STATEMENT_STATUS_CODES,
} from './labels';

const Hash = z.string().regex(/^[0-9a-f]{64}$/, '请刷新后再试');
/** Of entries and invoices, from 1. */
const Line = z.int().min(1);
const Version = z.int().min(1);

export const StatementRow = z.object({
  id: Id,
  /** As 2026-10. */
  month: z.string(),
  status: z.enum(STATEMENT_STATUS_CODES),
  /** The one that holds: figures that changed before both confirmed make another. */
  version: Version,
  unitName: z.string(),
  supplierName: z.string(),
  /** What the unit owes the supplier; below nought: what it has paid ahead, or gets back. */
  openingFen: SignedFen,
  closingFen: SignedFen,
  madeAt: Instant,
});
export const StatementPage = page(StatementRow);
export const StatementQuery = z.object({
  status: z.enum(STATEMENT_STATUS_CODES).optional(),
  /** Those alone that wait for the caller’s side: to confirm, or to answer. */
  mine: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const StatementView = StatementRow.extend({
  /** In order of time. */
  entries: z.array(
    z.object({
      line: Line,
      on: CalendarDate,
      kind: z.enum(STATEMENT_ENTRY_CODES),
      /** Empty for what was booked into earlier months after both had confirmed them. */
      orderNumber: z.string(),
      amountFen: SignedFen,
    }),
  ),
  /** Recorded or red-lettered in the month; they move no balance. */
  invoices: z.array(
    z.object({
      line: Line,
      on: CalendarDate,
      kind: z.enum(STATEMENT_INVOICE_CODES),
      number: z.string(),
      amountFen: SignedFen,
    }),
  ),
  /** SHA-256 of all of this as it was reckoned. */
  hash: Hash,
  history: z.array(
    z.object({
      at: Instant,
      action: z.enum(STATEMENT_ACTION_CODES),
      /** Null: by itself. */
      by: z.string().nullable(),
      version: Version,
      line: Line.nullable(),
      reason: z.string(),
    }),
  ),
  may: z.object({ confirm: z.boolean(), object: z.boolean(), answer: z.boolean() }),
});
/** Names what was shown; what was made anew meanwhile is not confirmed. */
export const ConfirmStatementBody = z.strictObject({ hash: Hash });
export const ObjectStatementBody = z.strictObject({
  hash: Hash,
  /** What it is about; null: the whole. */
  line: Line.nullable(),
  reason: printed(500),
});
export const AnswerStatementBody = z.strictObject({ reason: printed(500) });
