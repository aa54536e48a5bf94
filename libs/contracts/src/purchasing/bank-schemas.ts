import * as z from 'zod';
import { CalendarDate, Cursor, Fen, Id, Instant, page, PageSize, repeated, text } from '../common';
import { BANK_LINE_STATE_CODES, BANK_LINES_AT_ONCE, BANK_ROW_OUTCOME_CODES, TRANSFER_STATUS_CODES } from './labels';

const count = z.int().min(0);

/** What a statement would bring, row by row. */
export const BankStatementPreview = z.object({
  id: Id,
  fileName: z.string(),
  refused: count,
  add: count,
  known: count,
  outgoing: count,
  /** The first 200, those that cannot be read before all others. */
  rows: z.array(
    z.object({
      row: z.int(),
      outcome: z.enum(BANK_ROW_OUTCOME_CODES),
      /** As it was written where it cannot be read. */
      date: z.string(),
      amount: z.string(),
      payer: z.string(),
      memo: z.string(),
      note: z.string(),
    }),
  ),
  expiresAt: Instant,
});
/** Lines that were kept, and rows that were left out, those among them that were kept before. */
export const BankStatementDone = z.object({ added: count, known: count, skipped: count });
export type BankStatementDone = z.infer<typeof BankStatementDone>;

/** A voucher that a line may be the money of. */
const Suggestion = z.object({
  transferId: Id,
  orderNumber: z.string(),
  unitName: z.string(),
  amountFen: Fen,
  paidOn: CalendarDate,
  /** What speaks for it: the sum is the same, the order's number stands in the words, the payer is called like the unit. */
  sameAmount: z.boolean(),
  named: z.boolean(),
  samePayer: z.boolean(),
  /** Sum and number: may be confirmed together with others. */
  certain: z.boolean(),
});
export type BankSuggestion = z.infer<typeof Suggestion>;
export const BankLineRow = z.object({
  id: Id,
  state: z.enum(BANK_LINE_STATE_CODES),
  day: CalendarDate,
  /** `HH:mm:ss`; empty where the bank does not say it. */
  time: z.string(),
  amountFen: Fen,
  payer: z.string(),
  /** The last four digits of its account, and of the own one; empty where the statement does not say it. */
  payerEnd: z.string(),
  ownEnd: z.string(),
  memo: z.string(),
  /** The bank's number. */
  serial: z.string(),
  /** What it is used for. */
  match: z
    .object({ transferId: Id, orderNumber: z.string(), unitName: z.string(), status: z.enum(TRANSFER_STATUS_CODES) })
    .nullable(),
  /** The best of them, of what is open. */
  suggestion: Suggestion.nullable(),
});
export const BankLinePage = page(BankLineRow);
export const BankLineQuery = z.object({
  state: z.enum(BANK_LINE_STATE_CODES).optional(),
  /** In the payer's name, the words or the bank's number. */
  q: text(60, 0).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const BankLineView = BankLineRow.extend({
  fileName: z.string(),
  importedAt: Instant,
  matchedBy: z.string().nullable(),
  /** The best first; at most ten. */
  suggestions: z.array(Suggestion),
  may: z.object({
    match: z.boolean(),
    confirm: z.boolean(),
    unmatch: z.boolean(),
    ignore: z.boolean(),
    reopen: z.boolean(),
  }),
});
export const MatchBankLineBody = z.strictObject({ transferId: Id });
export const IgnoreBankLineBody = z.strictObject({ ignored: z.boolean() });
export const ConfirmBankLinesBody = z.strictObject({
  pairs: z
    .array(z.strictObject({ lineId: Id, transferId: Id }))
    .min(1, '请选择要确认的流水')
    .max(BANK_LINES_AT_ONCE, `一次最多确认 ${BANK_LINES_AT_ONCE} 笔`)
    .refine((pairs) => repeated(pairs.map(({ lineId }) => lineId)).length === 0, '同一笔流水只列一次'),
});
export const BankLinesConfirmed = z.object({
  confirmed: count,
  /** Those that were not, in words why. */
  refused: z.array(z.object({ lineId: Id, reason: z.string() })),
});
