import { AcceptanceLine } from './acceptance/acceptance-line.entity';
import { AcceptanceStep } from './acceptance/acceptance-step.entity';
import { Acceptance } from './acceptance/acceptance.entity';
import { StatementDue, StatementMonth } from './statements/statement-due.entity';
import { StatementStep } from './statements/statement-step.entity';
import { StatementVersion } from './statements/statement-version.entity';
import { Statement } from './statements/statement.entity';
import { TransferRefund } from './transfers/transfer-refund.entity';
import { TransferStep } from './transfers/transfer-step.entity';
import { Transfer } from './transfers/transfer.entity';
import { PaymentReminder } from './arrears/payment-reminder.entity';
import { BankLine } from './bank/bank-line.entity';
import { BankStatement } from './bank/bank-statement.entity';
import { Approver } from './approver.entity';
import { Delegation } from './delegation.entity';
import { InvoiceOrder } from './invoices/invoice-order.entity';
import { InvoiceStep } from './invoices/invoice-step.entity';
import { Invoice } from './invoices/invoice.entity';
import { RequisitionLine } from './requisition-line.entity';
import { RequisitionStep } from './requisition-step.entity';
import { Requisition } from './requisition.entity';
import { Template } from './templates/template.entity';

export const PURCHASING_ENTITIES = [
  Acceptance,
  AcceptanceLine,
  AcceptanceStep,
  Approver,
  BankLine,
  BankStatement,
  Delegation,
  Invoice,
  InvoiceOrder,
  InvoiceStep,
  PaymentReminder,
  Requisition,
  RequisitionLine,
  RequisitionStep,
  Statement,
  StatementDue,
  StatementMonth,
  StatementStep,
  StatementVersion,
  Template,
  Transfer,
  TransferRefund,
  TransferStep,
];
