export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  skips: string[];
}
export function noCounts(): Counts;
export function single(name: string, ok: boolean): Counts;
export function jestCounts(report: unknown, shorten?: (path: string) => string): Counts;
export function playwrightCounts(report: unknown): Counts;
export function sum(all: Counts[]): Counts;
export function summaryLine(counts: Pick<Counts, 'passed' | 'failed' | 'skipped'>): string;
export function isGreen(counts: Pick<Counts, 'passed' | 'failed'>): boolean;
