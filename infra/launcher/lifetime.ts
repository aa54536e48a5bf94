// When a command has to end before its work is done: Ctrl-C, SIGTERM, or the npm that started it was killed.
import { ancestors, commandLine, isSameProcess, type ProcessId, startTime } from './process-table.ts';

const SHELL = /^(\S*\/)?(sh|dash|bash|zsh|busybox)\b/;

/** The processes between npm and this one, npm included. A command that was not started by npm watches nobody. */
export function startedBy(): ProcessId[] {
  if (!process.env.npm_lifecycle_event) return [];
  const chain: ProcessId[] = [];
  for (const pid of ancestors().slice(1, 5)) {
    const command = commandLine(pid);
    const isNpm = /\bnpm\b/.test(command) && !SHELL.test(command);
    const isBetween = SHELL.test(command) || /bootstrap\.mjs/.test(command);
    if (!isNpm && !isBetween) return [];
    chain.push({ pid, startedAt: startTime(pid) });
    if (isNpm) return chain;
  }
  return [];
}

/**
 * Calls `end` once when the command should stop. A second Ctrl-C does not cut the orderly stop short, since it would leave
 * processes behind.
 * @returns what ends the watching
 */
export function onEnd(end: (reason: string) => void): () => void {
  let asked = false;
  const ask = (reason: string): void => {
    if (asked) return;
    asked = true;
    end(reason);
  };
  const signals = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => [signal, () => ask(signal)] as const);
  for (const [signal, handler] of signals) process.on(signal, handler);
  const chain = startedBy();
  const timer = setInterval(() => {
    if (!chain.every(isSameProcess)) ask('npm was killed');
  }, 1_000);
  timer.unref();
  return () => {
    clearInterval(timer);
    for (const [signal, handler] of signals) process.off(signal, handler);
  };
}
