import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import type { FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';
import { requireNational } from '../reporting/scope';
import { FailedJobs } from './failed-jobs';

/** Jobs know no region: the whole country's administrators only. */
@Controller()
export class JobsController {
  constructor(private readonly jobs: FailedJobs) {}

  @Handle('listFailedJobs')
  list(@CurrentActor() actor: Actor): Promise<RouteResponse<'listFailedJobs'>> {
    requireNational(actor);
    return this.jobs.list();
  }

  @Handle('retryJob')
  async retry(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'retryJob'>,
    @Req() request: FastifyRequest,
  ): Promise<Record<string, never>> {
    const membership = requireNational(actor);
    await this.jobs.retry(actor, membership, params.queue, params.id, request.ip);
    return {};
  }
}
