import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AuditModule } from '@yigou/audit';
import { CATALOGUE_ENTITIES, CatalogueModule } from '@yigou/catalogue';
import { CERTIFICATION_ENTITIES, CertificationModule } from '@yigou/certification';
import { EvidenceModule } from '@yigou/evidence';
import { HouseholdsModule } from '@yigou/households';
import { IDENTITY_ENTITIES, IdentityModule } from '@yigou/identity';
import { InventoryModule } from '@yigou/inventory';
import { LogisticsModule } from '@yigou/logistics';
import { NotificationsModule } from '@yigou/notifications';
import { ORDERS_ENTITIES, OrdersModule } from '@yigou/orders';
import { PaymentsModule } from '@yigou/payments';
import { type Config, PlatformModule } from '@yigou/platform';
import { PolicyModule } from '@yigou/policy';
import { PricesModule } from '@yigou/prices';
import { RegionsModule } from '@yigou/regions';
import { ReportingModule } from '@yigou/reporting';
import { SupervisionModule } from '@yigou/supervision';
import { SuppliersModule } from '@yigou/suppliers';
import { TraceabilityModule } from '@yigou/traceability';
import { LoggerModule } from 'nestjs-pino';
import { CONTROLLERS } from './controllers';
import { AccessGuard } from './http/access.guard';
import { ErrorFilter } from './http/error.filter';
import { loggerOptions } from './http/logging';
import { OrderStreams } from './orders/order-streams';
import { FailedJobs } from './platform/failed-jobs';
import { QueueClients } from './platform/queue-clients';
import { AuditedExport } from './reporting/audited-export';

export const API_ENTITIES = [
  ...IDENTITY_ENTITIES,
  ...CERTIFICATION_ENTITIES,
  ...CATALOGUE_ENTITIES,
  ...ORDERS_ENTITIES,
];

/** The transport of every context over HTTP. Behaviour is in the libraries. */
@Module({})
export class ApiModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config)),
        PlatformModule.forRoot(config, { entities: API_ENTITIES, applicationName: 'yigou-api' }),
        AuditModule,
        NotificationsModule,
        IdentityModule,
        RegionsModule,
        PolicyModule,
        EvidenceModule,
        HouseholdsModule,
        SuppliersModule,
        PricesModule,
        CertificationModule,
        SupervisionModule,
        TraceabilityModule,
        InventoryModule,
        CatalogueModule,
        PaymentsModule,
        OrdersModule,
        LogisticsModule,
        ReportingModule,
      ],
      controllers: CONTROLLERS,
      providers: [
        OrderStreams,
        QueueClients,
        FailedJobs,
        AuditedExport,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}
