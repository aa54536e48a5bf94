import { Injectable } from '@nestjs/common';
import type { CertificateStatus, RouteInput, RouteResponse, ScopeLine } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor } from '@yigou/platform';
import { regionPrefix } from '@yigou/regions';
import { type CertificateRow, CERTIFICATE_COLUMNS, certificateView } from './certificates.queries';

type Query = RouteInput<'listOpenCertificates'>['query'];
type Page = RouteResponse<'listOpenCertificates'>;

/** The day of the market as an index can be searched by it. */
const TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date";

/**
 * Where the certificates of a state stand, each a search of an index by itself. A term that is over counts although the worker has not entered its end
 * yet: those are few, so they are found by their term first (OFFSET 0 keeps the planner from walking all numbers for them).
 */
const LEGS: Readonly<Record<CertificateStatus, readonly string[]>> = {
  valid: [`certificate WHERE status = 'valid' AND ${TODAY} BETWEEN valid_from AND valid_to`],
  suspended: ["certificate WHERE status = 'suspended'"],
  expired: [
    "certificate WHERE status = 'expired'",
    `certificate WHERE status = 'valid' AND valid_to < ${TODAY} OFFSET 0`,
  ],
  withdrawn: ["certificate WHERE status = 'withdrawn'"],
  exited: ["certificate WHERE status = 'exited'"],
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
      `(SELECT c.* FROM (SELECT * FROM ${source}) c WHERE ${after} ORDER BY ${order} LIMIT $1)`;
    const legs = (status === undefined ? ['certificate'] : LEGS[status]).map(leg);
    const rows = await this.db.query<CertificateRow & { scope: ScopeLine[] }>(
      `SELECT ${CERTIFICATE_COLUMNS}, c.scope FROM (${legs.join(' UNION ALL ')}) c JOIN organisation o ON o.id = c.supplier_id
         LEFT JOIN region r ON r.code = c.region_code
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
