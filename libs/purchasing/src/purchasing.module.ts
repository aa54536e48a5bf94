import { Module } from '@nestjs/common';
import { CatalogueModule } from '@yigou/catalogue';
import { ApprovalRules } from './approval-rules.service';
import { RequisitionQueries } from './requisition.queries';
import { Requisitions } from './requisitions.service';

const BEHAVIOUR = [ApprovalRules, RequisitionQueries, Requisitions];

/** What a budget unit wants to order, and who approves it. */
@Module({ imports: [CatalogueModule], providers: BEHAVIOUR, exports: BEHAVIOUR })
export class PurchasingModule {}
