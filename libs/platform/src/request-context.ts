import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<{ requestId: string }>();

/** Runs a function with the id of the request (or of the event that a job came from), which logs and outbox rows then carry. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId }, work);
}

/** Makes the rest of this asynchronous flow carry the id; for hooks that cannot wrap what follows. */
export function enterRequest(requestId: string): void {
  storage.enterWith({ requestId });
}

export function currentRequestId(): string | null {
  return storage.getStore()?.requestId ?? null;
}
