import { Controller, Req, Res } from '@nestjs/common';
import {
  FulfilmentQueries,
  HandOutQueries,
  HandOuts,
  PeopleExports,
  PledgeAddresses,
  PublishCampaign,
} from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, type SeatedCaller, supplierOf } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { campaignAddressBook } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, Seated } from '../http/request';
import { AuditedExport } from '../reporting/audited-export';
import { sendCampaignPdf } from './send-campaign-pdf';

/** What follows when a campaign has succeeded: for its organiser, for who leads a point of it, and for its suppliers. */
@Controller()
export class FulfilmentController {
  constructor(
    private readonly queries: FulfilmentQueries,
    private readonly handOuts: HandOuts,
    private readonly rows: HandOutQueries,
    private readonly publishing: PublishCampaign,
    private readonly addresses: PledgeAddresses,
    private readonly audited: AuditedExport,
    private readonly exports: PeopleExports,
  ) {}

  @Handle('getFulfilment')
  view(
    @CurrentCaller() { actor }: Caller,
    @Input() { params }: RouteInput<'getFulfilment'>,
  ): Promise<RouteResponse<'getFulfilment'>> {
    return this.queries.view(actor.userId, params.id);
  }

  @Handle('listHandOuts')
  list(
    @CurrentCaller() { actor }: Caller,
    @Input() { params, query }: RouteInput<'listHandOuts'>,
  ): Promise<RouteResponse<'listHandOuts'>> {
    return this.rows.list(actor.userId, params.id, query);
  }

  @Handle('handOutListPdf')
  async paper(
    @CurrentCaller() by: Caller,
    @Input() { params, query }: RouteInput<'handOutListPdf'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const paper = await this.rows.paper(by.actor.userId, params.id, query);
    await this.exports.note(by, params.id, `团购 ${paper.number} 的分发名单`);
    await sendCampaignPdf(reply, '分发名单', paper);
  }

  @Handle('handOutPledge')
  handOut(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'handOutPledge'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'handOutPledge'>> {
    return this.handOuts.handOut(by, params.id, body, claim);
  }

  @Handle('closeHandOut')
  close(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'closeHandOut'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'closeHandOut'>> {
    return this.handOuts.close(by, params.id, body, claim);
  }

  @Handle('publishCampaign')
  publish(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'publishCampaign'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'publishCampaign'>> {
    return this.publishing.execute(by, params.id, claim);
  }

  @Handle('listCampaignOrders')
  orders(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listCampaignOrders'>,
  ): Promise<RouteResponse<'listCampaignOrders'>> {
    return this.queries.ofSupplier(supplierOf(by), query);
  }

  @Handle('exportCampaignAddresses')
  async book(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'exportCampaignAddresses'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = campaignAddressBook(await this.addresses.ofOrder(supplierOf(by), params.id));
    await this.audited.send(file, { by, kind: 'campaign-addresses' }, request, reply);
  }
}
