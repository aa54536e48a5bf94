export interface Recorded {
  name: string;
  pid: number;
  startedAt: string;
}
export const RUN_VARIABLE: string;
export function runId(dataDir: string): string;
export function readRecord(dataDir: string): Recorded[];
export function writeRecord(dataDir: string, children: { name: string; pid: number | undefined }[]): void;
export function decideLeftovers(found: {
  recorded: Recorded[];
  tagged: number[];
  servers: number[];
  own: number[];
  isSame: (row: Recorded) => boolean;
}): { pid: number; name: string }[];
export function stopLeftovers(dataDir: string, serverDirs?: string[]): Promise<number>;
