import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Seat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, type Listing, PersonalData } from '@yigou/platform';
import { evidenceList, REGION_JSON } from './application.queries';
import { withinSeat } from './jurisdiction-filter';

type Page = RouteResponse<'listObjections'>;
type Row = Page['items'][number];

const ROW_JSON = `jsonb_build_object('id', b.id, 'number', b.number, 'applicationId', a.id, 'productName', a.product_name,
  'supplierName', o.name, 'county', ${REGION_JSON}, 'status', b.status, 'reason', b.reason, 'evidence', ${evidenceList('b.evidence')},
  'finding', b.finding, 'createdAt', b.created_at, 'dueAt', b.due_at)`;
const JOINS = `JOIN application a ON a.id = b.application_id JOIN organisation o ON o.id = a.supplier_id JOIN region r ON r.code = a.region_code`;
const COLUMNS = `${ROW_JSON} AS row, b.name_sealed AS name, b.contact_sealed AS contact`;
const LIST: Listing = {
  from: 'objection b JOIN application a ON a.id = b.application_id',
  alias: 'b',
  joins: JOINS,
  columns: COLUMNS,
  keyset: earliestFirst('b.created_at', 'b.id'),
};
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
  async page(seat: Seat, { status, region, ...request }: RouteInput<'listObjections'>['query']): Promise<Page> {
    const filter = new Filter().equals('b.status', status);
    filter.and(withinSeat(seat, region, filter.bind));
    const { rows, ...page } = await keysetPage<Stored>(this.db, filter, LIST, request);
    return { ...page, items: rows.map((row) => this.shown(seat, row)) };
  }

  /** Throws `not_found` outside of the jurisdiction. */
  async one(seat: Seat, id: string): Promise<Row> {
    const filter = new Filter().equals('b.id', id);
    filter.and(withinSeat(seat, undefined, filter.bind));
    const row = await this.db.one<Stored>(
      `SELECT ${COLUMNS} FROM objection b ${JOINS} WHERE ${filter.sql}`,
      filter.values,
    );
    if (!row) throw new DomainError('not_found');
    return this.shown(seat, row);
  }

  private shown(seat: Seat, { row, name, contact }: Stored): Row {
    if (seat.level !== 'county') return { ...row, name: HIDDEN, contact: HIDDEN };
    return { ...row, name: this.personal.open(name, row.id), contact: this.personal.open(contact, row.id) };
  }
}
