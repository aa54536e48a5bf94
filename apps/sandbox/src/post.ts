import * as http from 'node:http';
import * as https from 'node:https';

const TIMEOUT_MS = 10_000;

/**
 * Sends messages to webhooks over kept-alive connections. Node's own client rather than fetch: a benchmark makes thousands
 * of deliveries beside the system that it measures, and fetch costs several times as much processor time for each.
 */
export class Poster {
  private readonly httpAgent = new http.Agent({ keepAlive: true });
  private readonly httpsAgent = new https.Agent({ keepAlive: true });

  /** The status of the answer; redirects are answers like any other. Rejects when there is none. */
  post(url: string, body: string, headers: Record<string, string>): Promise<number> {
    const secure = url.startsWith('https:');
    const options = {
      method: 'POST',
      agent: secure ? this.httpsAgent : this.httpAgent,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
      timeout: TIMEOUT_MS,
    };
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).request(url, options, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', reject);
      });
      request.once('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1_000} s`)));
      request.once('error', reject);
      request.end(body);
    });
  }

  /** Cuts what is under way. */
  close(): void {
    this.httpAgent.destroy();
    this.httpsAgent.destroy();
  }
}
