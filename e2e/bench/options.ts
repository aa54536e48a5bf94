// Flags of npm run bench.
import { parseArgs } from 'node:util';

/** Units per measurement at each concurrency, unless --units says otherwise. Reads are cheap, a checkout is not. */
export const SCENARIOS = {
  // So many that the first units, in which code is compiled and statements are planned, weigh little.
  list: 3_000,
  detail: 3_000,
  search: 2_000,
  addToCart: 2_000,
  checkout: 480,
  contention: 200,
  register: 20,
  reviews: 1_000,
  publicity: 1_000,
  verification: 1_000,
  // Certificates whose term ends at once.
  expiry: 5_000,
  supervision: 1_500,
  // A connection plans a statement anew for its first five runs: fewer would measure that.
  bulkOrder: 150,
  ceiling: 640,
  // Of one campaign, at once.
  joining: 2_000,
  // Pledges of a campaign that fails.
  closing: 100_000,
  // Streams that are open at a time.
  watchers: 5_000,
};
/** What the data of certification is written for. */
const OF_CERTIFICATION: readonly string[] = ['reviews', 'publicity', 'verification', 'expiry'];
/** What the tree of units is written for. */
const OF_UNITS: readonly string[] = ['supervision'];
/** What has a size of its own, which a number for all does not change. */
const AT_ONCE: readonly string[] = ['contention', 'expiry', 'ceiling', 'closing', 'watchers'];
const FEWEST_CERTIFICATES = 50_000;
const FLOORS = { floorRows: 4_000, floorOrder: 1_000 };
export type Units = Record<keyof typeof SCENARIOS | keyof typeof FLOORS, number>;
export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly certificates: number;
  readonly budgetUnits: number;
  readonly only: readonly string[];
  readonly concurrency: readonly number[];
  readonly judgedAt: number;
  readonly units: Units;
  readonly json: string | undefined;
  readonly profile: string | undefined;
  readonly statements: boolean;
  readonly strict: boolean;
  readonly help: boolean;
}
/** The API lets one address register so many times in a quarter of an hour; the measurement stays below. */
const MOST_REGISTRATIONS = 90;
/** The bars are judged at this concurrency. */
export const JUDGED_AT = 16;

export const HELP = `npm run bench [-- options]
  --sizes 1000,10000     numbers of products, one run each (default 10000)
  --certificates N       certificates in the database, and a fifth as many open applications (default 50000; the bars are meant for 1000000)
  --budget-units N       units in one tree of depth 6 (default 10000; the bars are meant for 100000)
  --only list,checkout   scenarios: ${Object.keys(SCENARIOS).join(', ')} (default all)
  --concurrency 1,16,64  connections (default 1,16,64; the bars are judged at ${JUDGED_AT}, or the middle one)
  --units N | name=N,…   units per measurement, for all scenarios or by name (floors: floorRows, floorOrder)
  --json FILE            writes every figure as JSON
  --statements           prints the statements behind each scenario, the most expensive first
  --profile DIR          writes CPU profiles of API and worker there (figures are then a little worse)
  --strict               exit code 1 when a bar is missed
  --help`;

const FLAGS = {
  sizes: { type: 'string', default: '10000' },
  certificates: { type: 'string', default: '50000' },
  'budget-units': { type: 'string', default: '10000' },
  only: { type: 'string', default: '' },
  concurrency: { type: 'string', default: '1,16,64' },
  units: { type: 'string', default: '' },
  json: { type: 'string' },
  profile: { type: 'string' },
  statements: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function numbers(text: string, flag: string): number[] {
  const list = text.split(',').map(Number);
  if (list.some((value) => !Number.isInteger(value) || value < 1))
    throw new Error(`--${flag} takes whole numbers: ${text}`);
  return list;
}

function unitsOf(text: string): Units {
  const units = wantedUnits(text);
  return { ...units, register: Math.min(units.register, MOST_REGISTRATIONS) };
}

const isName = (units: Units, name: string): name is keyof Units => name in units;

function wantedUnits(text: string): Units {
  const units: Units = { ...SCENARIOS, ...FLOORS };
  if (!text) return units;
  if (/^\d+$/.test(text)) {
    for (const name of Object.keys(units) as (keyof Units)[]) if (!AT_ONCE.includes(name)) units[name] = Number(text);
    return units;
  }
  for (const pair of text.split(',')) {
    const [, name = '', value] = /^(\w+)=(\d+)$/.exec(pair) ?? [];
    if (!isName(units, name)) throw new Error(`--units: no scenario in “${pair}”`);
    units[name] = Number(value);
  }
  return units;
}

export function benchOptions(argv: string[]): BenchOptions {
  const { values } = parseArgs({ args: argv, options: FLAGS, allowPositionals: false });
  const only = values.only ? values.only.split(',') : Object.keys(SCENARIOS);
  const unknown = only.filter((name) => !(name in SCENARIOS));
  if (unknown.length > 0)
    throw new Error(`--only: no scenario ${unknown.join(', ')}; there are ${Object.keys(SCENARIOS).join(', ')}`);
  const concurrency = numbers(values.concurrency, 'concurrency');
  const middle = concurrency[Math.floor(concurrency.length / 2)] ?? JUDGED_AT;
  const judgedAt = concurrency.includes(JUDGED_AT) ? JUDGED_AT : middle;
  const sizes = numbers(values.sizes, 'sizes').sort((a, b) => a - b);
  const [certificates = 0] = only.some((name) => OF_CERTIFICATION.includes(name))
    ? numbers(values.certificates, 'certificates')
    : [0];
  if (certificates > 0 && certificates < FEWEST_CERTIFICATES)
    throw new Error(`--certificates: at least ${FEWEST_CERTIFICATES}, so that every office has a page of work`);
  const [budgetUnits = 0] = only.some((name) => OF_UNITS.includes(name))
    ? numbers(values['budget-units'], 'budget-units')
    : [0];
  const { json, profile, statements, strict, help } = values;
  const units = unitsOf(values.units);
  return {
    sizes,
    certificates,
    budgetUnits,
    only,
    concurrency,
    judgedAt,
    units,
    json,
    profile,
    statements,
    strict,
    help,
  };
}
