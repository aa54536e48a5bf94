import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { type Config, LIVE_TOPICS, PlatformModule, WAITING_KINDS } from '@yigou/platform';
import { LoggerModule } from 'nestjs-pino';
import { CONTEXTS, CONTROLLERS, LIVE, WAITING } from './contexts';
import { AccessGuard } from './http/access.guard';
import { Files } from './http/files';
import { ErrorFilter } from './http/error.filter';
import { loggerOptions } from './http/logging';

export const API_ENTITIES = CONTEXTS.flatMap(({ entities }) => entities);

/** The transport of every context over HTTP. Behaviour is in the libraries. */
@Module({})
export class ApiModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config)),
        PlatformModule.forRoot(config, { entities: API_ENTITIES, contexts: CONTEXTS, applicationName: 'yigou-api' }),
        ...CONTEXTS.flatMap(({ module }) => module ?? []),
      ],
      controllers: CONTROLLERS,
      providers: [
        ...CONTEXTS.flatMap(({ providers }) => providers),
        { provide: WAITING_KINDS, useValue: WAITING },
        { provide: LIVE_TOPICS, useValue: LIVE },
        Files,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}
