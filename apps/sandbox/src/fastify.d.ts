import 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** `req_…`, sent as `Request-Id`. */
    requestId: string;
  }
}
