import { Controller, Req, Res } from '@nestjs/common';
import type { EvidenceView, RouteInput, RouteResponse } from '@yigou/contracts';
import { EvidenceFiles, MAX_EVIDENCE_BYTES } from '@yigou/evidence';
import { type Actor, AttemptLimits } from '@yigou/identity';
import type { StoredObject } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input } from '../http/request';

/** Evidence, 佐证材料: taken in from anybody, shown to those whom it concerns. */
@Controller()
export class EvidenceController {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly limits: AttemptLimits,
  ) {}

  @Handle('uploadEvidence')
  async upload(@CurrentActor() actor: Actor, @Req() request: ApiRequest): Promise<EvidenceView> {
    await this.limits.take('uploadAccount', actor.userId);
    return this.files.upload(actor, { ...(await uploadOf(request, MAX_EVIDENCE_BYTES)), address: request.ip });
  }

  @Handle('uploadPublicEvidence')
  async uploadPublic(@Req() request: ApiRequest): Promise<RouteResponse<'uploadPublicEvidence'>> {
    await this.limits.take('uploadAddress', request.ip);
    return this.files.uploadPublic({ ...(await uploadOf(request, MAX_EVIDENCE_BYTES)), address: request.ip });
  }

  @Handle('getEvidence')
  view(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getEvidence'>): Promise<EvidenceView> {
    return this.files.view(actor, params.id);
  }

  @Handle('getEvidencePage')
  async page(
    @CurrentActor() actor: Actor,
    @Input() { params, query }: RouteInput<'getEvidencePage'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const object = await this.files.page(actor, params.id, params.page, query.size);
    await send(reply, object, 'image/webp');
  }

  @Handle('getEvidenceFile')
  async file(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'getEvidenceFile'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fileName, mediaType, object } = await this.files.file(actor, params.id);
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
