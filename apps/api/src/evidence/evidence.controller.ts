import { Controller, Req, Res } from '@nestjs/common';
import { EVIDENCE_MAX_BYTES, type EvidenceView, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { EvidenceFiles } from '@yigou/evidence';
import { AttemptLimits, type Caller } from '@yigou/identity';
import type { StoredObject } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentCaller, Input } from '../http/request';

/** Evidence, 佐证材料: taken in from anybody, shown to those whom it concerns. */
@Controller()
export class EvidenceController {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly limits: AttemptLimits,
  ) {}

  @Handle('uploadEvidence')
  async upload(@CurrentCaller() by: Caller, @Req() request: ApiRequest): Promise<EvidenceView> {
    await this.limits.take('uploadAccount', by.actor.userId);
    return this.files.upload(by, await uploadOf(request, EVIDENCE_MAX_BYTES));
  }

  @Handle('uploadPublicEvidence')
  async uploadPublic(@Req() request: ApiRequest): Promise<RouteResponse<'uploadPublicEvidence'>> {
    await this.limits.take('uploadAddress', request.ip);
    return this.files.uploadPublic(await uploadOf(request, EVIDENCE_MAX_BYTES), request.ip);
  }

  @Handle('getEvidence')
  view(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'getEvidence'>): Promise<EvidenceView> {
    return this.files.view(by, params.id);
  }

  @Handle('getEvidencePage')
  async page(
    @CurrentCaller() by: Caller,
    @Input() { params, query }: RouteInput<'getEvidencePage'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const object = await this.files.page(by, params.id, params.page, query.size);
    await send(reply, object, 'image/webp');
  }

  @Handle('getEvidenceFile')
  async file(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'getEvidenceFile'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fileName, mediaType, object } = await this.files.file(by, params.id);
    const ending = mediaType.split('/')[1] ?? 'bin';
    void reply.header('Content-Disposition', attachment(fileName, `evidence.${ending}`));
    await send(reply, object, mediaType);
  }
}

/** What people uploaded runs nowhere and is kept by no shared cache; the browser of who may look asks again after a while. */
async function send(reply: FastifyReply, { body, size }: StoredObject, type: string): Promise<void> {
  if (size !== undefined) void reply.header('Content-Length', size);
  void reply
    .type(type)
    .header('Cache-Control', 'private, max-age=300')
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('Cross-Origin-Resource-Policy', 'same-origin');
  await reply.send(body);
}
