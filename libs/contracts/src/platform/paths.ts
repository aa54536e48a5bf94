import { get, post } from '../path.ts';

export const platformPaths = {
  listFailedJobs: get('/admin/jobs/failed', 'admin'),
  retryJob: post('/admin/jobs/:queue/:id/retry', 'admin'),
} as const;
