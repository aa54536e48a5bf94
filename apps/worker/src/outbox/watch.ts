import { Injectable, Logger } from '@nestjs/common';
import { alarms, clockSkew, clockSkewMs, countEvents, Database, eventsWaiting, schedulesLate } from '@yigou/platform';
import { Scheduler } from './scheduler';

const LOOK_MS = 10_000;
/** Deadlines are decided by the database's clock; a clock that is off by more makes logs and signatures wrong. */
const MAX_SKEW_MS = 5_000;

export interface WorkerState {
  /** Names of schedules that have not run for three periods. */
  readonly late: readonly string[];
  /** How far our clock is ahead of the database's. */
  readonly skewMs: number;
  /** Events that nobody has taken up for minutes. */
  readonly stale: number;
}

/** Looks now and then at what nobody would miss until it hurts: schedules that stand still, a clock that is wrong, events that wait. */
@Injectable()
export class WorkerWatch {
  private readonly log = new Logger('Watch');
  private timer: NodeJS.Timeout | undefined;
  private state: WorkerState = { late: [], skewMs: 0, stale: 0 };
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly scheduler: Scheduler,
  ) {}

  start(): void {
    this.timer = setInterval(() => (this.looking = this.look().catch(() => undefined)), LOOK_MS);
    this.looking = this.look().catch(() => undefined);
  }

  /** What keeps the worker from being ready; nothing when all is well. */
  problems(): string[] {
    const { late, skewMs, stale } = this.state;
    const seconds = Math.round(skewMs / 1_000);
    return [
      ...late.map((name) => `schedule ${name} has not run for three periods`),
      ...(Math.abs(skewMs) > MAX_SKEW_MS ? [`the clock is ${seconds} s ahead of the database's`] : []),
      ...(stale > 0 ? [`${stale} events have not been taken up for five minutes`] : []),
    ];
  }

  /** Looks once. An alarm is raised when something begins to be wrong, the gauges say how long it lasts. */
  async look(): Promise<void> {
    const before = this.state;
    const [late, skewMs, counts] = await Promise.all([
      this.scheduler.late(),
      clockSkewMs(this.db),
      countEvents(this.db),
    ]);
    this.state = { late: late.map(({ name }) => name), skewMs, stale: counts.stale };
    schedulesLate.set(late.length);
    clockSkew.set(skewMs / 1_000);
    for (const [state, count] of Object.entries(counts)) eventsWaiting.set({ state }, count);
    for (const { name, finishedAt } of late.filter(({ name: one }) => !before.late.includes(one))) {
      alarms.inc({ kind: 'schedule_late' });
      this.log.error({ schedule: name, finishedAt }, 'a schedule has not run for three periods');
    }
    if (counts.stale > 0 && before.stale === 0) {
      alarms.inc({ kind: 'events_stale' });
      this.log.error({ events: counts.stale }, 'events have not been taken up for five minutes');
    }
    if (Math.abs(skewMs) > MAX_SKEW_MS && Math.abs(before.skewMs) <= MAX_SKEW_MS) {
      alarms.inc({ kind: 'clock_skew' });
      this.log.error({ skewMs }, 'the clock of this machine and the clock of the database differ');
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }
}
