import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';
import { FailedJobs } from './failed-jobs';

/** Jobs know no region: the whole country's administrators only. */
@Controller()
export class JobsController {
  constructor(private readonly jobs: FailedJobs) {}

  @Handle('listFailedJobs')
  list(): Promise<RouteResponse<'listFailedJobs'>> {
    return this.jobs.list();
  }

  @Handle('discardJob')
  async discard(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'discardJob'>,
  ): Promise<Record<string, never>> {
    await this.jobs.discard(by, params.queue, params.id, body.reason);
    return {};
  }

  @Handle('retryJob')
  async retry(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'retryJob'>): Promise<Record<string, never>> {
    await this.jobs.retry(by, params.queue, params.id);
    return {};
  }
}
