import { DomainError } from '@yigou/kernel';
import { sqlState } from '@yigou/platform';
import { ZodError } from 'zod';

/** Classes of SQLSTATE that no waiting mends: data exceptions and violated constraints. */
const HOPELESS = /^2[23]/;
const SERVER_ERROR = 500;

/**
 * Whether an event failed by what it is (its payload does not fit, a rule or a constraint refuses it) and not because something is away. When in doubt it is the latter: that is
 * tried for days.
 */
export function isPoisoned(error: unknown): boolean {
  if (error instanceof ZodError) return true;
  if (error instanceof DomainError) return error.status < SERVER_ERROR;
  return HOPELESS.test(sqlState(error) ?? '');
}
