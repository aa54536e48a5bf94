import type {
  BenefitMechanism,
  CertificateLevel,
  CertificateStatus,
  CertificateView,
  CertificateWorth,
} from '@yigou/contracts';
import { MARKET_TODAY } from '@yigou/platform';
import { CERTIFICATE_WORTH, statusOfWorth } from '../standing';

/** A certificate as {@link CERTIFICATE_COLUMNS} reads it. */
export interface CertificateRow {
  number: string;
  version: number;
  productName: string;
  supplierName: string;
  regionCode: string | null;
  regionName: string | null;
  regionPath: string | null;
  level: CertificateLevel;
  /** The state that was entered; what it is worth today is `worth`. */
  status: CertificateStatus;
  worth: CertificateWorth;
  validFrom: string;
  validTo: string;
  households: number | null;
  people: number | null;
  mechanisms: BenefitMechanism[];
  sourceUrl: string | null;
  demo: boolean;
  demoFields: string[];
  today: string;
}

/** Columns of a certificate `c` with its supplier `o`, the supplier's file `f` (outer-joined) and its region `r`. */
export const CERTIFICATE_COLUMNS = `c.number, c.version, c.product_name AS "productName", o.name AS "supplierName",
  r.code AS "regionCode", r.name AS "regionName", r.path AS "regionPath", c.level, c.status, ${CERTIFICATE_WORTH} AS worth,
  c.valid_from AS "validFrom", c.valid_to AS "validTo", c.households, c.people, c.mechanisms, c.source_url AS "sourceUrl",
  c.demo, c.demo_fields AS "demoFields", ${MARKET_TODAY} AS today`;
export const CERTIFICATE_JOINS = `certificate c JOIN organisation o ON o.id = c.supplier_id
  LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id LEFT JOIN region r ON r.code = c.region_code`;
/** As {@link CERTIFICATE_JOINS}, for the paper itself: the place has the code and the name that it had when this version was issued. */
export const CERTIFICATE_PAPER_JOINS = `certificate c JOIN organisation o ON o.id = c.supplier_id
  LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id
  LEFT JOIN LATERAL region_at('certificate', c.id, c.region_code, coalesce((SELECT p.issued_at FROM certificate_version p
    WHERE p.certificate_id = c.id AND p.version = c.version), c.created_at)) r ON true`;

/** What was made up for the certificate that a row of view `v` shows (with its id and `demo`), as SQL; a real one is not looked up. */
export const demoFieldsSql = (v: string): string =>
  `CASE WHEN ${v}.demo THEN (SELECT x.demo_fields FROM certificate x WHERE x.id = ${v}.id) ELSE '{}' END`;

/** What the contract shows, with the status that it is worth today. */
export function certificateView(row: CertificateRow): CertificateView {
  const { regionCode, regionName, regionPath, today: _today, ...rest } = row;
  return {
    ...rest,
    county: regionCode === null ? null : { code: regionCode, name: regionName ?? '', path: regionPath ?? '' },
    status: statusOfWorth(row.worth),
  };
}
