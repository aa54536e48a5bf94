import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { EvidenceModule } from '@yigou/evidence';
import { InventoryModule } from '@yigou/inventory';
import { OrdersModule } from '@yigou/orders';
import { CloseRecalled } from './close-recalled';
import { HoldNewPackings } from './hold-goods';
import { OpenRecall } from './open-recall';
import { RecallQueries } from './recalls.queries';
import { RunRecall } from './run-recall';
import { TellRecalls } from './tell-recalls';

const BEHAVIOUR = [CloseRecalled, HoldNewPackings, OpenRecall, RunRecall, TellRecalls, RecallQueries];

/** Recalls of batches: from opening to closing. */
@Module({
  imports: [AuditModule, EvidenceModule, InventoryModule, OrdersModule],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class RecallsModule {}
