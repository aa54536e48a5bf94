import { Controller, Req, Res } from '@nestjs/common';
import { CertificatePdf } from '@yigou/certification';
import { AttemptLimits } from '@yigou/identity';
import type { RouteInput } from '@yigou/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

/** The certificate on paper: public, as its verification is. */
@Controller()
export class CertificatePdfController {
  constructor(
    private readonly pdf: CertificatePdf,
    private readonly limits: AttemptLimits,
  ) {}

  /** A browser asks again each time, and gets the file again only when something on it has changed: a suspension shows at once. */
  @Handle('certificatePdf')
  async get(
    @Input() { params }: RouteInput<'certificatePdf'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.take('certificateAddress', request.ip);
    const { body, tag } = await this.pdf.of(params.number);
    const etag = `"${tag}"`;
    void reply.header('ETag', etag).header('Cache-Control', 'no-cache').header('X-Content-Type-Options', 'nosniff');
    if (request.headers['if-none-match'] === etag) return void reply.status(304).send();
    const name = encodeURIComponent(`扶贫产品认定证书-${params.number}.pdf`).replaceAll("'", '%27');
    await reply
      .type('application/pdf')
      .header('Content-Disposition', `inline; filename="certificate.pdf"; filename*=UTF-8''${name}`)
      .send(body);
  }
}
