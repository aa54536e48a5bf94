import { Controller, Req, Res } from '@nestjs/common';
import { AddressLists, AnswerCampaigns, CampaignAsks } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { addressBook } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';
import { AuditedExport } from '../reporting/audited-export';

/** Campaigns as the suppliers of their goods answer them. */
@Controller()
export class CampaignAsksController {
  constructor(
    private readonly asks: CampaignAsks,
    private readonly answers: AnswerCampaigns,
    private readonly addresses: AddressLists,
    private readonly audited: AuditedExport,
  ) {}

  @Handle('listCampaignAsks')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listCampaignAsks'>,
  ): Promise<RouteResponse<'listCampaignAsks'>> {
    return this.asks.list(caller, query);
  }

  @Handle('getCampaignAsk')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getCampaignAsk'>,
  ): Promise<RouteResponse<'getCampaignAsk'>> {
    return this.asks.get(caller, params.id);
  }

  @Handle('answerCampaign')
  async answer(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerCampaign'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'answerCampaign'>> {
    await this.answers.answer(caller, params.id, body, once);
    return this.asks.get(caller, params.id);
  }

  @Handle('exportCampaignPacks')
  async export(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'exportCampaignPacks'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = addressBook(await this.addresses.take(by, params.id));
    await this.audited.send(file, { by, kind: 'campaign-addresses' }, request, reply);
  }
}
