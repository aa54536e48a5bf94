import { apiUrl } from './api-client';

const POLL_MS = 10_000;
/** Errors of the stream in a row after which asking at intervals takes over. */
const PATIENCE = 3;

/**
 * Calls `changed` whenever the order may have moved: on the server's events, or every 10 s where the stream cannot be held
 * (a proxy that buffers, too many tabs). Returns the way to stop.
 */
export function watchOrder(orderId: string, changed: () => void): () => void {
  let errors = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const poll = () => {
    timer ??= setInterval(() => {
      if (document.visibilityState === 'visible') changed();
    }, POLL_MS);
  };
  if (typeof EventSource === 'undefined') {
    poll();
    return () => clearInterval(timer);
  }
  const source = new EventSource(apiUrl('orderStream', { id: orderId }), { withCredentials: true });
  source.addEventListener('open', () => (errors = 0));
  source.addEventListener('changed', () => changed());
  source.addEventListener('error', () => {
    errors += 1;
    if (source.readyState === EventSource.CLOSED || errors >= PATIENCE) {
      source.close();
      poll();
    }
  });
  return () => {
    source.close();
    clearInterval(timer);
  };
}
