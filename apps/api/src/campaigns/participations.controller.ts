import { Controller, Res } from '@nestjs/common';
import { ParticipationPdf, Participations } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input } from '../http/request';
import { sendCampaignPdf } from './send-campaign-pdf';

/** Certificates of participation: whoever has the number checks it. */
@Controller()
export class ParticipationsController {
  constructor(
    private readonly participations: Participations,
    private readonly pdf: ParticipationPdf,
  ) {}

  @Handle('getOwnParticipation')
  own(
    @CurrentCaller() { actor }: Caller,
    @Input() { params }: RouteInput<'getOwnParticipation'>,
  ): Promise<RouteResponse<'getOwnParticipation'>> {
    return this.participations.own(actor.userId, params.id);
  }

  @Handle('verifyParticipation')
  verify(@Input() { params }: RouteInput<'verifyParticipation'>): Promise<RouteResponse<'verifyParticipation'>> {
    return this.participations.verify(params.number);
  }

  @Handle('participationPdf')
  async paper(@Input() { params }: RouteInput<'participationPdf'>, @Res() reply: FastifyReply): Promise<void> {
    await sendCampaignPdf(reply, '参与证书', await this.pdf.of(params.number));
  }
}
