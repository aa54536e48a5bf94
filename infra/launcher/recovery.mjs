// What an earlier run that was killed left behind: which processes are its own, and how they are stopped.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './files.mjs';
import { ancestors, isAlive, isSameProcess, startTime, withEnvironment, workingIn } from './process-table.mjs';
import { shortHash } from './paths.mjs';

/** Every process of a run carries this variable with the run's id, so it is found even if the launcher died before noting its id. */
export const RUN_VARIABLE = 'YIGOU_RUN_ID';
const SERVERS = ['postgres', 'redis-server', 'valkey-server', 'initdb'];
/** PostgreSQL takes SIGINT as "stop now, tidily"; on SIGTERM it would wait for its clients. */
const POLITE = { postgres: 'SIGINT' };

export function runId(dataDir) {
  return shortHash(dataDir);
}

const recordFile = (dataDir) => join(dataDir, 'processes.json');

/** @returns {{ name: string, pid: number, startedAt: string }[]} what was recorded, or nothing when the file is broken */
export function readRecord(dataDir) {
  try {
    const rows = JSON.parse(readFileSync(recordFile(dataDir), 'utf8'));
    return Array.isArray(rows)
      ? rows.filter((row) => Number.isInteger(row?.pid) && typeof row.startedAt === 'string')
      : [];
  } catch {
    return [];
  }
}

export function writeRecord(dataDir, children) {
  const rows = children
    .map(({ name, pid }) => ({ name, pid, startedAt: startTime(pid) }))
    .filter((row) => row.startedAt);
  writeAtomically(recordFile(dataDir), JSON.stringify(rows, null, 1));
}

/**
 * Decides who is a leftover. Recorded ids count only with the same start time; tagged and folder-bound processes count unless
 * they are this command itself or what started it.
 * @param {{ recorded: {name: string, pid: number, startedAt: string}[], tagged: number[], servers: number[], own: number[],
 *   isSame: (row: {pid: number, startedAt: string}) => boolean }} found
 * @returns {{ pid: number, name: string }[]}
 */
export function decideLeftovers({ recorded, tagged, servers, own, isSame }) {
  const leftovers = new Map();
  for (const row of recorded) if (isSame(row)) leftovers.set(row.pid, row.name);
  for (const pid of servers) if (!leftovers.has(pid)) leftovers.set(pid, 'server');
  for (const pid of tagged) if (!leftovers.has(pid)) leftovers.set(pid, 'process');
  for (const pid of own) leftovers.delete(pid);
  return [...leftovers].map(([pid, name]) => ({ pid, name }));
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // Gone in the meantime.
  }
}

async function waitGone(processes, milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (!processes.some(({ pid }) => isAlive(pid))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Finds and stops what an earlier run left. @returns the number of processes that were stopped */
export async function stopLeftovers(dataDir, serverDirs = []) {
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
