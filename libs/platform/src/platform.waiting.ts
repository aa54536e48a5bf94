import { WHOLE_COUNTRY } from '@yigou/contracts';
import { waitsFor } from './waiting';

export const PLATFORM_WAITING = waitsFor({
  code: 'platform.parked_jobs',
  label: '停下来、要人处理的任务',
  seats: { kind: 'administration', ...WHOLE_COUNTRY },
  link: { path: '/administration/jobs' },
  list: 'listFailedJobs',
  rows(filter) {
    filter.and('d.parked_at IS NOT NULL', 'd.discarded_at IS NULL');
    return 'event_delivery d';
  },
});
