import { Controller, Req, Res } from '@nestjs/common';
import { EVIDENCE_MAX_BYTES, type RouteInput, type RouteResponse } from '@yigou/contracts';
import type { EvidenceFile } from '@yigou/evidence';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { InvoiceQueries, Invoices } from '@yigou/purchasing';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { sendStored } from '../evidence/send-stored';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once, Seated } from '../http/request';

type Id = RouteInput<'getInvoice'>;
type View = RouteResponse<'getInvoice'>;

/** Invoices of suppliers to budget units, from both sides. */
@Controller()
export class InvoicesController {
  constructor(
    private readonly invoices: Invoices,
    private readonly queries: InvoiceQueries,
  ) {}

  @Handle('uploadInvoiceFile')
  async upload(
    @Seated() caller: SeatedCaller,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'uploadInvoiceFile'>> {
    return this.invoices.upload(caller, await uploadOf(request, EVIDENCE_MAX_BYTES));
  }

  @Handle('listInvoiceableOrders')
  orders(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listInvoiceableOrders'>,
  ): Promise<RouteResponse<'listInvoiceableOrders'>> {
    return this.queries.orders(caller, query);
  }

  @Handle('listIssuedInvoices')
  issued(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listIssuedInvoices'>,
  ): Promise<RouteResponse<'listIssuedInvoices'>> {
    return this.queries.list(caller, 'supplier', query);
  }

  @Handle('recordInvoice')
  async record(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'recordInvoice'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<View> {
    return this.queries.get(caller, 'supplier', await this.invoices.record(caller, body, claim));
  }

  @Handle('getIssuedInvoice')
  getIssued(@Seated() caller: SeatedCaller, @Input() { params }: Id): Promise<View> {
    return this.queries.get(caller, 'supplier', params.id);
  }

  @Handle('issuedInvoiceFile')
  async issuedFile(@Seated() caller: SeatedCaller, @Input() { params }: Id, @Res() reply: FastifyReply): Promise<void> {
    await sendOriginal(reply, await this.queries.file(caller, 'supplier', params.id));
  }

  @Handle('redLetterInvoice')
  async redLetter(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'redLetterInvoice'>,
  ): Promise<View> {
    await this.invoices.redLetter(caller, params.id, body);
    return this.queries.get(caller, 'supplier', params.id);
  }

  @Handle('withdrawInvoice')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'withdrawInvoice'>,
  ): Promise<View> {
    await this.invoices.withdraw(caller, params.id, body.reason);
    return this.queries.get(caller, 'supplier', params.id);
  }

  @Handle('listInvoices')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listInvoices'>,
  ): Promise<RouteResponse<'listInvoices'>> {
    return this.queries.list(caller, 'agency', query);
  }

  @Handle('getInvoice')
  get(@Seated() caller: SeatedCaller, @Input() { params }: Id): Promise<View> {
    return this.queries.get(caller, 'agency', params.id);
  }

  @Handle('invoiceFile')
  async file(@Seated() caller: SeatedCaller, @Input() { params }: Id, @Res() reply: FastifyReply): Promise<void> {
    await sendOriginal(reply, await this.queries.file(caller, 'agency', params.id));
  }

  @Handle('receiveInvoice')
  async receive(@Seated() caller: SeatedCaller, @Input() { params }: RouteInput<'receiveInvoice'>): Promise<View> {
    await this.invoices.receive(caller, params.id);
    return this.queries.get(caller, 'agency', params.id);
  }

  @Handle('objectInvoice')
  async object(@Seated() caller: SeatedCaller, @Input() { params, body }: RouteInput<'objectInvoice'>): Promise<View> {
    await this.invoices.object(caller, params.id, body.reason);
    return this.queries.get(caller, 'agency', params.id);
  }
}

async function sendOriginal(reply: FastifyReply, { fileName, mediaType, object }: EvidenceFile): Promise<void> {
  void reply.header('Content-Disposition', attachment(fileName, `invoice.${mediaType.split('/')[1] ?? 'bin'}`));
  await sendStored(reply, object, mediaType);
}
