import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError, invalidRequest } from './api-error';

/** JSON in (an empty body counts as `{}`), JSON out, errors in the same shape as under /v1. */
export function jsonApi(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, body: string): Promise<unknown> => {
      try {
        return body.trim() === '' ? {} : JSON.parse(body);
      } catch {
        throw invalidRequest('The body is not valid JSON.');
      }
    },
  );
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).send({ error: error.body });
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 500) request.log.error(error);
    const message = status < 500 && error instanceof Error ? error.message : 'An unknown error occurred.';
    return reply.code(status).send({ error: { type: status < 500 ? 'invalid_request_error' : 'api_error', message } });
  });
}

export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
  return parsed.data;
}
