import { Injectable, Logger } from '@nestjs/common';
import { newId } from '@yigou/kernel';
import { alarms, Database, jobDuration, type LateSchedule, Schedules, withRequestId } from '@yigou/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueDeclaration, ScheduledWork } from './consumer';

const LOOK_MS = 500;
const PLAN_MS = 60_000;
const BEAT_MS = 10_000;
const TROUBLE_MS = 1_000;

/**
 * Runs what recurs. The plan is a table: it needs no Redis, knows no clock but the database's, and no schedule runs twice at once, in however many workers. Each has a place of its own:
 * one that takes long holds up neither the others nor the events.
 */
@Injectable()
export class Scheduler {
  private readonly log = new Logger('Schedules');
  private readonly schedules;
  private readonly startedAt = performance.now();
  private work: readonly ScheduledWork[] = [];
  private readonly running = new Map<string, Promise<void>>();
  private looping: Promise<void> | undefined;
  private readonly stopped = new AbortController();
  private nextPlan = 0;
  private nextBeat = 0;

  constructor(db: Database) {
    this.schedules = new Schedules(db, newId());
  }

  start(queues: readonly QueueDeclaration[]): void {
    this.work = queues.flatMap(({ schedules }) => schedules);
    this.looping = this.loop();
  }

  /** Those that have not run for three periods. */
  late(): Promise<LateSchedule[]> {
    const names = this.work.map(({ name }) => name);
    return this.schedules.late(names, performance.now() - this.startedAt);
  }

  private async loop(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      let pause = LOOK_MS;
      try {
        await this.look();
      } catch (error) {
        // PostgreSQL is away, and with it everything that could be done: plan anew as soon as it is back.
        this.log.warn({ err: error }, 'the plan of schedules cannot be read; trying again');
        this.nextPlan = 0;
        pause = TROUBLE_MS;
      }
      await sleep(pause, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const now = performance.now();
    if (now >= this.nextPlan) {
      await this.schedules.plan(this.work);
      this.nextPlan = now + PLAN_MS;
    }
    if (this.running.size > 0 && now >= this.nextBeat) {
      await this.schedules.beat();
      this.nextBeat = now + BEAT_MS;
    }
    const free = this.work.filter(({ name }) => !this.running.has(name)).map(({ name }) => name);
    const claimed = new Set(await this.schedules.claim(free));
    for (const one of this.work)
      if (claimed.has(one.name))
        this.running.set(
          one.name,
          this.run(one).finally(() => this.running.delete(one.name)),
        );
  }

  private async run({ name, run }: ScheduledWork): Promise<void> {
    const end = jobDuration.startTimer({ queue: name.split('.')[0] ?? name, job: name });
    let failure: string | null = null;
    try {
      await withRequestId(newId(), run);
      end({ outcome: 'done' });
    } catch (error) {
      end({ outcome: 'failed' });
      failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      alarms.inc({ kind: 'schedule_failed' });
      this.log.error({ err: error, schedule: name }, 'a schedule failed; it runs again at its time');
    }
    // Unwritten, the row is free again once its holder shows no life.
    await this.schedules.finish(name, failure).catch(() => undefined);
  }

  /** Waits for what runs. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.looping;
    await Promise.all(this.running.values());
  }
}
