import { get, post } from '../path.ts';

export const platformPaths = {
  listFailedJobs: get('/admin/jobs/failed', 'administration'),
  retryJob: post('/admin/jobs/:queue/:id/retry', 'administration'),
} as const;
