import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor, PersonalData } from '@yigou/platform';
import type { Seat } from '@yigou/suppliers';
import { COUNT_LIMIT, evidenceList, REGION_JSON } from './application.queries';
import { withinSeat } from './jurisdiction-filter';

type Page = RouteResponse<'listObjections'>;
type Row = Page['items'][number];

const ROW_JSON = `jsonb_build_object('id', b.id, 'number', b.number, 'applicationId', a.id, 'productName', a.product_name,
  'supplierName', o.name, 'county', ${REGION_JSON}, 'status', b.status, 'reason', b.reason, 'evidence', ${evidenceList('b.evidence')},
  'finding', b.finding, 'createdAt', b.created_at, 'dueAt', b.due_at)`;
const JOINS = `JOIN application a ON a.id = b.application_id JOIN organisation o ON o.id = a.supplier_id JOIN region r ON r.code = a.region_code`;
const HIDDEN = '仅核查单位可见';

interface Stored {
  readonly row: Omit<Row, 'name' | 'contact'>;
  readonly name: string;
  readonly contact: string;
}

/** Objections within a jurisdiction. Who objected is shown to the county that examines, and to nobody else. */
@Injectable()
export class ObjectionQueries {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
  ) {}

  /** The oldest first: a keyset page, one statement. */
  async page(seat: Seat, { status, region, cursor, limit }: RouteInput<'listObjections'>['query']): Promise<Page> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const filter = ['true', ...(status ? [`b.status = ${bind(status)}`] : []), ...withinSeat(seat, region, bind)].join(
      ' AND ',
    );
    const after = cursor ? decodeCursor(cursor, ['instant', 'id']) : null;
    const keyset = after ? `AND (b.created_at, b.id) > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)` : '';
    const from = 'objection b JOIN application a ON a.id = b.application_id';
    const rows = await this.db.query<Stored & { key: string | null; total: number }>(
      `WITH page AS (SELECT b.* FROM ${from} WHERE ${filter} ${keyset} ORDER BY b.created_at, b.id LIMIT ${bind(limit + 1)})
       SELECT ${ROW_JSON} AS row, b.name_sealed AS name, b.contact_sealed AS contact, to_jsonb(b.created_at) AS key, t.total
       FROM (SELECT count(*)::int AS total FROM (SELECT 1 FROM ${from} WHERE ${filter} LIMIT ${COUNT_LIMIT}) AS counted) t
         LEFT JOIN (page b ${JOINS}) ON true ORDER BY b.created_at, b.id`,
      values,
    );
    const found = rows.filter(({ key }) => key !== null);
    const last = found[limit - 1];
    return {
      items: found.slice(0, limit).map((row) => this.shown(seat, row)),
      nextCursor: found.length > limit && last?.key ? encodeCursor([last.key, last.row.id]) : null,
      total: rows[0]?.total ?? 0,
    };
  }

  /** Throws `not_found` outside of the jurisdiction. */
  async one(seat: Seat, id: string): Promise<Row> {
    const values: unknown[] = [id];
    const filter = ['b.id = $1', ...withinSeat(seat, undefined, (value) => `$${values.push(value)}`)].join(' AND ');
    const row = await this.db.one<Stored>(
      `SELECT ${ROW_JSON} AS row, b.name_sealed AS name, b.contact_sealed AS contact FROM objection b ${JOINS} WHERE ${filter}`,
      values,
    );
    if (!row) throw new DomainError('not_found');
    return this.shown(seat, row);
  }

  private shown(seat: Seat, { row, name, contact }: Stored): Row {
    if (seat.level !== 'county') return { ...row, name: HIDDEN, contact: HIDDEN };
    return { ...row, name: this.personal.open(name, row.id), contact: this.personal.open(contact, row.id) };
  }
}
