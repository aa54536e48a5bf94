// What an earlier run that was killed left behind: which processes are its own, and how they are stopped.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './files.ts';
import { ancestors, isAlive, isSameProcess, startTime, withEnvironment, workingIn } from './process-table.ts';
import { shortHash } from './paths.ts';

export interface Recorded {
  readonly name: string;
  readonly pid: number;
  readonly startedAt: string;
}

/** Every process of a run carries this variable with the run's id, so it is found even if the launcher died before noting its id. */
export const RUN_VARIABLE = 'YIGOU_RUN_ID';
const SERVERS = ['postgres', 'redis-server', 'valkey-server', 'initdb'];
/** PostgreSQL takes SIGINT as "stop now, tidily"; on SIGTERM it would wait for its clients. */
const POLITE: Readonly<Record<string, NodeJS.Signals>> = { postgres: 'SIGINT' };

export function runId(dataDir: string): string {
  return shortHash(dataDir);
}

const recordFile = (dataDir: string): string => join(dataDir, 'processes.json');

/** What was recorded, or nothing when the file is broken */
export function readRecord(dataDir: string): Recorded[] {
  try {
    const rows: unknown = JSON.parse(readFileSync(recordFile(dataDir), 'utf8'));
    return Array.isArray(rows)
      ? (rows as Recorded[]).filter((row) => Number.isInteger(row?.pid) && typeof row.startedAt === 'string')
      : [];
  } catch {
    return [];
  }
}

export function writeRecord(
  dataDir: string,
  children: readonly { readonly name: string; readonly pid: number | undefined }[],
): void {
  const rows = children
    .map(({ name, pid }) => ({ name, pid, startedAt: startTime(pid) }))
    .filter((row) => row.startedAt);
  writeAtomically(recordFile(dataDir), JSON.stringify(rows, null, 1));
}

interface Leftover {
  readonly pid: number;
  readonly name: string;
}
interface Found {
  readonly recorded: readonly Recorded[];
  readonly tagged: readonly number[];
  readonly servers: readonly number[];
  readonly own: readonly number[];
  readonly isSame: (row: Recorded) => boolean;
}

/**
 * Decides who is a leftover. Recorded ids count only with the same start time; tagged and folder-bound processes count unless
 * they are this command itself or what started it.
 */
export function decideLeftovers({ recorded, tagged, servers, own, isSame }: Found): Leftover[] {
  const leftovers = new Map<number, string>();
  for (const row of recorded) if (isSame(row)) leftovers.set(row.pid, row.name);
  for (const pid of servers) if (!leftovers.has(pid)) leftovers.set(pid, 'server');
  for (const pid of tagged) if (!leftovers.has(pid)) leftovers.set(pid, 'process');
  for (const pid of own) leftovers.delete(pid);
  return [...leftovers].map(([pid, name]) => ({ pid, name }));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone in the meantime.
  }
}

async function waitGone(processes: readonly Leftover[], milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (!processes.some(({ pid }) => isAlive(pid))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Finds and stops what an earlier run left. @returns the number of processes that were stopped */
export async function stopLeftovers(dataDir: string, serverDirs: readonly string[] = []): Promise<number> {
  if (!existsSync(dataDir)) return 0;
  const find = () =>
    decideLeftovers({
      recorded: readRecord(dataDir),
      tagged: withEnvironment(RUN_VARIABLE, runId(dataDir)),
      servers: serverDirs.flatMap((folder) => workingIn(folder, SERVERS)),
      own: ancestors(),
      isSame: isSameProcess,
    });
  const leftovers = find();
  if (leftovers.length === 0) return 0;
  // Applications first: they hold connections that a database would otherwise wait for.
  const databases = leftovers.filter(({ name }) => ['postgres', 'redis', 'server'].includes(name));
  const applications = leftovers.filter((row) => !databases.includes(row));
  for (const group of [applications, databases]) {
    for (const { pid, name } of group) signal(pid, POLITE[name] ?? (name === 'server' ? 'SIGINT' : 'SIGTERM'));
    if (!(await waitGone(group, 8_000))) for (const { pid } of group) signal(pid, 'SIGKILL');
    await waitGone(group, 5_000);
  }
  for (const { pid } of find()) signal(pid, 'SIGKILL');
  return leftovers.length;
}
