import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Database, producerConnection, queueStoreProblem, readConfig, workerConnection } from '@yigou/platform';
import { Logger } from 'nestjs-pino';
import { CONSUMERS } from './contexts';
import { healthServer } from './health';
import { collectQueues } from './outbox/consumer';
import { QueueWorkers } from './outbox/queue-workers';
import { OutboxRelay } from './outbox/relay';
import { Scheduler } from './outbox/scheduler';
import { WorkerWatch } from './outbox/watch';
import { WorkerModule } from './worker.module';

const config = readConfig();
const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { bufferLogs: true });
const log = app.get(Logger);
app.useLogger(log);

// A Redis that is away or slow at the start, as while it reads its log, is waited for.
const patient = workerConnection(config.REDIS_URL);
const problem = await queueStoreProblem(patient);
patient.disconnect();
if (problem && config.NODE_ENV === 'production') {
  log.fatal(problem);
  process.exit(1);
}
if (problem) log.warn(problem);

const relay = app.get(OutboxRelay);
const workers = app.get(QueueWorkers);
const scheduler = app.get(Scheduler);
const watch = app.get(WorkerWatch);
const queues = collectQueues(CONSUMERS.map((consumer) => app.get<object>(consumer)));
relay.start(queues);
await workers.start(queues);
scheduler.start(queues);
watch.start();
const redis = producerConnection(config.REDIS_URL);
const health = healthServer(app.get(Database), redis, watch);
await health.listen({ port: config.WORKER_PORT, host: config.HOST });
log.log(`worker ready, health on ${config.HOST}:${config.WORKER_PORT}`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // First nothing new comes in, then what runs is finished, then the connections go.
  await health.close();
  await watch.stop();
  await Promise.all([scheduler.stop(), workers.stop()]);
  await relay.stop();
  redis.disconnect();
  await app.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
