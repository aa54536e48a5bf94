// Flags and variables of the commands.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from './console.mjs';
import { ROOT, fromUserFolder } from './paths.mjs';
import { parsePort } from './ports.mjs';

/** What listens for people and programs, in the order in which the ports are checked. Addresses of the ports: see docs/configuration.md. */
export const SERVICES = {
  storefront: { label: 'storefront', port: 4200, flag: 'storefront-port', variable: 'YIGOU_STOREFRONT_PORT' },
  admin: { label: 'admin console', port: 4300, flag: 'admin-port', variable: 'YIGOU_ADMIN_PORT' },
  api: { label: 'API', port: 3000, flag: 'api-port', variable: 'YIGOU_API_PORT' },
  worker: { label: 'worker', port: 3100, flag: 'worker-port', variable: 'YIGOU_WORKER_PORT' },
  sandbox: { label: 'sandbox', port: 3900, flag: 'sandbox-port', variable: 'YIGOU_SANDBOX_PORT' },
};

export const START_HELP = `npm start [-- options]
  --reset                 delete the data of this data directory first
  --data DIR              data directory (YIGOU_DATA_DIR; default .data)
  --host ADDRESS          address to listen on (YIGOU_HOST; default 127.0.0.1)
${Object.values(SERVICES)
  .map(
    ({ label, port, flag, variable }) =>
      `  --${`${flag} N`.padEnd(22)}port of the ${label} (${variable}; default ${port})`,
  )
  .join('\n')}
  --port N                the same as --storefront-port
  --help`;

const FLAGS = {
  reset: { type: 'boolean' },
  help: { type: 'boolean' },
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  ...Object.fromEntries(Object.values(SERVICES).map(({ flag }) => [flag, { type: 'string' }])),
};

function portOf({ label, port, flag, variable }, given, env) {
  const text = given ?? (env[variable] || undefined);
  if (text === undefined) return port;
  const parsed = parsePort(text);
  if (!parsed)
    throw new UserError(
      `${given === undefined ? variable : `--${flag}`} (port of the ${label}) is no port number: ${text}`,
    );
  return parsed;
}

/**
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} env
 * @returns {{ reset: boolean, help: boolean, dataDir: string, host: string, ports: Record<string, number> }}
 */
export function startOptions(argv, env = process.env) {
  let values;
  try {
    ({ values } = parseArgs({ args: argv, options: FLAGS, allowPositionals: false }));
  } catch (error) {
    throw new UserError(`${error.message}\n\n${START_HELP}`);
  }
  const ports = {};
  for (const [name, service] of Object.entries(SERVICES)) {
    ports[name] = portOf(service, values[service.flag] ?? (name === 'storefront' ? values.port : undefined), env);
  }
  const twice = Object.keys(ports).find((a) => Object.keys(ports).some((b) => a !== b && ports[a] === ports[b]));
  if (twice) throw new UserError(`Port ${ports[twice]} is given to more than one service; choose different ones.`);
  const data = values.data ?? env.YIGOU_DATA_DIR;
  return {
    reset: values.reset ?? false,
    help: values.help ?? false,
    dataDir: data ? fromUserFolder(data) : join(ROOT, '.data'),
    host: values.host ?? (env.YIGOU_HOST || '127.0.0.1'),
    ports,
  };
}
