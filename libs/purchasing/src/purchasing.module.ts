import { Module } from '@nestjs/common';
import { CatalogueModule } from '@yigou/catalogue';
import { OrdersModule } from '@yigou/orders';
import { ApprovalRules } from './approval-rules.service';
import { OrderRequisition } from './order-requisition.service';
import { RequisitionQueries } from './requisition.queries';
import { Requisitions } from './requisitions.service';

const BEHAVIOUR = [ApprovalRules, OrderRequisition, RequisitionQueries, Requisitions];

/** What a budget unit wants to order, who approves it, and the order that comes of it. */
@Module({ imports: [CatalogueModule, OrdersModule], providers: BEHAVIOUR, exports: BEHAVIOUR })
export class PurchasingModule {}
