// Which processes exist. /proc on Linux (small images have no ps), ps elsewhere.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

const hasProc = process.platform === 'linux';

/** A process as it is recorded: its id may be given to another one later, its start time is its own. */
export interface ProcessId {
  readonly pid: number;
  readonly startedAt?: string | undefined;
}

function readProc(pid: number | string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  const result = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Fields of /proc/<pid>/stat after the command name, which may itself hold spaces and brackets. */
export function parseStat(text: string) {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], ppid: Number(fields[1]), pgid: Number(fields[2]), startTicks: fields[19] };
}

let bootId: string | undefined;
/**
 * A value that stays the same for the life of a process and differs between two processes with the same id; undefined when
 * there is no such process. A zombie has ended.
 */
export function startTime(pid: number | undefined): string | undefined {
  if (pid === undefined || !Number.isInteger(pid) || pid <= 0) return undefined;
  if (!hasProc) return ps(pid, 'lstart') || undefined;
  const stat = readProc(pid, 'stat');
  if (!stat) return undefined;
  const { state, startTicks } = parseStat(stat);
  if (state === 'Z' || state === 'X') return undefined;
  bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8);
  return `${bootId}:${startTicks}`;
}

export function isAlive(pid: number): boolean {
  return startTime(pid) !== undefined;
}

/** True when the very process that was recorded still runs (and not another one that got its id). */
export function isSameProcess({ pid, startedAt }: ProcessId): boolean {
  const now = startTime(pid);
  return now !== undefined && now === startedAt;
}

export function parentOf(pid: number): number {
  if (!hasProc) return Number(ps(pid, 'ppid')) || 0;
  const stat = readProc(pid, 'stat');
  return stat ? parseStat(stat).ppid : 0;
}

export function commandLine(pid: number): string {
  if (!hasProc) return ps(pid, 'command') ?? '';
  return (readProc(pid, 'cmdline') ?? '').replaceAll('\0', ' ').trim();
}

/** Ids of the process itself and everything above it. */
export function ancestors(pid = process.pid): number[] {
  const found: number[] = [];
  for (let current = pid; current > 1 && found.length < 64; current = parentOf(current)) found.push(current);
  return found;
}

function pids(): number[] {
  if (hasProc)
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  const result = spawnSync('ps', ['-axo', 'pid='], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim().split(/\s+/).map(Number) : [];
}

/** Processes that carry NAME=VALUE in the environment they were started with. Linux only; elsewhere `ps eww` shows one's own. */
export function withEnvironment(name: string, value: string): number[] {
  const wanted = `${name}=${value}`;
  if (hasProc) return pids().filter((pid) => (readProc(pid, 'environ') ?? '').split('\0').includes(wanted));
  const result = spawnSync('ps', ['-axEwwo', 'pid=,command='], { encoding: 'utf8' });
  if (result.status !== 0) return [];
  return result.stdout
    .split('\n')
    .filter((line) => line.includes(wanted))
    .map((line) => Number(line.trim().split(' ')[0]));
}

/** Servers (by program name) that work inside a folder: PostgreSQL and Redis overwrite their environment, but not this. */
export function workingIn(folder: string, programs: readonly string[]): number[] {
  if (!hasProc) return [];
  return pids().filter((pid) => {
    try {
      const cwd = readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
      if (cwd !== folder && !cwd.startsWith(`${folder}/`)) return false;
      return programs.includes((readProc(pid, 'comm') ?? '').trim());
    } catch {
      return false;
    }
  });
}
