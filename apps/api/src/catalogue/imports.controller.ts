import { Readable } from 'node:stream';
import { Controller, Req, Res } from '@nestjs/common';
import { ImportRefusals, ImportRuns } from '@yigou/catalogue';
import type { ImportUndo, ImportView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once, Seated } from '../http/request';
import { uploadOf } from './upload';

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** A file may hold products of any county: so only administrators of the whole country import. */
@Controller()
export class ImportsController {
  constructor(
    private readonly runs: ImportRuns,
    private readonly refusals: ImportRefusals,
  ) {}

  @Handle('startImport')
  async start(
    @Seated() by: SeatedCaller,
    @Req() request: ApiRequest,
    @Once() once: IdempotencyClaim,
  ): Promise<ImportView> {
    const { fileName, body } = await uploadOf(request, MAX_FILE_BYTES);
    return this.runs.start(by, { fileName, file: body }, once);
  }

  @Handle('listImports')
  async list(): Promise<RouteResponse<'listImports'>> {
    return { items: await this.runs.list() };
  }

  @Handle('getImport')
  get(@Input() { params }: RouteInput<'getImport'>): Promise<ImportView> {
    return this.runs.get(params.id);
  }

  @Handle('importRefusedRows')
  async refused(@Input() { params }: RouteInput<'importRefusedRows'>, @Res() reply: FastifyReply): Promise<void> {
    const { fileName, lines } = await this.refusals.file(params.id);
    await reply
      .header('Content-Disposition', attachment(fileName, 'refused-rows.csv'))
      .header('Cache-Control', 'no-store')
      .type('text/csv; charset=utf-8')
      .send(Readable.from(lines));
  }

  @Handle('answerImport')
  answer(@Seated() by: SeatedCaller, @Input() { params, body }: RouteInput<'answerImport'>): Promise<ImportView> {
    return this.runs.answer(by, params.id, body);
  }

  @Handle('confirmImport')
  confirm(@Seated() by: SeatedCaller, @Input() { params, body }: RouteInput<'confirmImport'>): Promise<ImportView> {
    return this.runs.confirm(by, params.id, body.round);
  }

  @Handle('previewImportUndo')
  undoable(@Input() { params }: RouteInput<'previewImportUndo'>): Promise<ImportUndo> {
    return this.runs.undoable(params.id);
  }

  @Handle('undoImport')
  undo(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'undoImport'>): Promise<ImportView> {
    return this.runs.undo(by, params.id);
  }

  @Handle('discardImport')
  discard(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'discardImport'>): Promise<ImportView> {
    return this.runs.discard(by, params.id);
  }
}
