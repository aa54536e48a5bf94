import { byId } from '../common';
import { route } from '../route';
import {
  BankLinePage,
  BankLineQuery,
  BankLinesConfirmed,
  BankLineView,
  BankStatementDone,
  BankStatementPreview,
  ConfirmBankLinesBody,
  IgnoreBankLineBody,
  MatchBankLineBody,
} from './bank-schemas';

const tag = 'supplier';
const line = { tag, params: byId, response: BankLineView } as const;

export const bankRoutes = {
  previewBankStatement: route({
    tag,
    summary: 'Read a bank’s statement (.xlsx, .csv in UTF-8, GBK or UTF-16) and say what it would bring',
    upload: true,
    response: BankStatementPreview,
    status: 201,
    errors: ['spreadsheet_invalid', 'import_too_large', 'payload_too_large'],
  }),
  confirmBankStatement: route({
    tag,
    summary: 'Keep what the preview of a statement said; each line once, however often it is sent',
    params: byId,
    response: BankStatementDone,
    errors: ['not_found', 'illegal_transition'],
  }),
  listBankLines: route({
    tag,
    summary: 'Money that came to this supplier, by its bank’s statements, with the voucher that it may be of',
    query: BankLineQuery,
    response: BankLinePage,
  }),
  getBankLine: route({ ...line, summary: 'One of them with all that it may be of', errors: ['not_found'] }),
  matchBankLine: route({
    ...line,
    summary: 'Say which voucher it is of; nothing is paid by that',
    body: MatchBankLineBody,
    errors: ['not_found', 'transfer_closed', 'transfer_amount_differs', 'transfer_matched', 'bank_line_taken'],
  }),
  unmatchBankLine: route({
    ...line,
    summary: 'Take that back, as long as the voucher is not confirmed',
    errors: ['not_found', 'transfer_closed', 'bank_line_taken'],
  }),
  ignoreBankLine: route({
    ...line,
    summary: 'Say that it is not about orders, or that it is after all',
    body: IgnoreBankLineBody,
    errors: ['not_found', 'bank_line_taken'],
  }),
  confirmBankLine: route({
    ...line,
    summary: 'Confirm a voucher by it: the order is paid',
    body: MatchBankLineBody,
    errors: [
      'not_found',
      'transfer_closed',
      'transfer_amount_differs',
      'transfer_matched',
      'bank_line_taken',
      'order_paid_otherwise',
      'online_payment_open',
    ],
  }),
  confirmBankLines: route({
    tag,
    summary: 'Confirm several of which there is no doubt, each by itself',
    body: ConfirmBankLinesBody,
    response: BankLinesConfirmed,
  }),
} as const;
