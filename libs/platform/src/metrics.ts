import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { statementCount } from './database';

/** Prometheus metrics of this process. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const httpDuration = new Histogram({
  name: 'yigou_http_request_seconds',
  help: 'Time to answer, by route and status',
  labelNames: ['route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics],
});
export const jobDuration = new Histogram({
  name: 'yigou_job_seconds',
  help: 'Time to run a job, by queue, name and outcome',
  labelNames: ['queue', 'job', 'outcome'] as const,
  buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10, 60],
  registers: [metrics],
});
export const alarms = new Counter({
  name: 'yigou_alarms_total',
  help: 'Things a person must look at, by kind',
  labelNames: ['kind'] as const,
  registers: [metrics],
});
/** Events by what keeps them: `parked` ones need a person, `failing` ones are tried again, `unknown` ones wait for a worker that knows them. */
export const eventsWaiting = new Gauge({
  name: 'yigou_events_waiting',
  help: 'Events that some hearer has not done, by state: parked, failing, waiting, unknown',
  labelNames: ['state'] as const,
  registers: [metrics],
});
export const schedulesLate = new Gauge({
  name: 'yigou_schedules_late',
  help: 'Schedules that have not run for three periods',
  registers: [metrics],
});
export const clockSkew = new Gauge({
  name: 'yigou_clock_skew_seconds',
  help: 'How far this process is ahead of the clock of the database',
  registers: [metrics],
});
export const liveWatchers = new Gauge({
  name: 'yigou_live_watchers',
  help: 'Browsers that watch public progress on this process',
  registers: [metrics],
});
new Gauge({
  name: 'yigou_sql_statements_total',
  help: 'Statements sent to PostgreSQL',
  registers: [metrics],
  collect() {
    this.set(statementCount.total);
  },
});
