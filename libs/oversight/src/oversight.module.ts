import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { OrdersModule } from '@yigou/orders';
import { PricesModule } from '@yigou/prices';
import { ProcurementModule } from '@yigou/procurement';
import { PurchasingModule } from '@yigou/purchasing';
import { DisputePacks } from './disputes/dispute-pack';
import { FindingQueries } from './findings/findings.queries';
import { Findings } from './findings/findings.service';
import { FraudWatch } from './findings/fraud-watch';
import { AuditPacks } from './records/audit-pack';
import { UnitRecords } from './records/unit-records.queries';

const BEHAVIOUR = [AuditPacks, DisputePacks, FindingQueries, Findings, FraudWatch, UnitRecords];

/** What those see who watch over units' procurement: what looks odd in it (异常监测). */
@Module({
  imports: [EvidenceModule, OrdersModule, PricesModule, ProcurementModule, PurchasingModule],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class OversightModule {}
