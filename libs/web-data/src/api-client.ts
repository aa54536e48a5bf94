import { HttpClient, HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { RouteBody, RouteParams, RouteQuery, RouteResponse } from '@yigou/contracts';
import { ERROR_CATALOGUE, type ErrorCode } from '@yigou/contracts/labels';
import { paths, type RouteId, type RoutePath } from '@yigou/contracts/paths';
import { firstValueFrom } from 'rxjs';
import { routeUrl } from './route-url';
import { seatOfTab } from './tab-seat';

/** A refusal of the API, or a failure to reach it: the message is Chinese and meant for the person in front of the screen. */
export class ApiError extends Error {
  constructor(
    readonly code: ErrorCode | 'network',
    message: string,
    readonly details: Readonly<Record<string, unknown>>,
    readonly status: number,
    readonly requestId: string | null,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** Message per field of the form, for `validation_failed`: keys are paths such as `skus.0.priceFen`. */
  get fields(): Readonly<Record<string, string>> {
    const fields = this.details['fields'];
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {};
  }
}

type Given<K extends string, T> = [T] extends [undefined]
  ? { [P in K]?: undefined }
  : undefined extends T
    ? { [P in K]?: T }
    : { [P in K]: T };
export type CallOptions<Id extends RouteId> = Given<'params', RouteParams<Id>> &
  ([RouteQuery<Id>] extends [undefined] ? { query?: undefined } : { query?: RouteQuery<Id> }) &
  Given<'body', RouteBody<Id>> & {
    /** For routes that move money or stock: keep the same key for a retry of the same intent. */
    idempotencyKey?: string;
    upload?: File;
  };

/**
 * The address of a route, for links, pictures, downloads and event streams. A browser that fetches it by itself sends no header, so it names the seat of this tab
 * where the route knows seats.
 */
export function apiUrl(id: RouteId, params: Record<string, string> = {}, query: Record<string, unknown> = {}): string {
  const { method, who }: RoutePath = paths[id];
  const seated = method === 'GET' && who !== 'public' && who !== 'signature';
  return routeUrl(id, params, seated ? { ...query, seat: seatOfTab()() } : query);
}

/** The address of a stored picture at 400 or 800 px. */
export function photoUrl(key: string, size: 400 | 800, format: 'avif' | 'webp' = 'webp'): string {
  return apiUrl('getMedia', { '*': `${key}-${size}.${format}` });
}

/** Calls any route of the contract with its own types. Sends the CSRF header (Angular's XSRF support) and an Idempotency-Key where the route takes one. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);

  async call<Id extends RouteId>(
    id: Id,
    ...args: Record<string, never> extends CallOptions<Id> ? [options?: CallOptions<Id>] : [options: CallOptions<Id>]
  ): Promise<RouteResponse<Id>> {
    const options = (args[0] ?? {}) as {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      body?: unknown;
      idempotencyKey?: string;
      upload?: File;
    };
    const route: RoutePath = paths[id];
    let headers = new HttpHeaders();
    if (route.idempotent) headers = headers.set('Idempotency-Key', options.idempotencyKey ?? crypto.randomUUID());
    let body = options.body;
    if (options.upload) {
      body = new FormData();
      (body as FormData).append('file', options.upload, options.upload.name);
    }
    try {
      const response = this.http.request(route.method, routeUrl(id, options.params, options.query), { body, headers });
      return (await firstValueFrom(response)) as RouteResponse<Id>;
    } catch (error) {
      throw toApiError(error);
    }
  }
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof HttpErrorResponse) {
    const body = error.error as {
      error?: { code: ErrorCode; message: string; details: Record<string, unknown>; requestId?: string };
    } | null;
    if (body?.error)
      return new ApiError(
        body.error.code,
        body.error.message,
        body.error.details,
        error.status,
        body.error.requestId ?? null,
      );
    return new ApiError('network', '网络连接不稳定，操作是否成功未知，请检查网络后重试。', {}, error.status, null);
  }
  return new ApiError('internal_error', ERROR_CATALOGUE.internal_error.message, {}, 0, null);
}
