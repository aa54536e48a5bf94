export const MAX_PORT: number;
export function isFree(port: number, host?: string): Promise<boolean>;
export function freePort(host?: string): Promise<number>;
export function nextFree(port: number, host?: string): Promise<number>;
export function listenerOf(port: number): { pid: number; command: string } | undefined;
export function parsePort(text: string): number | undefined;
export function takenMessage(taken: {
  name: string;
  port: number;
  flag: string;
  variable: string;
  listener?: { pid: number; command: string };
  instead?: number;
}): string;
