import { APPLICATION_TRANSITIONS, CERTIFICATE_MOVES, MAY_SELL } from '@yigou/certification';
import { MARKET_TODAY } from '@yigou/platform';
import { RESUBMITTED, StandingChanged, SUPPLIER_MOVES } from '@yigou/suppliers';
import type { Invariant } from './invariants';

type Step = readonly [action: string | null, from: string | null, to: string];

/** For each history the steps that its table has; an action that is null may be any. */
const SUPPLIER_STEPS: readonly Step[] = [
  ...Object.entries(SUPPLIER_MOVES).flatMap(([action, { from, to }]) => from.map((state): Step => [action, state, to])),
  ...RESUBMITTED.to.map((to): Step => ['submit', RESUBMITTED.from, to]),
];
const CERTIFICATE_STEPS: readonly Step[] = Object.entries(CERTIFICATE_MOVES).flatMap(([action, { from, to }]) =>
  from.map((state): Step => [action, state, to]),
);
const APPLICATION_STEPS: readonly Step[] = [
  ['create', null, 'draft'],
  ...Object.entries(APPLICATION_TRANSITIONS).flatMap(([from, tos]) => tos.map((to): Step => [null, from, to])),
];

const quoted = (text: string | null) => (text === null ? 'NULL::text' : `'${text}'`);
const valuesOf = (steps: readonly Step[]) => steps.map((step) => `(${step.map(quoted).join(', ')})`).join(', ');

interface History {
  readonly thing: string;
  readonly table: string;
  readonly key: string;
  readonly steps: readonly Step[];
  /** What the status is where there is no step: it came with an import. Null: there is always a step. */
  readonly imported: string | null;
}
const HISTORIES: readonly History[] = [
  { thing: 'supplier', table: 'supplier_file', key: 'supplier_id', steps: SUPPLIER_STEPS, imported: 'admitted' },
  { thing: 'certificate', table: 'certificate', key: 'id', steps: CERTIFICATE_STEPS, imported: 'valid' },
  { thing: 'application', table: 'application', key: 'id', steps: APPLICATION_STEPS, imported: null },
];

const STEPS: readonly Invariant[] = HISTORIES.flatMap(({ thing, table, key, steps, imported }): Invariant[] => [
  {
    name: `certification: the last step of ${thing}s is their status`,
    sql: `SELECT t.${key}, t.status, s.to_status AS last_step FROM ${table} t LEFT JOIN LATERAL (
        SELECT to_status FROM ${thing}_step WHERE ${thing}_id = t.${key} ORDER BY at DESC, id DESC LIMIT 1) s ON true
      WHERE t.status IS DISTINCT FROM coalesce(s.to_status, ${quoted(imported)})`,
  },
  {
    name: `certification: each step of ${thing}s is in their table and begins where the last one ended`,
    // What came with an import begins its history where the import left it.
    sql: `SELECT s.id, s.${thing}_id, s.action, s.from_status, s.to_status, s.previous FROM (
        SELECT *, lag(to_status, 1, ${quoted(imported)}) OVER (PARTITION BY ${thing}_id ORDER BY at, id) AS previous,
          lag(id) OVER (PARTITION BY ${thing}_id ORDER BY at, id) IS NULL AS first FROM ${thing}_step) s
      WHERE (s.from_status IS DISTINCT FROM s.previous AND NOT (s.first AND s.from_status IS NULL))
        OR NOT EXISTS (SELECT FROM (VALUES ${valuesOf(steps)}) AS t (action, from_status, to_status)
          WHERE (t.action IS NULL OR t.action = s.action) AND t.from_status IS NOT DISTINCT FROM s.from_status AND t.to_status = s.to_status)`,
  },
]);

const CERTIFICATES: readonly Invariant[] = [
  {
    name: 'certification: the present version of a certificate that was issued here is kept',
    sql: `SELECT c.id, c.number, c.version FROM certificate c
      WHERE EXISTS (SELECT FROM certificate_step s WHERE s.certificate_id = c.id AND s.action IN ('issue', 'renew', 'change'))
        AND NOT EXISTS (SELECT FROM certificate_version v WHERE v.certificate_id = c.id AND v.version = c.version)`,
  },
  {
    name: 'certification: the clock of a publication runs, or stands while an objection is examined',
    sql: `SELECT a.id, a.number, a.status, a.publicity_started_at, a.publicity_ends_at, a.publicity_left, o.open FROM application a
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE status = 'open') AS open FROM objection WHERE application_id = a.id) o
      WHERE (a.status = 'publicity') <> (a.publicity_ends_at IS NOT NULL) OR (a.status = 'examination') <> (a.publicity_left IS NOT NULL)
        OR a.publicity_ends_at < a.publicity_started_at OR a.publicity_left < interval '0'
        OR (a.status IN ('publicity', 'examination') AND a.publicity_started_at IS NULL) OR (a.status = 'examination') <> (o.open > 0)`,
  },
  {
    name: 'certification: nobody approves an application at two levels',
    sql: `SELECT application_id, actor_id, array_agg(DISTINCT level) AS levels FROM application_step
      WHERE action IN ('approve', 'issue') AND level IS NOT NULL AND actor_id IS NOT NULL
      GROUP BY application_id, actor_id HAVING count(DISTINCT level) > 1`,
  },
  {
    name: 'certification: an appeal is decided by somebody else than the first decision',
    sql: `SELECT p.id, p.decided_by FROM appeal p LEFT JOIN sanction s ON s.id = p.sanction_id
      WHERE p.decided_by IN (p.first_decided_by, s.decided_by)`,
  },
  {
    name: 'certification: a decision in force holds its certificate or supplier',
    sql: `SELECT s.id, s.kind, c.status AS certificate, f.status AS supplier FROM sanction s
        LEFT JOIN certificate c ON c.id = s.certificate_id LEFT JOIN supplier_file f ON f.supplier_id = s.supplier_id
      WHERE s.status = 'in_force' AND CASE s.kind WHEN 'suspension' THEN c.status = 'valid' WHEN 'withdrawal' THEN c.status <> 'withdrawn'
        WHEN 'freeze' THEN f.status NOT IN ('frozen', 'removed', 'blacklisted')
        WHEN 'removal' THEN f.status NOT IN ('removed', 'blacklisted') ELSE f.status <> 'blacklisted' END IS NOT FALSE`,
  },
  {
    name: 'certification: what is suspended, withdrawn, frozen, removed or black-listed is so by a decision in force or a change review',
    sql: `SELECT c.id, c.status FROM certificate c WHERE c.status IN ('suspended', 'withdrawn')
        AND NOT EXISTS (SELECT FROM sanction s WHERE s.status = 'in_force' AND s.certificate_id = c.id
          AND s.kind = CASE c.status WHEN 'withdrawn' THEN 'withdrawal' ELSE s.kind END)
        AND NOT EXISTS (SELECT FROM sanction s WHERE s.status = 'in_force' AND s.certificate_id IS NULL AND s.supplier_id = c.supplier_id)
        AND NOT (c.status = 'suspended' AND EXISTS (SELECT FROM application a WHERE a.certificate_id = c.id AND a.stops_sales))
      UNION ALL SELECT f.supplier_id, f.status FROM supplier_file f
      WHERE f.status IN ('frozen', 'removed', 'blacklisted') AND NOT EXISTS (SELECT FROM sanction s
        WHERE s.status = 'in_force' AND s.certificate_id IS NULL AND s.supplier_id = f.supplier_id
          AND s.kind = CASE f.status WHEN 'frozen' THEN 'freeze' WHEN 'removed' THEN 'removal' ELSE 'blacklist' END)`,
  },
];

const BATCHES: readonly Invariant[] = [
  {
    name: 'batches: what a batch has shipped is in its parcels',
    sql: `SELECT b.id, b.number, b.shipped_grams, coalesce(p.grams, 0) AS in_parcels, b.quantity_grams FROM batch b LEFT JOIN (
        SELECT k.batch_id, sum(k.quantity::bigint * l.net_weight_grams) AS grams FROM parcel_line k JOIN order_line l ON l.id = k.order_line_id
        WHERE k.batch_id IS NOT NULL GROUP BY k.batch_id) p ON p.batch_id = b.id
      WHERE b.shipped_grams <> coalesce(p.grams, 0) OR b.shipped_grams > b.quantity_grams`,
  },
  {
    name: 'batches: a parcel’s batch is its order’s supplier’s',
    sql: `SELECT k.parcel_id, k.batch_id, b.supplier_id AS batch_of, o.supplier_id AS order_of FROM parcel_line k JOIN batch b ON b.id = k.batch_id
        JOIN order_line l ON l.id = k.order_line_id JOIN sales_order o ON o.id = l.order_id
      WHERE b.supplier_id <> o.supplier_id`,
  },
];

/** Where the standing of the product's certificate `c` or supplier `p.supplier_id` changed a moment ago, the shelves may be about to follow. */
const NEWS = `EXISTS (SELECT FROM outbox e WHERE e.topic = '${StandingChanged.name}' AND e.created_at > clock_timestamp() - interval '60 seconds'
  AND (e.payload -> 'certificateIds' ? c.id::text OR e.payload -> 'supplierIds' ? p.supplier_id::text))`;
const STANDING =
  'LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id LEFT JOIN certificate c ON c.id = p.certificate_id';

const SHELVES: readonly Invariant[] = [
  {
    name: 'shelves: what is listed and may be sold is on the shelves once, as its own supplier’s',
    // A term that begins today brings its goods to the shelves within the day.
    sql: `SELECT p.id, l.product_id IS NOT NULL AS on_shelf FROM product p ${STANDING} LEFT JOIN listing l ON l.product_id = p.id
      WHERE p.status = 'listed' AND EXISTS (SELECT 1 FROM sku k WHERE k.product_id = p.id AND k.active)
        AND (l.supplier_id <> p.supplier_id
          OR (l.product_id IS NULL AND ${MAY_SELL} IS TRUE AND c.valid_from IS DISTINCT FROM ${MARKET_TODAY} AND NOT ${NEWS}))`,
  },
  {
    name: 'shelves: nothing is on the shelves that is not listed or may not be sold',
    sql: `SELECT l.product_id, p.status, c.status AS certificate, f.status AS supplier, l.shelf_to
      FROM listing l JOIN product p ON p.id = l.product_id ${STANDING}
      WHERE p.status <> 'listed' OR NOT EXISTS (SELECT 1 FROM sku k WHERE k.product_id = p.id AND k.active)
        OR ((l.shelf_to IS NULL OR l.shelf_to >= ${MARKET_TODAY}) AND ${MAY_SELL} IS NOT TRUE AND NOT ${NEWS})`,
  },
];

/** Of suppliers, applications, certificates, decisions, batches, and of the shelves that depend on them. */
export const CERTIFICATION_INVARIANTS: readonly Invariant[] = [...STEPS, ...CERTIFICATES, ...BATCHES, ...SHELVES];
