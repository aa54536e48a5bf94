import { Injectable } from '@nestjs/common';
import type { CertificateStatus, RouteInput, RouteResponse, ScopeLine } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor } from '@yigou/platform';
import { regionPrefix } from '@yigou/regions';
import { CERTIFICATE_IN_FORCE, CERTIFICATE_WORTH } from '../standing';
import { type CertificateRow, CERTIFICATE_COLUMNS, certificateView } from './certificates.queries';

type Query = RouteInput<'listOpenCertificates'>['query'];
type Page = RouteResponse<'listOpenCertificates'>;

/** The day of the market as an index can be searched by it. */
const TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date";
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

const BAD_CURSOR = '翻页位置无效，请回到第一页。';

/** The certified catalogue for everybody, 认定产品目录. */
@Injectable()
export class OpenData {
  constructor(private readonly db: Database) {}

  /**
   * A page in the order of the numbers (within a region: of its counties, then of the numbers), after the last row of the page before. One statement.
   * Throws `validation_failed` for a cursor that no page gave.
   */
  async certificates({ region, status, cursor, limit }: Query): Promise<Page> {
    const prefix = region === undefined ? '' : regionPrefix(region);
    const [county, number] = cursor === undefined ? [prefix, ''] : decodeCursor(cursor, ['string', 'string']);
    if (!String(county).startsWith(prefix))
      throw new DomainError('validation_failed', { fields: { cursor: BAD_CURSOR } });
    const order = prefix === '' ? 'c.number' : 'c.region_code, c.number';
    // “:” follows the nine: everything below a prefix lies between the prefix and that.
    const after = prefix === '' ? 'c.number > $2' : '(c.region_code, c.number) > ($3, $2) AND c.region_code < $4';
    const leg = (source: string) =>
      `(SELECT c.* FROM (SELECT c.* FROM ${source}) c WHERE ${after} ORDER BY ${order} LIMIT $1)`;
    const legs = (status === undefined ? ['certificate c'] : LEGS[status]).map(leg);
    const rows = await this.db.query<CertificateRow & { scope: ScopeLine[] }>(
      `SELECT ${CERTIFICATE_COLUMNS}, c.scope FROM (${legs.join(' UNION ALL ')}) c JOIN organisation o ON o.id = c.supplier_id
         LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id LEFT JOIN region r ON r.code = c.region_code
       ORDER BY ${order} LIMIT $1`,
      prefix === '' ? [limit + 1, number] : [limit + 1, number, county, `${prefix}:`],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({ ...openView(row), scope: row.scope })),
      nextCursor: rows.length > limit && last ? encodeCursor([last.regionCode ?? '', last.number]) : null,
    };
  }
}

function openView({ scope: _, ...row }: CertificateRow & { scope: ScopeLine[] }) {
  const { sourceUrl: _sourceUrl, ...view } = certificateView(row);
  return view;
}
