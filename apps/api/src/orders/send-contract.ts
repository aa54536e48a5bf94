import type { FastifyReply } from 'fastify';

/** A contract as a file to keep; never out of a cache that others share. */
export async function sendContract(
  reply: FastifyReply,
  { number, body }: { readonly number: string; readonly body: Buffer },
): Promise<void> {
  const name = encodeURIComponent(`采购合同-${number}.pdf`);
  await reply
    .type('application/pdf')
    .header('Cache-Control', 'private, no-store')
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Disposition', `attachment; filename="contract.pdf"; filename*=UTF-8''${name}`)
    .send(body);
}
