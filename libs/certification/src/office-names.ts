/** What people call the office of a county that something at the region of this expression waits for; the whole country’s where there is none. */
export const officeNameSql = (region: string): string => `coalesce(
  (SELECT a.name FROM organisation a WHERE a.kind = 'administration' AND a.region_code = ${region} AND coalesce(a.review_level, 'county') = 'county'
     AND a.township IS NULL ORDER BY a.created_at, a.id LIMIT 1),
  (SELECT r.path || ' 主管部门' FROM region r WHERE r.code = ${region}), '国家级主管部门')`;
