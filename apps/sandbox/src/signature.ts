import { createHmac } from 'node:crypto';

/**
 * The value of a signature header: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, with one `v1` per secret, so that
 * a receiver accepts the message while a secret is being rolled.
 */
export function signatureHeader(body: string, secrets: readonly string[], timestamp: number): string {
  const signatures = secrets.map((secret) => {
    const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
    return `v1=${digest}`;
  });
  return [`t=${timestamp}`, ...signatures].join(',');
}
