import { Controller, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { ShareBulletins } from '@yigou/procurement';
import { ShareBulletinFiles } from '@yigou/reporting';
import type { FastifyReply } from 'fastify';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';
import { sendExport } from './audited-export';

/** Bulletins of finance departments: published, read, and taken along as files. */
@Controller()
export class ShareBulletinsController {
  constructor(
    private readonly bulletins: ShareBulletins,
    private readonly files: ShareBulletinFiles,
  ) {}

  @Handle('publishShareBulletin')
  async publish(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'publishShareBulletin'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'publishShareBulletin'>> {
    return { bulletinId: await this.bulletins.publish(caller, body, once) };
  }

  @Handle('previewShareBulletin')
  preview(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'previewShareBulletin'>,
  ): Promise<RouteResponse<'previewShareBulletin'>> {
    return this.bulletins.preview(caller, query);
  }

  @Handle('listPublicBulletins')
  listPublic(@Input() { query }: RouteInput<'listPublicBulletins'>): Promise<RouteResponse<'listPublicBulletins'>> {
    return this.bulletins.listPublic(query);
  }

  @Handle('getPublicBulletin')
  getPublic(@Input() { params }: RouteInput<'getPublicBulletin'>): Promise<RouteResponse<'getPublicBulletin'>> {
    return this.bulletins.getPublic(params.id);
  }

  @Handle('listShareBulletins')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listShareBulletins'>,
  ): Promise<RouteResponse<'listShareBulletins'>> {
    return this.bulletins.list(caller, query);
  }

  @Handle('getShareBulletin')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getShareBulletin'>,
  ): Promise<RouteResponse<'getShareBulletin'>> {
    return this.bulletins.get(caller, params.id);
  }

  @Handle('shareBulletinXlsx')
  async xlsx(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'shareBulletinXlsx'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendExport(this.files.xlsx(await this.bulletins.get(caller, params.id)), 'share-bulletin', reply);
  }

  @Handle('shareBulletinPdf')
  async pdf(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'shareBulletinPdf'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bulletin = await this.bulletins.get(caller, params.id);
    const body = await this.files.pdf(bulletin);
    await reply
      .type('application/pdf')
      .header('Cache-Control', 'private, no-cache')
      .header('X-Content-Type-Options', 'nosniff')
      .header('Content-Disposition', attachment(`${bulletin.title}.pdf`, 'share-bulletin.pdf'))
      .send(body);
  }
}
