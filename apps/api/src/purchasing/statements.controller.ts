import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { StatementQueries, Statements } from '@yigou/purchasing';
import { statementBook } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';
import { AuditedExport } from '../reporting/audited-export';
import { sendPaper } from './send-paper';

type Id = RouteInput<'getStatement'>;
type View = RouteResponse<'getStatement'>;
type Page = RouteResponse<'listStatements'>;

/** Monthly statements of account of units and suppliers, from both sides. */
@Controller()
export class StatementsController {
  constructor(
    private readonly statements: Statements,
    private readonly queries: StatementQueries,
    private readonly audited: AuditedExport,
  ) {}

  @Handle('listStatements')
  list(@Seated() caller: SeatedCaller, @Input() { query }: RouteInput<'listStatements'>): Promise<Page> {
    return this.queries.list(caller, 'agency', query);
  }

  @Handle('getStatement')
  get(@Seated() caller: SeatedCaller, @Input() { params }: Id): Promise<View> {
    return this.queries.get(caller, 'agency', params.id);
  }

  @Handle('statementPdf')
  async pdf(@Seated() caller: SeatedCaller, @Input() { params }: Id, @Res() reply: FastifyReply): Promise<void> {
    await sendPaper(reply, await this.queries.pdf(caller, 'agency', params.id), 'statement.pdf');
  }

  @Handle('exportStatement')
  async book(
    @Seated() by: SeatedCaller,
    @Input() { params }: Id,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = statementBook(await this.queries.get(by, 'agency', params.id));
    await this.audited.send(file, { by, kind: 'statement' }, request, reply);
  }

  @Handle('confirmStatement')
  async confirm(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'confirmStatement'>,
  ): Promise<View> {
    await this.statements.confirm(caller, 'agency', params.id, body);
    return this.queries.get(caller, 'agency', params.id);
  }

  @Handle('objectStatement')
  async object(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'objectStatement'>,
  ): Promise<View> {
    await this.statements.object(caller, 'agency', params.id, body);
    return this.queries.get(caller, 'agency', params.id);
  }

  @Handle('answerStatement')
  async answer(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerStatement'>,
  ): Promise<View> {
    await this.statements.answer(caller, 'agency', params.id, body.reason);
    return this.queries.get(caller, 'agency', params.id);
  }

  @Handle('listSupplierStatements')
  supplierList(@Seated() caller: SeatedCaller, @Input() { query }: RouteInput<'listStatements'>): Promise<Page> {
    return this.queries.list(caller, 'supplier', query);
  }

  @Handle('getSupplierStatement')
  getSupplier(@Seated() caller: SeatedCaller, @Input() { params }: Id): Promise<View> {
    return this.queries.get(caller, 'supplier', params.id);
  }

  @Handle('supplierStatementPdf')
  async supplierPdf(
    @Seated() caller: SeatedCaller,
    @Input() { params }: Id,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPaper(reply, await this.queries.pdf(caller, 'supplier', params.id), 'statement.pdf');
  }

  @Handle('exportSupplierStatement')
  async supplierBook(
    @Seated() by: SeatedCaller,
    @Input() { params }: Id,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = statementBook(await this.queries.get(by, 'supplier', params.id));
    await this.audited.send(file, { by, kind: 'statement' }, request, reply);
  }

  @Handle('confirmSupplierStatement')
  async confirmSupplier(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'confirmStatement'>,
  ): Promise<View> {
    await this.statements.confirm(caller, 'supplier', params.id, body);
    return this.queries.get(caller, 'supplier', params.id);
  }

  @Handle('objectSupplierStatement')
  async objectSupplier(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'objectStatement'>,
  ): Promise<View> {
    await this.statements.object(caller, 'supplier', params.id, body);
    return this.queries.get(caller, 'supplier', params.id);
  }

  @Handle('answerSupplierStatement')
  async answerSupplier(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerStatement'>,
  ): Promise<View> {
    await this.statements.answer(caller, 'supplier', params.id, body.reason);
    return this.queries.get(caller, 'supplier', params.id);
  }
}
