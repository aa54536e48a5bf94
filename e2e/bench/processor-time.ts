// CPU seconds of processes, from /proc/<pid>/stat (user and system time in ticks of 1/100 s).
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

let ticks: number | undefined;
const ticksPerSecond = (): number =>
  (ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100);

/** Fields after the command name, which may itself hold spaces and brackets. */
function stat(pid: number | string | undefined): { ppid: number; own: number; reaped: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [ppid = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [fields[1], ...fields.slice(11, 15)].map(Number);
    return { ppid, own: utime + stime, reaped: cutime + cstime };
  } catch {
    return undefined;
  }
}

export const isMeasurable = existsSync('/proc/self/stat');

/** CPU seconds of one process, all its threads included. */
export function ofProcess(pid: number | undefined): number {
  return (stat(pid)?.own ?? 0) / ticksPerSecond();
}

/**
 * CPU seconds of a PostgreSQL server: the postmaster, its living children, and those that have ended and were reaped.
 * @param without backends that belong to the measurement itself
 */
export function ofPostgres(postmaster: number | undefined, without: ReadonlySet<number>): number {
  const server = stat(postmaster);
  let sum = (server?.own ?? 0) + (server?.reaped ?? 0);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || without.has(Number(name))) continue;
    const child = stat(name);
    if (child && child.ppid === postmaster) sum += child.own;
  }
  return sum / ticksPerSecond();
}

/** Resident memory in bytes. */
export function residentBytes(pid: number | undefined): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return line ? Number(line[1]) * 1024 : 0;
}
