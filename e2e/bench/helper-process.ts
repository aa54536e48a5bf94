// A process of the measurement: the load comes from outside of what is measured.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Handlers } from './runner.ts';

interface Reply {
  readonly error?: string;
  readonly result?: unknown;
}

export class HelperProcess<Served extends Handlers> {
  readonly pid: number | undefined;
  private readonly child: ChildProcess;

  /** @param script beside this file */
  static async start<Served extends Handlers>(script: string, env: NodeJS.ProcessEnv): Promise<HelperProcess<Served>> {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const child = fork(path, [], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const helper = new HelperProcess<Served>(child);
    await helper.answer();
    return helper;
  }

  private constructor(child: ChildProcess) {
    this.child = child;
    this.pid = child.pid;
  }

  private answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const onMessage = ({ error, result }: Reply): void => {
        this.child.off('exit', onExit);
        if (error) reject(new Error(error));
        else resolve(result);
      };
      const onExit = (code: number | null): void => {
        this.child.off('message', onMessage);
        reject(new Error(`a process of the measurement ended with ${code}`));
      };
      this.child.once('message', onMessage);
      this.child.once('exit', onExit);
    });
  }

  ask<Name extends keyof Served & string>(
    name: Name,
    args?: Parameters<Served[Name]>[0],
  ): Promise<Awaited<ReturnType<Served[Name]>>> {
    const answer = this.answer();
    this.child.send({ name, args });
    return answer as Promise<Awaited<ReturnType<Served[Name]>>>;
  }

  stop(): void {
    if (this.child.connected) this.child.disconnect();
    this.child.kill('SIGKILL');
  }
}
