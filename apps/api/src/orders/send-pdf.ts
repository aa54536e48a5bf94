import type { FastifyReply } from 'fastify';

/** A document of an order as a file to keep, named by what it is and the order's number; never out of a cache that others share. */
export async function sendPdf(
  reply: FastifyReply,
  what: string,
  { number, body }: { readonly number: string; readonly body: Buffer },
): Promise<void> {
  const name = encodeURIComponent(`${what}-${number}.pdf`);
  await reply
    .type('application/pdf')
    .header('Cache-Control', 'private, no-store')
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Disposition', `attachment; filename="order.pdf"; filename*=UTF-8''${name}`)
    .send(body);
}
