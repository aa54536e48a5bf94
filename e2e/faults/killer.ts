// What goes wrong: processes die without a word, Redis loses its memory, a dependency is away.
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '../../infra/launcher/options.ts';
import type { System } from '../../infra/launcher/system.ts';

/** Who is started again. */
export type Mortal = ServiceName | 'postgres' | 'redis';

export class Killer {
  private readonly system: System;

  constructor(system: System) {
    this.system = system;
  }

  /** kill -9; answers when the process is gone. */
  async kill(name: Mortal | 'import'): Promise<void> {
    const child = this.system.children.findLast((one) => one.name === name && one.running);
    if (!child) throw new Error(`${name} is not running`);
    child.stopping = true;
    child.signal('SIGKILL', true);
    await child.ended;
  }

  async start(name: Mortal): Promise<void> {
    if (name === 'postgres') return this.system.startDatabase();
    if (name === 'redis') return this.system.startQueue();
    return this.system.startApplications([name]);
  }

  /** Dead for a moment. */
  async restart(name: Mortal, awayMs = 300): Promise<void> {
    await this.kill(name);
    await sleep(awayMs);
    await this.start(name);
  }

  async wipeRedis(): Promise<void> {
    const redis = new Redis(this.system.redisUrl, { maxRetriesPerRequest: 3 });
    redis.on('error', () => undefined);
    await redis.flushall();
    redis.disconnect();
  }
}
