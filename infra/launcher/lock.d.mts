export interface Owner {
  pid: number;
  startedAt: string;
  [detail: string]: unknown;
}
export class LockedError extends Error {
  owner: Owner;
}
export interface Lock {
  update(details: object): void;
  release(): void;
}
type IsRunning = (owner: Owner) => boolean;
export function readLock(file: string, isRunning?: IsRunning): Owner | undefined;
export function acquireLock(file: string, isRunning?: IsRunning): Lock;
export function waitForLock(
  file: string,
  options: { timeoutMs: number; onWait?: (owner: Owner) => void },
): Promise<Lock>;
