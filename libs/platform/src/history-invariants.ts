import type { MachineStep } from '@yigou/kernel';
import type { Invariant } from './invariants';

/** A thing whose status lies in `table`, and its way there in `<thing>_step`. */
export interface History {
  /** The context that owns both. */
  readonly context: string;
  readonly thing: string;
  readonly table: string;
  readonly key: string;
  /** What its machine allows. */
  readonly steps: readonly MachineStep[];
  /** What the status is where there is no step: it came with an import. Null: there is always a step. */
  readonly imported: string | null;
}

const quoted = (text: string | null) => (text === null ? 'NULL::text' : `'${text}'`);
const valuesOf = (steps: readonly MachineStep[]) =>
  steps.map(({ action, from, to }) => `(${[action, from, to].map(quoted).join(', ')})`).join(', ');

/** That a history has only steps that its machine knows, each beginning where the last one ended, and ends at the status. */
export function historyInvariants({ context, thing, table, key, steps, imported }: History): readonly Invariant[] {
  return [
    {
      name: `${context}: the last step of ${thing}s is their status`,
      sql: `SELECT t.${key}, t.status, s.to_status AS last_step FROM ${table} t LEFT JOIN LATERAL (
          SELECT to_status FROM ${thing}_step WHERE ${thing}_id = t.${key} ORDER BY at DESC, id DESC LIMIT 1) s ON true
        WHERE t.status IS DISTINCT FROM coalesce(s.to_status, ${quoted(imported)})`,
    },
    {
      name: `${context}: each step of ${thing}s is in their table and begins where the last one ended`,
      // What came with an import begins its history where the import left it.
      sql: `SELECT s.id, s.${thing}_id, s.action, s.from_status, s.to_status, s.previous FROM (
          SELECT *, lag(to_status, 1, ${quoted(imported)}) OVER (PARTITION BY ${thing}_id ORDER BY at, id) AS previous,
            lag(id) OVER (PARTITION BY ${thing}_id ORDER BY at, id) IS NULL AS first FROM ${thing}_step) s
        WHERE (s.from_status IS DISTINCT FROM s.previous AND NOT (s.first AND s.from_status IS NULL))
          OR NOT EXISTS (SELECT FROM (VALUES ${valuesOf(steps)}) AS t (action, from_status, to_status)
            WHERE t.action = s.action AND t.from_status IS NOT DISTINCT FROM s.from_status AND t.to_status = s.to_status)`,
    },
  ];
}
