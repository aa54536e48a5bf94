import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { AcceptancePdf, AcceptanceQueries, Acceptances, InspectionLedgers } from '@yigou/purchasing';
import { inspectionLedgerBook } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';
import { AuditedExport } from '../reporting/audited-export';
import { sendPaper } from './send-paper';

/** Acceptance of what came by two people of the seat's unit, and the ledger that it makes. */
@Controller()
export class AcceptancesController {
  constructor(
    private readonly acceptances: Acceptances,
    private readonly queries: AcceptanceQueries,
    private readonly ledgers: InspectionLedgers,
    private readonly pdf: AcceptancePdf,
    private readonly audited: AuditedExport,
  ) {}

  @Handle('listAcceptableOrders')
  orders(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listAcceptableOrders'>,
  ): Promise<RouteResponse<'listAcceptableOrders'>> {
    return this.queries.orders(caller, query);
  }

  @Handle('getAcceptableOrder')
  order(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getAcceptableOrder'>,
  ): Promise<RouteResponse<'getAcceptableOrder'>> {
    return this.queries.order(caller, params.id);
  }

  @Handle('signAcceptance')
  async sign(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'signAcceptance'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'signAcceptance'>> {
    return this.queries.get(caller, await this.acceptances.sign(caller, params.id, body, claim));
  }

  @Handle('listAcceptances')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listAcceptances'>,
  ): Promise<RouteResponse<'listAcceptances'>> {
    return this.queries.list(caller, query);
  }

  @Handle('getAcceptance')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getAcceptance'>,
  ): Promise<RouteResponse<'getAcceptance'>> {
    return this.queries.get(caller, params.id);
  }

  @Handle('confirmAcceptance')
  async confirm(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'confirmAcceptance'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmAcceptance'>> {
    await this.acceptances.confirm(caller, params.id, claim);
    return this.queries.get(caller, params.id);
  }

  @Handle('returnAcceptance')
  async return(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'returnAcceptance'>,
  ): Promise<RouteResponse<'returnAcceptance'>> {
    await this.acceptances.return(caller, params.id, body.reason);
    return this.queries.get(caller, params.id);
  }

  @Handle('acceptancePdf')
  async sheet(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'acceptancePdf'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPaper(reply, await this.pdf.sheet(caller, params.id), 'acceptance.pdf');
  }

  @Handle('getInspectionLedger')
  ledger(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'getInspectionLedger'>,
  ): Promise<RouteResponse<'getInspectionLedger'>> {
    return this.ledgers.of(caller, query);
  }

  @Handle('inspectionLedgerPdf')
  async ledgerPdf(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'inspectionLedgerPdf'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPaper(reply, await this.pdf.ledger(caller, query), 'inspection-ledger.pdf');
  }

  @Handle('exportInspectionLedger')
  async ledgerBook(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'exportInspectionLedger'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = inspectionLedgerBook(await this.ledgers.of(by, query), query);
    await this.audited.send(file, { by, kind: 'inspection-ledger' }, request, reply);
  }
}
