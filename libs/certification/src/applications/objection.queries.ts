import { Injectable } from '@nestjs/common';
import type { ReviewLevel, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Seat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, type Listing, PersonalData } from '@yigou/platform';
import { evidenceList, REGION_JSON } from './application.queries';
import { examiningLevels } from './examining-level';
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
  readonly row: Omit<Row, 'name' | 'contact' | 'examiner'>;
  readonly name: string;
  readonly contact: string;
}

/** Objections within a jurisdiction. Who objected is shown to the county, and to the level above while it examines in its place; to nobody else. */
@Injectable()
export class ObjectionQueries {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
  ) {}

  /** The oldest first: a keyset page, and who examines what is open on it. */
  async page(seat: Seat, { status, region, ...request }: RouteInput<'listObjections'>['query']): Promise<Page> {
    const filter = new Filter().equals('b.status', status);
    filter.and(withinSeat(seat, region, filter.bind));
    const { rows, ...page } = await keysetPage<Stored>(this.db, filter, LIST, request);
    return { ...page, items: await this.shown(seat, rows) };
  }

  /** Throws `not_found` outside of the jurisdiction. */
  async one(seat: Seat, id: string): Promise<Row> {
    const filter = new Filter().equals('b.id', id);
    filter.and(withinSeat(seat, undefined, filter.bind));
    const rows = await this.db.query<Stored>(
      `SELECT ${COLUMNS} FROM objection b ${JOINS} WHERE ${filter.sql}`,
      filter.values,
    );
    const [row] = await this.shown(seat, rows);
    if (!row) throw new DomainError('not_found');
    return row;
  }

  private async shown(seat: Seat, rows: readonly Stored[]): Promise<Row[]> {
    const open = rows.filter(({ row }) => row.status === 'open').map(({ row }) => row.applicationId);
    const levels = open.length > 0 ? await examiningLevels(this.db, open) : new Map<string, ReviewLevel>();
    return rows.map(({ row, name, contact }) => {
      const examiner = row.status === 'open' ? (levels.get(row.applicationId) ?? null) : null;
      if (seat.level !== 'county' && seat.level !== examiner)
        return { ...row, examiner, name: HIDDEN, contact: HIDDEN };
      return {
        ...row,
        examiner,
        name: this.personal.open(name, row.id),
        contact: this.personal.open(contact, row.id),
      };
    });
  }
}
