import { Controller, Req, Res } from '@nestjs/common';
import { EVIDENCE_MAX_BYTES, type EvidenceView, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { EvidenceFiles } from '@yigou/evidence';
import { AttemptLimits, type Caller } from '@yigou/identity';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentCaller, Input } from '../http/request';
import { sendStored } from './send-stored';

/** Evidence, 佐证材料: taken in from anybody, shown to those whom it concerns. */
@Controller()
export class EvidenceController {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly limits: AttemptLimits,
  ) {}

  @Handle('uploadEvidence')
  async upload(@CurrentCaller() by: Caller, @Req() request: ApiRequest): Promise<EvidenceView> {
    return this.files.upload(by, await uploadOf(request, EVIDENCE_MAX_BYTES));
  }

  @Handle('uploadPublicEvidence')
  async uploadPublic(@Req() request: ApiRequest): Promise<RouteResponse<'uploadPublicEvidence'>> {
    await this.limits.take('uploadAddress', request.ip);
    await this.limits.take('uploadAddressDay', request.ip);
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
    await sendStored(reply, object, 'image/webp');
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
    await sendStored(reply, object, mediaType);
  }
}
