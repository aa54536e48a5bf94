// What PostgreSQL was asked, from pg_stat_statements, told apart from what the measurement itself asks (by its role).
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { SqlPerUnit, Statement } from './figures.ts';

const ROLE = 'yigou_bench';
const CONTROL = /^\s*(BEGIN|(START|SET) TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i;
/** What the worker asks by the clock (schedules, what is due again) belongs to no unit. Its look for news does, since it is called by news. */
const BY_THE_CLOCK = /^\/\* by the clock \*\//;

/** A role of the measurement's own, so that its statements and backends can be left out. */
export async function measuringRole(databaseUrl: string): Promise<string> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  const password = randomBytes(16).toString('hex');
  await owner.query(`CREATE ROLE ${ROLE} LOGIN SUPERUSER PASSWORD '${password}'`);
  await owner.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await owner.query('ALTER SYSTEM SET pg_stat_statements.track_planning = on');
  await owner.query('SELECT pg_reload_conf()');
  await owner.end();
  const url = new URL(databaseUrl);
  url.username = ROLE;
  url.password = password;
  return url.href;
}

interface Asked {
  readonly query: string;
  readonly calls: number;
  readonly ms: number;
  readonly planMs: number;
  readonly plans: number;
  readonly rows: number;
  readonly hit: number;
}

export class Statements {
  private readonly client: pg.Client;

  /** @param client connected as the measuring role */
  constructor(client: pg.Client) {
    this.client = client;
  }

  async reset(): Promise<void> {
    await this.client.query('SELECT pg_stat_statements_reset()');
  }

  /** Backends of the measurement. */
  async ownBackends(): Promise<Set<number>> {
    const { rows } = await this.client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE usename = $1', [
      ROLE,
    ]);
    return new Set(rows.map((row) => row.pid));
  }

  /** What was asked since the reset, per unit. */
  async perUnit(units: number): Promise<SqlPerUnit & { readonly top: Statement[] }> {
    const { rows } = await this.client.query<Asked>(
      `SELECT query, calls::float8 AS calls, total_exec_time AS ms, total_plan_time AS "planMs", plans::float8 AS plans, rows::float8 AS rows,
         shared_blks_hit::float8 AS hit
       FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid JOIN pg_roles r ON r.oid = s.userid
       WHERE d.datname = current_database() AND r.rolname <> '${ROLE}' AND s.toplevel ORDER BY total_exec_time DESC`,
    );
    const sum = (list: readonly Asked[]): number => list.reduce((total, row) => total + row.calls, 0);
    const idleLooks = sum(rows.filter(({ query }) => BY_THE_CLOCK.test(query)));
    const control = sum(rows.filter(({ query }) => CONTROL.test(query)));
    const statements = sum(rows.filter(({ query }) => !CONTROL.test(query))) - idleLooks;
    const top = rows.slice(0, 40).map(({ query, calls, ms, planMs, plans, rows: count, hit }) => ({
      query: query.replace(/\s+/g, ' ').trim(),
      callsPerUnit: calls / units,
      meanMs: ms / calls,
      meanPlanMs: planMs / calls,
      plansPerCall: plans / calls,
      msPerUnit: ms / units,
      rowsPerCall: count / calls,
      blocksPerCall: hit / calls,
    }));
    const planMs = rows.reduce((total, row) => total + row.planMs, 0);
    const executionMs = rows.reduce((total, row) => total + row.ms, 0);
    return {
      planMs: planMs / units,
      executionMs: executionMs / units,
      statements: statements / units,
      control: control / units,
      idleLooks,
      top,
    };
  }
}
