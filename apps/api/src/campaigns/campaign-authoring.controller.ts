import { Controller, Req, Res } from '@nestjs/common';
import { addressTemplate, AddressLists, DraftCampaigns, MyCampaigns, ProgressReports } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { XLSX } from '@yigou/reporting';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentCaller, Input, Once } from '../http/request';

/** A hundred thousand people fit into half of it. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Campaigns as their organisers make them. */
@Controller()
export class CampaignAuthoringController {
  constructor(
    private readonly drafts: DraftCampaigns,
    private readonly queries: MyCampaigns,
    private readonly reports: ProgressReports,
    private readonly addresses: AddressLists,
  ) {}

  @Handle('listMyCampaigns')
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<'listMyCampaigns'>,
  ): Promise<RouteResponse<'listMyCampaigns'>> {
    return this.queries.list(caller, query);
  }

  @Handle('createCampaign')
  create(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'createCampaign'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'createCampaign'>> {
    return this.drafts.create(caller, body, once);
  }

  @Handle('getMyCampaign')
  get(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<'getMyCampaign'>,
  ): Promise<RouteResponse<'getMyCampaign'>> {
    return this.queries.get(caller, params.id);
  }

  @Handle('saveCampaign')
  async save(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'saveCampaign'>,
  ): Promise<RouteResponse<'saveCampaign'>> {
    await this.drafts.save(caller, params.id, body);
    return this.queries.get(caller, params.id);
  }

  @Handle('submitCampaign')
  async submit(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<'submitCampaign'>,
  ): Promise<RouteResponse<'submitCampaign'>> {
    await this.drafts.submit(caller, params.id);
    return this.queries.get(caller, params.id);
  }

  @Handle('cancelCampaign')
  async cancel(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'cancelCampaign'>,
  ): Promise<RouteResponse<'cancelCampaign'>> {
    await this.drafts.cancel(caller, params.id, body.reason);
    return this.queries.get(caller, params.id);
  }

  @Handle('fileCampaignReport')
  async report(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'fileCampaignReport'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'fileCampaignReport'>> {
    await this.reports.file(caller, params.id, body, once);
    return this.queries.get(caller, params.id);
  }

  @Handle('uploadCampaignAddresses')
  async upload(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<'uploadCampaignAddresses'>,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'uploadCampaignAddresses'>> {
    return this.addresses.upload(caller, params.id, await uploadOf(request, MAX_FILE_BYTES));
  }

  @Handle('removeCampaignAddresses')
  async remove(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<'removeCampaignAddresses'>,
  ): Promise<RouteResponse<'removeCampaignAddresses'>> {
    await this.addresses.remove(caller, params.id);
    return {};
  }

  @Handle('campaignAddressTemplate')
  async template(@Res() reply: FastifyReply): Promise<void> {
    const file = await addressTemplate();
    await reply.header('Content-Disposition', attachment('收件名单模板.xlsx', 'addresses.xlsx')).type(XLSX).send(file);
  }
}
