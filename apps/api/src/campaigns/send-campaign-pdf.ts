import type { FastifyReply } from 'fastify';
import { attachment } from '../http/attachment';

/** A paper of a campaign as a file to keep, named by what it is and its number. */
export async function sendCampaignPdf(
  reply: FastifyReply,
  what: string,
  { number, body }: { readonly number: string; readonly body: Buffer },
): Promise<void> {
  await reply
    .type('application/pdf')
    .header('Content-Disposition', attachment(`${what}-${number}.pdf`, 'campaign.pdf'))
    .header('Cache-Control', 'private, no-store')
    .header('X-Content-Type-Options', 'nosniff')
    .send(body);
}
