import { coversSql, type Jurisdiction, type PlaceSql } from '@yigou/identity';
import type { Filter } from '@yigou/platform';

/** Where a certificate, or a view of one, lies under its alias. */
export const certificatePlaceSql = (alias: string): PlaceSql => ({
  regionCode: `${alias}.region_code`,
  township: `(SELECT here.township FROM certificate_place here WHERE here.certificate_id = ${alias}.id)`,
});

export const withinCertificates = (filter: Filter, alias: string, seat: Jurisdiction): Filter =>
  filter.and(coversSql(certificatePlaceSql(alias), seat, filter.bind));
