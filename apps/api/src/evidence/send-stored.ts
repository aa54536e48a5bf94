import type { StoredObject } from '@yigou/platform';
import type { FastifyReply } from 'fastify';

/** What people uploaded runs nowhere and is kept by no shared cache; the browser of who may look asks again after a while. */
export async function sendStored(reply: FastifyReply, { body, size }: StoredObject, type: string): Promise<void> {
  if (size !== undefined) void reply.header('Content-Length', size);
  void reply
    .type(type)
    .header('Cache-Control', 'private, max-age=300')
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('Cross-Origin-Resource-Policy', 'same-origin');
  await reply.send(body);
}
