import type { FastifyRequest } from 'fastify';

/** Names the organisation that somebody acts for. */
const SEAT_HEADER = 'x-yigou-seat';

/**
 * The organisation that a request names: by its header or, for what a browser fetches by itself (links, pictures, event streams), in the query. A request that
 * changes something names it in the header alone.
 */
export function namedSeat(request: FastifyRequest): string | undefined {
  const header = request.headers[SEAT_HEADER];
  if (header !== undefined) return String(header).toLowerCase();
  if (request.method !== 'GET') return undefined;
  const asked = (request.query as Record<string, unknown> | null)?.['seat'];
  return typeof asked === 'string' && asked !== '' ? asked.toLowerCase() : undefined;
}
