import { get, post, WHOLE_COUNTRY } from '../path.ts';

export const platformPaths = {
  sites: get('/sites', 'public'),
  liveStream: get('/live', 'public'),
  listFailedJobs: get('/admin/jobs/failed', 'administration', WHOLE_COUNTRY),
  discardJob: post('/admin/jobs/:queue/:id/discarding', 'administration', WHOLE_COUNTRY),
  retryJob: post('/admin/jobs/:queue/:id/retry', 'administration', WHOLE_COUNTRY),
} as const;
