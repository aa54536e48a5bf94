import { POLICY_VALUES, type PolicyName, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Queryable } from './database';
import type { Tx } from './unit-of-work';

type PolicyRow = RouteResponse<'listPolicies'>['items'][number];
type PolicyChange = RouteInput<'setPolicy'>['body'];

/** The office that a person acts for. */
export interface PolicySeat {
  readonly userId: string;
  readonly organisationId: string;
}
/** What was written, for the audit trail. */
export interface PolicySet {
  readonly id: string;
  readonly name: PolicyName;
  readonly regionPrefix: string;
  readonly category: string;
  /** What held at that moment for the same region and category before; null when nothing did. */
  readonly before: unknown;
  readonly value: unknown;
}

/** Read without a region: a value for a part of the country would never be looked at. */
const NATIONWIDE: ReadonlySet<PolicyName> = new Set([
  'order.payment_minutes',
  'order.auto_confirm_days',
  'stock.low_pieces',
  'notices.digest_minutes',
]);

/** Policy parameters with their history: lists them, and sets one for a region and category from a moment on. */
export class PolicySettings {
  constructor(private readonly db: Queryable) {}

  /**
   * Every row that holds, held or will hold somewhere in the region of `regionPrefix` (the whole country's and those of the regions around it
   * included), the latest first within each parameter, region and category. One statement.
   */
  async list(regionPrefix: string, name?: PolicyName): Promise<PolicyRow[]> {
    const rows = await this.db.query<{ row: PolicyRow }>(
      `SELECT jsonb_build_object('id', p.id, 'name', p.name, 'value', p.value, 'source', p.source, 'category', nullif(p.category, ''),
         'region', CASE WHEN p.region_prefix <> '' THEN jsonb_build_object('code', rpad(p.region_prefix, 6, '0'),
           'name', coalesce(r.name, p.region_prefix), 'path', coalesce(r.path, p.region_prefix)) END,
         'effectiveFrom', CASE WHEN isfinite(p.effective_from) THEN p.effective_from END,
         'effectiveTo', CASE WHEN isfinite(p.effective_to) THEN p.effective_to END,
         'setBy', u.name, 'setAt', p.created_at, 'inForce', p.effective_from <= now() AND now() < p.effective_to) AS row
       FROM policy_parameter p LEFT JOIN app_user u ON u.id = p.created_by LEFT JOIN region r ON r.code = rpad(p.region_prefix, 6, '0')
       WHERE ($1 LIKE p.region_prefix || '%' OR p.region_prefix LIKE $1 || '%') AND p.name = coalesce($2, p.name)
       ORDER BY p.name, p.region_prefix, p.category, p.effective_from DESC`,
      [regionPrefix, name ?? null],
    );
    return rows.map(({ row }) => row);
  }

  /**
   * Sets a parameter for a region and category from a moment on (null: at once) until the next value that is already planned. What held at that
   * moment ends there; what has held is never rewritten. A value planned for the very same moment is replaced.
   * Throws `forbidden` for whoever is no manager of the office any more or sets something outside its region, and `policy_invalid` with a
   * message per field.
   */
  async set(tx: Tx, seat: PolicySeat, change: PolicyChange): Promise<PolicySet> {
    const value = checkedValue(change);
    const regionPrefix = (change.regionCode ?? '').replace(/(00){1,2}$/, '');
    const category = change.category ?? '';
    // Everybody who sets the same thing waits here, also where there is no row yet that could be locked.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `policy|${change.name}|${regionPrefix}|${category}`,
    ]);
    await requireManager(tx, seat, regionPrefix);
    await checkPlace(tx, change);
    const from = await startOf(tx, change.effectiveFrom);
    const key = [change.name, regionPrefix, category, from];
    const before = await tx.one<{ value: unknown }>(
      `UPDATE policy_parameter SET effective_to = $4::timestamptz
       WHERE name = $1 AND region_prefix = $2 AND category = $3 AND effective_from < $4::timestamptz AND $4::timestamptz < effective_to
       RETURNING value`,
      key,
    );
    const row = await tx.one<{ id: string }>(
      `INSERT INTO policy_parameter (id, name, region_prefix, category, effective_from, effective_to, value, source, created_by)
       VALUES ($5, $1, $2, $3, $4::timestamptz, coalesce((SELECT min(effective_from) FROM policy_parameter
           WHERE name = $1 AND region_prefix = $2 AND category = $3 AND effective_from > $4::timestamptz), 'infinity'), $6, $7, $8)
       ON CONFLICT (name, region_prefix, category, effective_from) DO UPDATE
         SET value = excluded.value, source = excluded.source, created_by = excluded.created_by, created_at = clock_timestamp()
       RETURNING id`,
      [...key, newId(), JSON.stringify(value), change.source, seat.userId],
    );
    return { id: row?.id ?? '', name: change.name, regionPrefix, category, before: before?.value ?? null, value };
  }
}

function invalid(fields: Record<string, string>): DomainError {
  return new DomainError('policy_invalid', { fields });
}

function checkedValue({ name, value }: PolicyChange): unknown {
  const result = POLICY_VALUES[name].safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => [['value', ...issue.path].join('.'), issue.message]);
  throw invalid(Object.fromEntries(fields));
}

/** The seat as it is now: a role that was taken away a second ago decides nothing any more. */
async function requireManager(tx: Tx, seat: PolicySeat, regionPrefix: string): Promise<void> {
  const found = await tx.one<{ regionPrefix: string }>(
    `SELECT region_prefix AS "regionPrefix" FROM membership
     WHERE user_id = $1 AND organisation_id = $2 AND role = 'manager' AND (expires_at IS NULL OR clock_timestamp() < expires_at) FOR SHARE`,
    [seat.userId, seat.organisationId],
  );
  if (!found || !regionPrefix.startsWith(found.regionPrefix)) throw new DomainError('forbidden');
}

async function checkPlace(tx: Tx, { name, regionCode, category }: PolicyChange): Promise<void> {
  if (regionCode !== null && NATIONWIDE.has(name)) throw invalid({ regionCode: '该参数全国统一，不能按地区设置' });
  const known = await tx.one<{ region: boolean; category: boolean }>(
    `SELECT $1::text IS NULL OR EXISTS (SELECT 1 FROM region WHERE code = $1) AS region,
       $2::text IS NULL OR EXISTS (SELECT 1 FROM category WHERE slug = $2) AS category`,
    [regionCode, category],
  );
  if (!known?.region) throw invalid({ regionCode: '没有这个地区' });
  if (!known.category) throw invalid({ category: '没有这个分类' });
}

/** The start as PostgreSQL's text, to the microsecond; the clock is read after the lock is held. */
async function startOf(tx: Tx, effectiveFrom: string | null): Promise<string> {
  const time = await tx.one<{ start: string; past: boolean }>(
    `SELECT coalesce($1::timestamptz, clock_timestamp())::text AS start, coalesce($1::timestamptz < clock_timestamp(), false) AS past`,
    [effectiveFrom],
  );
  if (!time || time.past) throw invalid({ effectiveFrom: '生效时间不能早于现在' });
  return time.start;
}
