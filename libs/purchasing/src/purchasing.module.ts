import { Module } from '@nestjs/common';
import { CatalogueModule } from '@yigou/catalogue';
import { EvidenceModule } from '@yigou/evidence';
import { NotificationsModule } from '@yigou/notifications';
import { OrdersModule } from '@yigou/orders';
import { PaymentsModule } from '@yigou/payments';
import { SuppliersModule } from '@yigou/suppliers';
import { AcceptancePdf } from './acceptance/acceptance-pdf';
import { AcceptanceQueries } from './acceptance/acceptance.queries';
import { Acceptances } from './acceptance/acceptances.service';
import { InspectionLedgers } from './acceptance/inspection-ledger.queries';
import { TransferQueries } from './transfers/transfer.queries';
import { TransferRefunds } from './transfers/transfer-refunds.service';
import { RemindTransfers } from './transfers/remind-transfers';
import { Transfers } from './transfers/transfers.service';
import { ArrearsQueries } from './arrears/arrears.queries';
import { RemindPayments } from './arrears/remind-payments';
import { IssueStatements } from './statements/issue-statements';
import { StatementQueries } from './statements/statement.queries';
import { Statements } from './statements/statements.service';
import { ApprovalRules } from './approval-rules.service';
import { BankLineQueries } from './bank/bank-line.queries';
import { BankLines } from './bank/bank-lines.service';
import { ImportBankStatement } from './bank/import-statement';
import { BulkLists } from './bulk-list/bulk-lists.queries';
import { Comparisons } from './comparison/comparisons.queries';
import { ExpireRequisitions } from './expire-requisitions';
import { InvoicedRefunds } from './invoices/invoiced-refunds';
import { InvoiceQueries } from './invoices/invoice.queries';
import { Invoices } from './invoices/invoices.service';
import { OpenContracting } from './open-contracting/ocds.queries';
import { OrderRequisition } from './order-requisition.service';
import { RequisitionLines } from './requisition-lines';
import { RequisitionNotes } from './requisition-notes';
import { RequisitionQueries } from './requisition.queries';
import { Requisitions } from './requisitions.service';
import { RememberedLists } from './templates/remembered-lists';
import { Templates } from './templates/templates.service';

const BEHAVIOUR = [
  AcceptancePdf,
  AcceptanceQueries,
  Acceptances,
  InspectionLedgers,
  ApprovalRules,
  ArrearsQueries,
  RemindPayments,
  BankLineQueries,
  BankLines,
  ImportBankStatement,
  BulkLists,
  Comparisons,
  ExpireRequisitions,
  InvoicedRefunds,
  InvoiceQueries,
  Invoices,
  IssueStatements,
  OpenContracting,
  OrderRequisition,
  RememberedLists,
  RemindTransfers,
  RequisitionLines,
  RequisitionNotes,
  RequisitionQueries,
  Requisitions,
  StatementQueries,
  Statements,
  Templates,
  TransferQueries,
  TransferRefunds,
  Transfers,
];

/** What a budget unit wants to order, who approves it, and the order that comes of it. */
@Module({
  imports: [CatalogueModule, EvidenceModule, NotificationsModule, OrdersModule, PaymentsModule, SuppliersModule],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class PurchasingModule {}
