// What is measured, as it goes from the processes that make the load to the report.

/** So many units by so many connections. */
export interface Amount {
  readonly units: number;
  readonly concurrency: number;
}
/** In milliseconds. */
export type Latencies = Readonly<Record<'p50' | 'p95' | 'p99', number>>;
/** How a run went; `units` are those that ended well. */
export interface Result {
  readonly units: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly ms: Latencies;
  readonly errors: number;
  readonly errorSamples: readonly string[];
}
/** A buyer whose session was prepared. */
export interface Buyer {
  readonly token: string;
  readonly xsrf: string;
  readonly addressId?: string;
}
/** Orders of one checkout, and who placed it. */
export interface PlacedOrders {
  readonly ids: readonly string[];
  readonly buyer: Buyer;
}
/** A run that leaves orders behind, which are looked at afterwards. */
export interface RunResult extends Result {
  readonly orderIds?: readonly string[];
  readonly sample?: readonly PlacedOrders[];
}
export const PROCESSES = ['api', 'postgres', 'worker', 'sandbox', 'redis', 'floor', 'floorOrders', 'buyers'] as const;
/** CPU seconds by process. */
export type ProcessorTime = Readonly<Record<(typeof PROCESSES)[number], number>>;

export interface Statement {
  readonly query: string;
  readonly callsPerUnit: number;
  readonly meanMs: number;
  readonly meanPlanMs: number;
  /** 0: one plan is kept; 1: it is planned anew at every call. */
  readonly plansPerCall: number;
  readonly msPerUnit: number;
  readonly rowsPerCall: number;
  readonly blocksPerCall: number;
}
/** Per unit; `statements` without transaction control and without what is asked by the clock. */
export interface SqlPerUnit {
  readonly statements: number;
  readonly control: number;
  /** In all, not per unit. */
  readonly idleLooks: number;
  /** Milliseconds that PostgreSQL planned and executed, waits included. */
  readonly planMs: number;
  readonly executionMs: number;
}
export interface Measurement extends RunResult {
  /** CPU seconds per 1,000 units. */
  readonly cpuPer1000: ProcessorTime;
  readonly sql: SqlPerUnit;
  /** The most expensive first. */
  readonly top: readonly Statement[];
}
/** One measurement of one scenario. */
export interface Figure extends Measurement {
  readonly scenario: string;
  readonly variant: string;
  readonly concurrency: number;
  readonly problems?: readonly string[];
}
export interface ContentionResult extends Result {
  readonly sold: number;
  readonly refused: number;
  readonly stock: number;
  readonly buyers: number;
  readonly heldByTheBooks: number;
  readonly left: number;
}
/** Orders against one ceiling; the last two are what the books say, in fen. */
export interface CeilingResult extends Result {
  readonly placed: number;
  readonly refused: number;
  readonly ceilingFen: number;
  readonly encumberedFen: number;
  readonly ordersFen: number;
}
export interface ExpiryResult {
  readonly due: number;
  readonly left: number;
  readonly seconds: number;
  readonly longestLockMs: number;
}
/** What became of the pledges of a campaign that failed. */
export interface ClosingResult {
  readonly pledges: number;
  /** Not given back. */
  readonly left: number;
  readonly refunds: number;
  readonly seconds: number;
  /** CPU of the worker meanwhile. */
  readonly workerSeconds: number;
}
/** What streams have had: states in all, and how many of the streams show the latest. */
export interface Watched {
  readonly states: number;
  readonly upToDate: number;
}
/** Browsers that watch one campaign; the shares are of one processor. */
export interface WatchersResult extends Watched {
  readonly watchers: number;
  readonly openSeconds: number;
  readonly residentBeforeMb: number;
  readonly residentMb: number;
  /** While the campaign moves each second, … */
  readonly movingShare: number;
  /** … and while it rests. */
  readonly restingShare: number;
}
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly ok: boolean;
}
/** Everything that was measured with one number of products. */
export interface SizeRun {
  readonly size: number;
  readonly certificates: number;
  readonly importSeconds: number;
  readonly readyMs: number;
  readonly readyCpuSeconds: number;
  readonly floors: Figure[];
  readonly measured: Figure[];
  readonly budgetUnits: number;
  contention?: ContentionResult;
  ceiling?: CeilingResult;
  expiry?: ExpiryResult;
  closing?: ClosingResult;
  watchers?: WatchersResult;
  apiResidentMb: number;
  bars: readonly Bar[];
}
