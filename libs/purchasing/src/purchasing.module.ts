import { Module } from '@nestjs/common';
import { CatalogueModule } from '@yigou/catalogue';
import { EvidenceModule } from '@yigou/evidence';
import { OrdersModule } from '@yigou/orders';
import { AcceptancePdf } from './acceptance/acceptance-pdf';
import { AcceptanceQueries } from './acceptance/acceptance.queries';
import { Acceptances } from './acceptance/acceptances.service';
import { InspectionLedgers } from './acceptance/inspection-ledger.queries';
import { ApprovalRules } from './approval-rules.service';
import { BulkLists } from './bulk-list/bulk-lists.queries';
import { ExpireRequisitions } from './expire-requisitions';
import { InvoiceQueries } from './invoices/invoice.queries';
import { Invoices } from './invoices/invoices.service';
import { OrderRequisition } from './order-requisition.service';
import { RequisitionLines } from './requisition-lines';
import { RequisitionNotes } from './requisition-notes';
import { RequisitionQueries } from './requisition.queries';
import { Requisitions } from './requisitions.service';

const BEHAVIOUR = [
  AcceptancePdf,
  AcceptanceQueries,
  Acceptances,
  InspectionLedgers,
  ApprovalRules,
  BulkLists,
  ExpireRequisitions,
  InvoiceQueries,
  Invoices,
  OrderRequisition,
  RequisitionLines,
  RequisitionNotes,
  RequisitionQueries,
  Requisitions,
];

/** What a budget unit wants to order, who approves it, and the order that comes of it. */
@Module({ imports: [CatalogueModule, EvidenceModule, OrdersModule], providers: BEHAVIOUR, exports: BEHAVIOUR })
export class PurchasingModule {}
