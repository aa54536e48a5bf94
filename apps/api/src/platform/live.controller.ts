import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput } from '@yigou/contracts';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input } from '../http/request';
import { LiveStreams } from './live-streams';

@Controller()
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Handle('liveStream')
  stream(@Input() { query }: RouteInput<'liveStream'>, @Req() request: ApiRequest, @Res() reply: FastifyReply): void {
    const enter = this.streams.enter(query.topics ?? [], request.ip);
    reply.hijack();
    // A browser that comes back by itself says by a header what it has seen, a page that opens another stream by the query.
    enter(reply.raw, Math.max(Number(request.headers['last-event-id']) || 0, query.seen ?? 0));
  }
}
