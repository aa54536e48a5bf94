import { Injectable } from '@nestjs/common';
import type { CertificateStatus, RouteInput, RouteResponse, ScopeLine } from '@yigou/contracts';
import {
  afterSql,
  badCursor,
  Database,
  Filter,
  keyset,
  type KeyPart,
  MARKET_TODAY_OF_TRANSACTION as TODAY,
  orderSql,
  pageOf,
  positionOf,
  regionPrefix,
} from '@yigou/platform';
import { CERTIFICATE_IN_FORCE, CERTIFICATE_WORTH } from '../standing';
import { type CertificateRow, CERTIFICATE_COLUMNS, certificateView } from './certificates.queries';

type Query = RouteInput<'listOpenCertificates'>['query'];
type Page = RouteResponse<'listOpenCertificates'>;

const WITH_FILE = 'certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id';
/** Suppliers whose certificates are worth nothing, whatever these say themselves. */
const HELD_BACK = `SELECT o.id FROM organisation o LEFT JOIN supplier_file f ON f.supplier_id = o.id
  WHERE o.kind = 'supplier' AND certificate_worth(NULL, NULL, NULL, f.status, f.licences_to) <> 'valid'`;

/**
 * Where the certificates that are worth the same stand, each a search of an index by itself. What is over, not begun or held back by its supplier although no
 * step of its own says so is little, so it is found by that first (OFFSET 0 keeps the planner from walking all numbers for it).
 */
const LEGS: Readonly<Record<CertificateStatus, readonly string[]>> = {
  valid: [`${WITH_FILE} WHERE ${CERTIFICATE_IN_FORCE}`],
  suspended: [
    `certificate c WHERE c.status = 'suspended' AND c.valid_to >= ${TODAY}`,
    `${WITH_FILE} WHERE c.status = 'valid' AND c.valid_from > ${TODAY} AND ${CERTIFICATE_WORTH} = 'not_begun' OFFSET 0`,
    `certificate c WHERE c.status = 'valid' AND c.valid_to >= ${TODAY} AND c.supplier_id IN (${HELD_BACK}) OFFSET 0`,
  ],
  expired: [
    "certificate c WHERE c.status = 'expired'",
    `certificate c WHERE c.status IN ('valid', 'suspended') AND c.valid_to < ${TODAY} OFFSET 0`,
  ],
  withdrawn: ["certificate c WHERE c.status = 'withdrawn'"],
  exited: ["certificate c WHERE c.status = 'exited'"],
};

const NUMBER: KeyPart = { sql: 'c.number', kind: 'text' };
const BY_NUMBER = keyset('ASC', NUMBER);
const BY_COUNTY = keyset('ASC', { sql: 'c.region_code', kind: 'text' }, NUMBER);

/** The certified catalogue for everybody, 认定产品目录. */
@Injectable()
export class OpenData {
  constructor(private readonly db: Database) {}

  /**
   * A page in the order of the numbers (within a region: of its counties, then of the numbers), after the last row of the page before. One statement.
   * Throws `validation_failed` for a cursor that no page gave.
   */
  async certificates({ region, status, cursor, limit }: Query): Promise<Page> {
    const by = region === undefined ? BY_NUMBER : BY_COUNTY;
    const filter = new Filter([limit + 1]).inRegion('c.region_code', region);
    if (region !== undefined && cursor !== undefined) {
      const [county] = positionOf(by, cursor);
      if (!String(county).startsWith(regionPrefix(region))) throw badCursor();
    }
    filter.and(afterSql(by, cursor, filter.bind));
    const order = orderSql(by);
    const leg = (source: string) =>
      `(SELECT c.* FROM (SELECT c.* FROM ${source}) c WHERE ${filter.sql} ORDER BY ${order} LIMIT $1)`;
    const legs = (status === undefined ? ['certificate c'] : LEGS[status]).map(leg);
    const found = await this.db.query<CertificateRow & { scope: ScopeLine[] }>(
      `SELECT ${CERTIFICATE_COLUMNS}, c.scope FROM (${legs.join(' UNION ALL ')}) c JOIN organisation o ON o.id = c.supplier_id
         LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id LEFT JOIN region r ON r.code = c.region_code
       ORDER BY ${order} LIMIT $1`,
      filter.values,
    );
    const { rows, nextCursor } = pageOf(by, found, limit, ({ regionCode, number }) =>
      by === BY_NUMBER ? [number] : [regionCode, number],
    );
    return { items: rows.map((row) => ({ ...openView(row), scope: row.scope })), nextCursor };
  }
}

function openView({ scope: _, ...row }: CertificateRow & { scope: ScopeLine[] }) {
  const { sourceUrl: _sourceUrl, ...view } = certificateView(row);
  return view;
}
