export interface Timed {
  readonly file: string;
  readonly name: string;
  readonly seconds: number;
}
export function jestTimes(report: unknown, shorten?: (path: string) => string): Timed[];
export function playwrightTimes(report: unknown): Timed[];
export function slowest(times: readonly Timed[], count?: number): Timed[];
export function timeLine(timed: Timed): string;
