import type { Type } from '@nestjs/common';
import type { Context } from '@yigou/platform';

/** A context as the worker carries it: its manifest, and the classes of its folder here that hear events and run by the clock. */
export interface WorkerContext extends Context {
  readonly consumers: readonly Type<object>[];
}

export const inWorker = (
  manifest: Context,
  { consumers = [] }: Partial<Pick<WorkerContext, 'consumers'>> = {},
): WorkerContext => ({ ...manifest, consumers });
