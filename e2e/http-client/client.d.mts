/** What the journeys use of the client; the demo and the benchmark are JavaScript. */
export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Buffer };
}
export class ApiClient {
  constructor(origin: string, options?: { app?: 'storefront' | 'admin' });
  readonly app: 'storefront' | 'admin';
  readonly jar: { entries(): [name: string, value: string][] };
  get<T>(routeId: string, options?: CallOptions): Promise<T>;
}
