import type * as z from 'zod';
import type { ErrorCode } from './labels';

/** What a route takes and gives. `response` null: no JSON body (a stream, a file, a picture). */
export interface RouteSchemas {
  readonly summary: string;
  readonly tag: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Sent as multipart/form-data with one field `file`. */
  readonly upload?: true;
  readonly response: z.ZodType | null;
  /** 200 unless stated. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Refusals that are particular to this route, beside those every route may give. */
  readonly errors?: readonly ErrorCode[];
}

/** The schemas of a context: of each of its paths, and of nothing else. */
export type RoutesOf<Paths> = Record<keyof Paths, RouteSchemas>;

export const route = <const T extends RouteSchemas>(schemas: T) => schemas;
