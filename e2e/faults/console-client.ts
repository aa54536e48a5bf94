import type { System } from '../../infra/launcher/system.ts';
import type { Buyer as Person } from '../bench/figures.ts';
import { ApiClient } from '../http-client/client.ts';

/** Somebody's browser with the console. */
export function atConsole(system: System, { token, xsrf }: Person): ApiClient {
  const client = new ApiClient(`http://127.0.0.1:${system.ports.api}`, { app: 'admin' });
  client.jar.set('yg_admin_session', token);
  client.jar.set('XSRF-TOKEN-ADMIN', xsrf);
  return client;
}
