import { newId } from '@yigou/kernel';
import { type Config, currentRequestId, errorForLog } from '@yigou/platform';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The id that a proxy in front gave the request, or a new one. */
export function requestIdOf(request: { headers: IncomingMessage['headers'] }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
}

/** JSON logs with the request id; never a body, a cookie or a query, so that no secret and no personal data gets in. */
export function loggerOptions(config: Config): Params {
  return {
    pinoHttp: {
      level: config.LOG_LEVEL,
      autoLogging: false,
      quietReqLogger: true,
      serializers: { err: errorForLog },
      mixin: () => ({ requestId: currentRequestId() ?? undefined }),
      redact: ['req.headers.cookie', 'req.headers.authorization', 'password', '*.password', '*.token'],
    },
    // The request id comes from the hook in server.ts, which costs less than a child logger per request.
    forRoutes: [],
  };
}
