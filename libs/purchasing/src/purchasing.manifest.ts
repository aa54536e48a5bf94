import { PURCHASING_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { ACCEPTANCE_INVARIANTS } from './acceptance/acceptance.invariants';
import { ACCEPTANCE } from './acceptance/acceptance-status';
import { BANK_INVARIANTS } from './bank/bank.invariants';
import { PURCHASING_ENTITIES } from './entities';
import { INVOICE_INVARIANTS } from './invoices/invoice.invariants';
import { INVOICE } from './invoices/invoice-status';
import { RequisitionMoved } from './purchasing.events';
import { PURCHASING_INVARIANTS } from './purchasing.invariants';
import { PurchasingModule } from './purchasing.module';
import { PURCHASING_WAITING } from './purchasing.waiting';
import { STATEMENT_INVARIANTS } from './statements/statement.invariants';
import { STATEMENT } from './statements/statement-status';
import { TRANSFER_INVARIANTS } from './transfers/transfer.invariants';
import { TRANSFER } from './transfers/transfer-status';
import { REQUISITION } from './requisition-status';

export const PURCHASING = defineContext({
  name: 'purchasing',
  module: PurchasingModule,
  entities: PURCHASING_ENTITIES,
  tables: [
    'purchasing_acceptance',
    'purchasing_acceptance_line',
    'purchasing_acceptance_step',
    'purchasing_bank_line',
    'purchasing_bank_statement',
    'purchasing_invoice',
    'purchasing_invoice_order',
    'purchasing_invoice_step',
    'purchasing_payment_reminder',
    'purchasing_requisition',
    'purchasing_requisition_line',
    'purchasing_requisition_step',
    'purchasing_statement',
    'purchasing_statement_due',
    'purchasing_statement_month',
    'purchasing_statement_step',
    'purchasing_statement_version',
    'purchasing_approver',
    'purchasing_delegation',
    'purchasing_template',
    'purchasing_transfer',
    'purchasing_transfer_refund',
    'purchasing_transfer_step',
  ],
  events: [RequisitionMoved],
  machines: [REQUISITION, ACCEPTANCE, INVOICE, STATEMENT, TRANSFER],
  invariants: [
    ...PURCHASING_INVARIANTS,
    ...ACCEPTANCE_INVARIANTS,
    ...BANK_INVARIANTS,
    ...INVOICE_INVARIANTS,
    ...STATEMENT_INVARIANTS,
    ...TRANSFER_INVARIANTS,
  ],
  waiting: PURCHASING_WAITING,
  policies: PURCHASING_POLICY_CODES,
});
