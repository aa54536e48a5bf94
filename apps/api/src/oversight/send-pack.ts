import type { FastifyReply } from 'fastify';
import { PassThrough, type Writable } from 'node:stream';
import { attachment } from '../http/attachment';

/** Sends a ZIP while it is written; `plainName` is for whoever cannot read its Chinese one. */
export async function sendPack(
  reply: FastifyReply,
  pack: { readonly fileName: string; write(output: Writable): Promise<unknown> },
  plainName: string,
): Promise<void> {
  const body = new PassThrough();
  const written = pack.write(body);
  void reply
    .header('Content-Disposition', attachment(pack.fileName, plainName))
    .header('Cache-Control', 'no-store')
    .type('application/zip')
    .send(body);
  // What fails on the way destroys the stream, which cuts the answer short; it is logged where the answer ends.
  await written.catch(() => undefined);
}
