import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { ERROR_CATALOGUE, type ErrorCode } from '@yigou/contracts';
import { DomainError, isId } from '@yigou/kernel';
import { alarms, currentRequestId, sqlState } from '@yigou/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  414: 'malformed_request',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  431: 'malformed_request',
};
/** The disk of PostgreSQL is full: the transaction is undone. */
const DISK_FULL = '53100';
/** PostgreSQL cannot be reached, is stopping, has no connection left, or a lock was not to be had in time. */
const UNAVAILABLE = /^(08...|57P..|53...|55P03|57014|25P03)$/;
const CONNECTION =
  /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect|not queryable/;

/** The one place where an error becomes an answer: `{ error: { code, message, details, requestId } }`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('Error');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) return;
    const refusal = this.toDomainError(error);
    if (refusal.status >= 500) {
      const request = http.getRequest<FastifyRequest>();
      this.log.error({ err: error, method: request.method, ...placeOf(request) }, refusal.code);
    }
    const { retryAfter } = refusal.details;
    if (typeof retryAfter === 'number') void reply.header('Retry-After', retryAfter);
    void reply
      .status(refusal.status)
      .header('Cache-Control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(errorBody(refusal));
  }

  private toDomainError(error: unknown): DomainError {
    if (error instanceof DomainError) return error;
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    const code = status === undefined ? undefined : BY_STATUS[status];
    if (code) return new DomainError(code);
    if (sqlState(error) === DISK_FULL) {
      alarms.inc({ kind: 'storage_full' });
      return new DomainError('storage_full');
    }
    if (UNAVAILABLE.test(sqlState(error) ?? '') || (error instanceof Error && CONNECTION.test(error.message))) {
      return new DomainError('service_unavailable');
    }
    return new DomainError('internal_error');
  }
}

/**
 * Where it happened: the route, and which object. Never the address as it was sent: queries hold phone numbers, and a path may hold a code that opens
 * something.
 */
function placeOf(request: FastifyRequest): { route: string; id?: string } {
  const { id } = (request.params ?? {}) as { id?: unknown };
  return { route: request.routeOptions.url ?? 'none', ...(typeof id === 'string' && isId(id) ? { id } : {}) };
}

/** Serialised by hand: the route's response schema is for its answer, not for refusals. */
export function errorBody(refusal: DomainError): string {
  const requestId = currentRequestId();
  const message = refusal.message || ERROR_CATALOGUE[refusal.code].message;
  const body = { code: refusal.code, message, details: refusal.details, ...(requestId ? { requestId } : {}) };
  return JSON.stringify({ error: body });
}

/** Fastify's own errors (body too large, unreadable JSON, unknown content type) carry a status code. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode < 500 ? statusCode : undefined;
}
