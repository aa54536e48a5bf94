import { Module } from '@nestjs/common';
import { PricesModule } from '@yigou/prices';
import { FindingQueries } from './findings/findings.queries';
import { Findings } from './findings/findings.service';
import { FraudWatch } from './findings/fraud-watch';

const BEHAVIOUR = [FindingQueries, Findings, FraudWatch];

/** What those see who watch over units' procurement: what looks odd in it (异常监测). */
@Module({ imports: [PricesModule], providers: BEHAVIOUR, exports: BEHAVIOUR })
export class OversightModule {}
