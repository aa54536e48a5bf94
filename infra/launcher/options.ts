// Flags and variables of the commands.
import { join } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UserError } from './console.ts';
import { ROOT, fromUserFolder } from './paths.ts';
import { parsePort } from './ports.ts';

/** What listens for people and programs, in the order in which the ports are checked. Addresses of the ports: see docs/configuration.md. */
export interface Service {
  readonly label: string;
  readonly port: number;
  readonly flag: string;
  readonly variable: string;
}
export const SERVICE_NAMES = ['storefront', 'admin', 'api', 'worker', 'sandbox'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
export type Ports = Record<ServiceName, number>;
export interface StartOptions {
  readonly reset: boolean;
  readonly help: boolean;
  readonly dataDir: string;
  readonly host: string;
  readonly ports: Ports;
}

export const SERVICES: Readonly<Record<ServiceName, Service>> = {
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

const TEXT = { type: 'string' } as const;
const FLAGS: ParseArgsOptionsConfig = {
  reset: { type: 'boolean' },
  help: { type: 'boolean' },
  data: TEXT,
  host: TEXT,
  port: TEXT,
  ...Object.fromEntries(Object.values(SERVICES).map(({ flag }) => [flag, TEXT])),
};

function portOf({ label, port, flag, variable }: Service, given: string | undefined, env: NodeJS.ProcessEnv): number {
  const text = given ?? (env[variable] || undefined);
  if (text === undefined) return port;
  const parsed = parsePort(text);
  if (!parsed)
    throw new UserError(
      `${given === undefined ? variable : `--${flag}`} (port of the ${label}) is no port number: ${text}`,
    );
  return parsed;
}

function readFlags(args: string[]): { text: (flag: string) => string | undefined; has: (flag: string) => boolean } {
  try {
    const { values } = parseArgs({ args, options: FLAGS, allowPositionals: false });
    return {
      text: (flag) => (typeof values[flag] === 'string' ? values[flag] : undefined),
      has: (flag) => values[flag] === true,
    };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${START_HELP}`);
  }
}

/** @throws UserError with the help for a flag that there is not, or a port that is none */
export function startOptions(argv: string[], env: NodeJS.ProcessEnv = process.env): StartOptions {
  const { text, has } = readFlags(argv);
  const chosen = SERVICE_NAMES.map((name) => {
    const service = SERVICES[name];
    return [
      name,
      portOf(service, text(service.flag) ?? (name === 'storefront' ? text('port') : undefined), env),
    ] as const;
  });
  const twice = chosen.find(([a, port]) => chosen.some(([b, other]) => a !== b && port === other));
  if (twice) throw new UserError(`Port ${twice[1]} is given to more than one service; choose different ones.`);
  const data = text('data') ?? env.YIGOU_DATA_DIR;
  return {
    reset: has('reset'),
    help: has('help'),
    dataDir: data ? fromUserFolder(data) : join(ROOT, '.data'),
    host: text('host') ?? (env.YIGOU_HOST || '127.0.0.1'),
    ports: Object.fromEntries(chosen) as Ports,
  };
}
