import { Controller, Res } from '@nestjs/common';
import type { RouteInput } from '@yigou/contracts';
import { SiteMap } from '@yigou/reporting';
import type { FastifyReply } from 'fastify';
import { PassThrough } from 'node:stream';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

const XML = 'application/xml; charset=utf-8';
const KEPT = 'public, max-age=600';

/** The addresses that search engines are to know. The web server shows them where those look for them. */
@Controller()
export class SiteMapController {
  constructor(private readonly siteMap: SiteMap) {}

  @Handle('siteMapIndex')
  async index(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.siteMap.index();
    await reply.header('Cache-Control', KEPT).type(XML).send(text);
  }

  @Handle('siteMapPart')
  async part(@Input() { params }: RouteInput<'siteMapPart'>, @Res() reply: FastifyReply): Promise<void> {
    const write = this.siteMap.write(params.kind, Number(params.part));
    const body = new PassThrough();
    void reply.header('Cache-Control', KEPT).type(XML).send(body);
    // What fails on the way destroys the stream, which cuts the answer short; it is logged where the answer ends.
    await write(body).catch(() => undefined);
  }
}
