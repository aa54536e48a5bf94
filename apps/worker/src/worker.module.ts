import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { CATALOGUE_ENTITIES, CatalogueModule } from '@yigou/catalogue';
import { CERTIFICATION_ENTITIES, CertificationModule } from '@yigou/certification';
import { EvidenceModule } from '@yigou/evidence';
import { HouseholdsModule } from '@yigou/households';
import { IDENTITY_ENTITIES, IdentityModule } from '@yigou/identity';
import { LogisticsModule } from '@yigou/logistics';
import { NotificationsModule } from '@yigou/notifications';
import { ORDERS_ENTITIES, OrdersModule } from '@yigou/orders';
import { PaymentsModule } from '@yigou/payments';
import { type Config, currentRequestId, errorForLog, PlatformModule } from '@yigou/platform';
import { PricesModule } from '@yigou/prices';
import { RegionsModule } from '@yigou/regions';
import { SupervisionModule } from '@yigou/supervision';
import { SuppliersModule } from '@yigou/suppliers';
import { TraceabilityModule } from '@yigou/traceability';
import { LoggerModule } from 'nestjs-pino';
import { CONSUMERS } from './consumers';
import { QueueWorkers } from './outbox/queue-workers';
import { OutboxRelay } from './outbox/relay';

export const WORKER_ENTITIES = [
  ...IDENTITY_ENTITIES,
  ...CERTIFICATION_ENTITIES,
  ...CATALOGUE_ENTITIES,
  ...ORDERS_ENTITIES,
];

/** The same behaviour as the API's, driven by queues and schedules. */
@Module({})
export class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    const pinoHttp = {
      level: config.LOG_LEVEL,
      autoLogging: false,
      serializers: { err: errorForLog },
      mixin: () => ({ requestId: currentRequestId() ?? undefined }),
    };
    return {
      module: WorkerModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp, forRoutes: [] }),
        PlatformModule.forRoot(config, { entities: WORKER_ENTITIES, applicationName: 'yigou-worker' }),
        AuditModule,
        NotificationsModule,
        IdentityModule,
        RegionsModule,
        EvidenceModule,
        HouseholdsModule,
        SuppliersModule,
        PricesModule,
        CertificationModule,
        SupervisionModule,
        TraceabilityModule,
        CatalogueModule,
        PaymentsModule,
        OrdersModule,
        LogisticsModule,
      ],
      providers: [OutboxRelay, QueueWorkers, ...CONSUMERS],
    };
  }
}
