import { type DynamicModule, Module } from '@nestjs/common';
import { type Config, currentRequestId, Database, errorForLog, EventDeliveries, PlatformModule } from '@yigou/platform';
import { LoggerModule } from 'nestjs-pino';
import { CONSUMERS, CONTEXTS, ENTITIES } from './contexts';
import { QueueWorkers } from './outbox/queue-workers';
import { OutboxRelay } from './outbox/relay';
import { Scheduler } from './outbox/scheduler';
import { WorkerWatch } from './outbox/watch';

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
        PlatformModule.forRoot(config, { entities: ENTITIES, contexts: CONTEXTS, applicationName: 'yigou-worker' }),
        ...CONTEXTS.flatMap(({ module }) => module ?? []),
      ],
      providers: [
        { provide: EventDeliveries, useFactory: (db: Database) => new EventDeliveries(db), inject: [Database] },
        OutboxRelay,
        QueueWorkers,
        Scheduler,
        WorkerWatch,
        ...CONSUMERS,
      ],
    };
  }
}
