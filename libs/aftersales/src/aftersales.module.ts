import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { EvidenceModule } from '@yigou/evidence';
import { InventoryModule } from '@yigou/inventory';
import { NotificationsModule } from '@yigou/notifications';
import { OrdersModule } from '@yigou/orders';
import { CaseQueries } from './case.queries';
import { OpenCase } from './open-case';
import { RunCase } from './run-case';
import { TellCases } from './tell-cases';

const BEHAVIOUR = [CaseQueries, OpenCase, RunCase, TellCases];

@Module({
  imports: [AuditModule, EvidenceModule, InventoryModule, NotificationsModule, OrdersModule],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class AftersalesModule {}
