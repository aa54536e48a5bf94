import { POLICY_AUTHORITY, type RouteInput } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

export type PolicyChange = RouteInput<'setPolicy'>['body'];

export function invalid(fields: Record<string, string>): DomainError {
  return new DomainError('policy_invalid', { fields });
}

/** Writes a value that holds from a moment on; gives what held for the same region and category before, null when nothing did. */
export async function putValue(
  tx: Tx,
  userId: string,
  change: PolicyChange,
  { regionPrefix, from }: { readonly regionPrefix: string; readonly from: string },
): Promise<{ id: string; before: unknown }> {
  const key = [change.name, regionPrefix, change.category ?? '', from];
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
    [...key, newId(), JSON.stringify(change.value), change.source, userId],
  );
  return { id: row?.id ?? '', before: before?.value ?? null };
}

/**
 * Throws `policy_invalid` for a region or category that there is not, for a region of what is the same for the whole country, and for a category of what
 * finance departments set: their parameters are read without one.
 */
export async function checkPlace(tx: Tx, { name, regionCode, category }: PolicyChange): Promise<void> {
  const { levels, setBy } = POLICY_AUTHORITY[name];
  const nationwide = levels.every((level) => level === 'national');
  if (regionCode !== null && nationwide) throw invalid({ regionCode: '该参数全国统一，不能按地区设置' });
  if (category !== null && setBy === 'finance') throw invalid({ category: '该参数不分商品分类' });
  const known = await tx.one<{ region: boolean; category: boolean }>(
    `SELECT $1::text IS NULL OR EXISTS (SELECT 1 FROM region WHERE code = $1) AS region,
       $2::text IS NULL OR EXISTS (SELECT 1 FROM goods_category WHERE slug = $2) AS category`,
    [regionCode, category],
  );
  if (!known?.region) throw invalid({ regionCode: '没有这个地区' });
  if (!known.category) throw invalid({ category: '没有这个分类' });
}

/** The start as PostgreSQL's text, to the microsecond; the clock is read after the lock is held. */
export async function startOf(tx: Tx, effectiveFrom: string | null): Promise<string> {
  const time = await tx.one<{ start: string; past: boolean }>(
    `SELECT coalesce($1::timestamptz, clock_timestamp())::text AS start, coalesce($1::timestamptz < clock_timestamp(), false) AS past`,
    [effectiveFrom],
  );
  if (!time || time.past) throw invalid({ effectiveFrom: '生效时间不能早于现在' });
  return time.start;
}
