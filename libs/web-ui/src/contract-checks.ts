import { signal } from '@angular/core';
import type { RouteId } from '@yigou/contracts';

/** What a schema finds wrong: where in the body, and what, in Chinese. */
export interface BodyIssue {
  /** Dotted, such as `lines.0.quantity`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}
type BodyOf = (typeof import('@yigou/contracts/bodies'))['bodyOf'];

const bodyOf = signal<BodyOf | null>(null);
let loading: Promise<void> | null = null;

/**
 * Fetches the contract's schemas, once for all forms. Without them, on a network that just broke, a form still works: the API checks the same and answers
 * with the same words.
 */
export function loadChecks(): Promise<void> {
  loading ??= import('@yigou/contracts/bodies').then(
    (bodies) => bodyOf.set(bodies.bodyOf),
    () => {
      loading = null;
    },
  );
  return loading;
}

/** What is wrong with this body of this route by the contract; nothing as long as the schemas are not there. */
export function checkBody(route: RouteId, body: unknown): readonly BodyIssue[] {
  const result = bodyOf()?.(route)?.safeParse(body);
  return result?.error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? [];
}

/** Paths of what the contract finds wrong in this body, for a form that saves the rest without it. */
export async function wrongParts(route: RouteId, body: unknown): Promise<ReadonlySet<string>> {
  await loadChecks();
  return new Set(checkBody(route, body).map(({ path }) => path));
}
