import * as z from 'zod';
import { Cursor, Fen, Id, Instant, page, PageSize } from '../common';
import { DEBT_AGE_CODES } from './labels';

/** An order that was accepted and is to be paid: by whom, to whom, how much, until when. */
export const DebtRow = z.object({
  id: Id,
  number: z.string(),
  unitName: z.string(),
  supplierName: z.string(),
  goods: z.string(),
  /** What was accepted, less nothing that was paid: it is paid at once. */
  dueFen: Fen,
  acceptedAt: Instant,
  dueAt: Instant,
  age: z.enum(DEBT_AGE_CODES),
  /** A voucher of a transfer waits for the supplier. */
  claimed: z.boolean(),
});
/** What is due, by age; over all pages. */
const Ages = z.object({ age: z.enum(DEBT_AGE_CODES), orders: z.int(), fen: Fen });
export const DebtPage = page(DebtRow).extend({ ages: z.array(Ages) });
export const DebtQuery = z.object({
  age: z.enum(DEBT_AGE_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const ArrearsQuery = DebtQuery.extend({
  /** Of the units below instead of the own. */
  below: z.literal('1').optional(),
});
