import { PLATFORM } from '@yigou/platform';
import { inApi } from '../context';
import { FailedJobs } from './failed-jobs';
import { JobsController } from './jobs.controller';
import { QueueClients } from './queue-clients';

export const platformInApi = inApi(PLATFORM, {
  controllers: [JobsController],
  providers: [QueueClients, FailedJobs],
});
