import { Global, Inject, Module, type OnApplicationShutdown, type DynamicModule } from '@nestjs/common';
import { Clock, SystemClock } from '@yigou/kernel';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from './config';
import type { Context } from './context';
import { createDataSource, Database, type DatabaseOptions } from './database';
import { createObjectStore, OBJECT_STORE } from './object-store';
import { DivisionPlaces } from './places';
import { PolicyParameters } from './policy';
import { PersonalData } from './sealing';
import { UnitOfWork } from './unit-of-work';

/** What every context stands on: configuration, database, unit of work, policy, object store, clock. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** `contexts`: all of the product; what they declare of divisions is for whoever follows their changes. */
  static forRoot(
    config: Config,
    {
      contexts,
      ...options
    }: Pick<DatabaseOptions, 'entities' | 'applicationName'> & {
      readonly contexts: readonly Pick<Context, 'places'>[];
    },
  ): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DivisionPlaces, useFactory: () => new DivisionPlaces(contexts) },
        { provide: Clock, useClass: SystemClock },
        {
          provide: DataSource,
          useFactory: () =>
            createDataSource({ url: config.DATABASE_URL, pool: config.DATABASE_POOL, ...options }).initialize(),
        },
        { provide: Database, useFactory: (source: DataSource) => new Database(source), inject: [DataSource] },
        { provide: UnitOfWork, useFactory: (source: DataSource) => new UnitOfWork(source), inject: [DataSource] },
        { provide: PolicyParameters, useFactory: (db: Database) => new PolicyParameters(db), inject: [Database] },
        { provide: PersonalData, useFactory: () => new PersonalData(config) },
        { provide: OBJECT_STORE, useFactory: () => createObjectStore(config) },
      ],
      exports: [
        CONFIG,
        Clock,
        DivisionPlaces,
        DataSource,
        Database,
        UnitOfWork,
        PolicyParameters,
        PersonalData,
        OBJECT_STORE,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
