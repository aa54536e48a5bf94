import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { BatchQueries } from './batches.queries';
import { RegisterBatch } from './register-batch';

const SERVICES = [BatchQueries, RegisterBatch];

/** Batches of certified goods, and the households that grew them. */
@Module({ imports: [EvidenceModule], providers: SERVICES, exports: SERVICES })
export class TraceabilityModule {}
