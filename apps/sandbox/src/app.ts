import type { AddressInfo } from 'node:net';
import { LogController, fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { SandboxConfig } from './config';
import { carrierFeed, controls } from './controls';
import { hostedPage } from './hosted-page';
import { Journal } from './journal';
import { parseForm, v1 } from './v1';
import { World } from './world';

export interface Sandbox {
  app: FastifyInstance;
  world: World;
  /** Starts to listen and takes up what was under way; returns the address. */
  start: () => Promise<string>;
  stop: () => Promise<void>;
}

/** Loads the state and wires the servers; nothing is sent or answered before `start`. */
export async function createSandbox(config: SandboxConfig): Promise<Sandbox> {
  const world = new World({ ...config }, await Journal.open(config.dataDir));
  const app = fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel, name: 'sandbox' },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit: 1_048_576,
    routerOptions: { querystringParser: parseForm },
  });
  app.decorateRequest('requestId', '');
  app.get('/health', async () => ({ status: 'ok' }));
  await app.register(v1(world), { prefix: '/v1' });
  await app.register(controls(world), { prefix: '/_sandbox' });
  await app.register(carrierFeed(world), { prefix: '/_carrier' });
  await app.register(hostedPage(world));
  app.addHook('onClose', async () => world.close());

  return {
    app,
    world,
    start: async () => {
      await app.listen({ port: config.port, host: config.host });
      const { port } = app.server.address() as AddressInfo;
      const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
      const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
      world.config.publicUrl ||= address;
      world.resume();
      return address;
    },
    stop: () => app.close(),
  };
}
