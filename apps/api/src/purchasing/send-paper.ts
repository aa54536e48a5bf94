import type { PaperFile } from '@yigou/purchasing';
import type { FastifyReply } from 'fastify';
import { attachment } from '../http/attachment';

/** Sends a PDF to be saved; `plainName` is for whoever cannot read its Chinese one. */
export async function sendPaper(reply: FastifyReply, { fileName, body }: PaperFile, plainName: string): Promise<void> {
  await reply
    .type('application/pdf')
    .header('Content-Disposition', attachment(fileName, plainName))
    .header('Cache-Control', 'no-store')
    .header('X-Content-Type-Options', 'nosniff')
    .send(body);
}
