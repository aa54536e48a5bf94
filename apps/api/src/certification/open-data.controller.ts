import { Controller, Req, Res } from '@nestjs/common';
import { OpenData } from '@yigou/certification';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { AttemptLimits } from '@yigou/identity';
import { Exports } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';
import { sendExport } from '../reporting/audited-export';

/** What is certified, for everybody: read by machines page by page, by people as a spreadsheet. Both are public data, so that no trail is kept. */
@Controller()
export class OpenDataController {
  constructor(
    private readonly data: OpenData,
    private readonly exports: Exports,
    private readonly limits: AttemptLimits,
  ) {}

  @Handle('listOpenCertificates', { cacheMs: 60_000, shared: true })
  list(@Input() { query }: RouteInput<'listOpenCertificates'>): Promise<RouteResponse<'listOpenCertificates'>> {
    return this.data.certificates(query);
  }

  @Handle('exportOpenCertificates')
  async export(
    @Input() { query }: RouteInput<'exportOpenCertificates'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.take('openExportAddress', request.ip);
    await sendExport(this.exports.openCertificates(query), 'certificates', reply);
  }
}
