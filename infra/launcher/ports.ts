// Ports: is one free, who has it, which one instead.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { commandLine } from './process-table.ts';

export const MAX_PORT = 65_535;

interface Listener {
  readonly pid: number;
  readonly command: string;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Free means that nobody listens on it, neither on this address nor on all of them. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  for (const address of new Set([host, '0.0.0.0', '::'])) if (!(await canListen(port, address))) return false;
  return true;
}

export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The first free port after the given one; 0 (any) when there is none. */
export async function nextFree(port: number, host?: string): Promise<number> {
  for (let candidate = port + 1; candidate <= Math.min(port + 200, MAX_PORT); candidate += 1) {
    if (await isFree(candidate, host)) return candidate;
  }
  return 0;
}

/** Who listens on the port, from /proc; undefined where that cannot be seen. */
export function listenerOf(port: number): Listener | undefined {
  try {
    const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    const inodes = ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === '0A')
        .map((fields) => `socket:[${fields[9]}]`),
    );
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (holdsSocket(pid, inodes)) return { pid: Number(pid), command: commandLine(Number(pid)).slice(0, 80) };
    }
  } catch {
    // Not Linux, or not ours to see.
  }
  return undefined;
}

function holdsSocket(pid: string, sockets: readonly string[]): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return sockets.includes(readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}

/** @returns the port as a number, or undefined when the text is none */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= MAX_PORT ? port : undefined;
}

export interface TakenPort {
  readonly name: string;
  readonly port: number;
  readonly flag: string;
  readonly variable: string;
  readonly listener?: Listener | undefined;
  /** A free one; 0 when there is none. */
  readonly instead?: number;
}

/** What a person reads when a port is taken. */
export function takenMessage({ name, port, flag, variable, listener, instead }: TakenPort): string {
  const who = listener ? ` by process ${listener.pid} (${listener.command})` : '';
  const choose = instead
    ? `npm start -- --${flag} ${instead}   (or ${variable}=${instead})`
    : `npm start -- --${flag} PORT`;
  return `Port ${port} for the ${name} is taken${who}.\nStop that program, or choose another port:  ${choose}`;
}
