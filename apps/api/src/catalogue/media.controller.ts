import { Controller, Inject, Res } from '@nestjs/common';
import { mediaType } from '@yigou/catalogue';
import type { RouteInput } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { OBJECT_STORE, type ObjectStore } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Stored pictures. A key's content never changes, so that a browser asks once. */
@Controller()
export class MediaController {
  constructor(@Inject(OBJECT_STORE) private readonly store: ObjectStore) {}

  @Handle('getMedia')
  async get(@Input() { params }: RouteInput<'getMedia'>, @Res() reply: FastifyReply): Promise<void> {
    const type = mediaType(params['*']);
    const object = type === null ? null : await this.store.get(params['*']);
    if (type === null || !object) throw new DomainError('not_found');
    if (object.size !== undefined) void reply.header('Content-Length', object.size);
    void reply
      .type(type)
      .header('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Content-Security-Policy', "default-src 'none'; sandbox")
      .header('Cross-Origin-Resource-Policy', 'same-site');
    await reply.send(object.body);
  }
}
