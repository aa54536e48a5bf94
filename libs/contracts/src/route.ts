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
  /** What a machine sends: read from the bytes once their signature holds, in this header. */
  readonly signed?: { readonly header: string; readonly how: string; readonly body: z.ZodType };
  readonly response: z.ZodType | null;
  /** 200 unless stated. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Refusals that are particular to this route, beside those every route may give. */
  readonly errors?: readonly ErrorCode[];
}

/**
 * A schema of Zod, known by its marks. What is held to `z.ZodType` is compared method by method with all that Zod's methods give, again for each schema: that took
 * most of the time in which types are checked, in the editor as in the build.
 */
export interface AnySchema extends z.core.$ZodType {
  safeParse(value: never): unknown;
  describe(text: never): unknown;
}
interface AnyObject extends z.core.$ZodObject {
  safeParse(value: never): unknown;
  describe(text: never): unknown;
}
/** The same as `RouteSchemas`, by the marks of its schemas. */
export interface DeclaredSchemas extends Omit<RouteSchemas, 'params' | 'query' | 'body' | 'response' | 'signed'> {
  readonly signed?: { readonly header: string; readonly how: string; readonly body: AnySchema };
  readonly params?: AnyObject;
  readonly query?: AnyObject;
  readonly body?: AnySchema;
  readonly response: AnySchema | null;
}

/** The schemas of a context: of each of its paths, and of nothing else. */
export type RoutesOf<Paths> = Record<keyof Paths, DeclaredSchemas>;

export const route = <const T extends DeclaredSchemas>(schemas: T) => schemas;
