import { PLATFORM } from '@yigou/platform';
import { inApi } from '../context';
import { FailedJobs } from './failed-jobs';
import { JobsController } from './jobs.controller';
import { LiveController } from './live.controller';
import { LiveStreams } from './live-streams';
import { SitesController } from './sites.controller';
import { QueueClients } from './queue-clients';

export const platformInApi = inApi(PLATFORM, {
  controllers: [JobsController, LiveController, SitesController],
  providers: [QueueClients, FailedJobs, LiveStreams],
});
