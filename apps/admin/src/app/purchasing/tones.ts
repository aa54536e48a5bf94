import type {
  AcceptanceStatus,
  BankLineState,
  BulkOutcome,
  InvoiceStatus,
  RequisitionStatus,
  StatementStatus,
  TransferStatus,
} from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const REQUISITION_TONES: Record<RequisitionStatus, Tone> = {
  draft: 'todo',
  submitted: 'run',
  returned: 'stop',
  approved: 'go',
  ordered: 'go',
  withdrawn: 'rest',
  expired: 'stop',
};

export const BULK_OUTCOME_TONES: Record<BulkOutcome, Tone> = {
  ok: 'go',
  choose: 'todo',
  not_found: 'stop',
  bad_quantity: 'stop',
  below_minimum: 'stop',
  short: 'stop',
  withdrawn: 'stop',
  uncertified: 'stop',
  repeated: 'stop',
};

export const BANK_LINE_TONES: Record<BankLineState, Tone> = {
  open: 'rest',
  suggested: 'todo',
  matched: 'go',
  ignored: 'rest',
};

export const TRANSFER_TONES: Record<TransferStatus, Tone> = {
  submitted: 'todo',
  confirmed: 'go',
  returned: 'stop',
  withdrawn: 'rest',
  lapsed: 'rest',
};

export const ACCEPTANCE_TONES: Record<AcceptanceStatus, Tone> = {
  signed: 'todo',
  confirmed: 'go',
  returned: 'stop',
  lapsed: 'rest',
};

export const INVOICE_TONES: Record<InvoiceStatus, Tone> = {
  recorded: 'todo',
  received: 'go',
  objected: 'stop',
  red_lettered: 'rest',
  withdrawn: 'rest',
};

export const STATEMENT_TONES: Record<StatementStatus, Tone> = {
  issued: 'todo',
  unit_confirmed: 'run',
  supplier_confirmed: 'run',
  unit_objected: 'stop',
  supplier_objected: 'stop',
  confirmed: 'go',
};
