import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { ReviewBulletin } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';
import { AuditedExport } from './audited-export';

/** How the offices of the caller's region review. */
@Controller()
export class BulletinController {
  constructor(
    private readonly bulletin: ReviewBulletin,
    private readonly audited: AuditedExport,
  ) {}

  @Handle('reviewBulletin')
  read(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'reviewBulletin'>,
  ): Promise<RouteResponse<'reviewBulletin'>> {
    return this.bulletin.read(by.seat, query);
  }

  @Handle('exportReviewBulletin')
  async export(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'exportReviewBulletin'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.bulletin.export(by.seat, query);
    await this.audited.send(file, { by, kind: 'review-bulletin' }, request, reply);
  }
}
