import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, requireMembership } from '@yigou/identity';
import { ReviewBulletin } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';
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
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'reviewBulletin'>,
  ): Promise<RouteResponse<'reviewBulletin'>> {
    return this.bulletin.read(requireMembership(actor, 'administration'), query);
  }

  @Handle('exportReviewBulletin')
  async export(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'exportReviewBulletin'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const membership = requireMembership(actor, 'administration');
    const file = await this.bulletin.export(membership, query);
    await this.audited.send(file, { actor, membership, kind: 'review-bulletin' }, request, reply);
  }
}
