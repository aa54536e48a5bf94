import { Empty } from '../common';
import { route, type RoutesOf } from '../route';
import type { platformPaths } from './paths';
import { FailedJobs, JobParams } from './schemas';

export const platformRoutes = {
  listFailedJobs: route({
    tag: 'admin',
    summary: 'Failed jobs of all queues',
    response: FailedJobs,
    errors: ['forbidden', 'service_unavailable'],
  }),
  retryJob: route({
    tag: 'admin',
    summary: 'Run a failed job again',
    params: JobParams,
    response: Empty,
    status: 202,
    errors: ['forbidden', 'service_unavailable'],
  }),
} as const satisfies RoutesOf<typeof platformPaths>;
