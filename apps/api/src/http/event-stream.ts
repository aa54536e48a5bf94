import type { ServerResponse } from 'node:http';

/**
 * Begins server-sent events on a response that the framework has let go of; the first bytes go out at once.
 * @param retryMs after which time the browser comes back by itself when the stream has ended
 */
export function openEventStream(response: ServerResponse, retryMs: number): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    Connection: 'keep-alive',
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${retryMs}\n\n`);
}

/** Ends the stream and its connection, which would be kept for a next request. */
export function hangUp(response: ServerResponse): void {
  response.end(() => response.socket?.end());
}
