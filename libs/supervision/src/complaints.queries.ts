import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { maskName } from '@yigou/households';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, type Listing, PersonalData } from '@yigou/platform';
import { COMPLAINT } from './complaint-status';
import { BELONGS } from './decide';
import { hasDuty } from './duties';
import { COUNTY, iso, within } from './supervision-list';

type View = RouteResponse<'getComplaint'>;
type Row = RouteResponse<'listComplaints'>['items'][number];
interface ListRow extends Omit<Row, 'createdAt' | 'dueAt'> {
  readonly createdAt: Date;
  readonly dueAt: Date;
}
interface FullRow extends ListRow, Pick<View, 'content' | 'certificateId' | 'certificateNumber' | 'productId'> {
  readonly supplierId: string | null;
  readonly supplierName: string | null;
  readonly nameSealed: string | null;
  readonly contactSealed: string | null;
  readonly evidence: string[];
  readonly answer: string | null;
  readonly founded: boolean | null;
  readonly takenAt: Date | null;
  readonly answeredAt: Date | null;
  readonly mine: boolean;
  readonly handling: boolean;
}

const JOINS = `LEFT JOIN certificate c ON c.id = v.certificate_id LEFT JOIN product p ON p.id = v.product_id
    LEFT JOIN region r ON r.code = v.region_code LEFT JOIN app_user h ON h.id = v.handler_id LEFT JOIN organisation o ON o.id = v.supplier_id`;
const LIST: Listing = {
  columns: `v.id, v.number, v.kind, v.status, coalesce(c.product_name || '（' || c.number || '）', p.name, r.path, '') AS subject, ${COUNTY} AS county,
    h.name AS handler, v.created_at AS "createdAt", v.due_at AS "dueAt", v.status <> 'answered' AND v.due_at < clock_timestamp() AS overdue`,
  from: `complaint v ${JOINS}`,
  alias: 'v',
  joins: JOINS,
  keyset: earliestFirst('v.due_at', 'v.id'),
};
const fullListing = (user: string): Listing => ({
  ...LIST,
  columns: `${LIST.columns}, v.content, v.certificate_id AS "certificateId", c.number AS "certificateNumber", v.product_id AS "productId",
    v.supplier_id AS "supplierId", o.name AS "supplierName", v.name_sealed AS "nameSealed", v.contact_sealed AS "contactSealed", v.evidence,
    v.answer, v.founded, v.taken_at AS "takenAt", v.answered_at AS "answeredAt",
    v.supplier_id IS NOT NULL AND ${BELONGS(user, 'v.supplier_id')} AS mine, v.handler_id IS NOT DISTINCT FROM ${user} AS handling`,
});

/** Complaints as administrators see them. */
@Injectable()
export class ComplaintQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
    private readonly personal: PersonalData,
  ) {}

  /** One statement. Nobody's name is in a list. */
  async list(caller: Caller, query: RouteInput<'listComplaints'>['query']): Promise<RouteResponse<'listComplaints'>> {
    const filter = within(new Filter(), seatOf(caller, 'administration'), query.region).equals(
      'v.status',
      query.status,
    );
    filter.contains(query.q, 'v.number', 'v.content', 'c.number', 'c.product_name', 'p.name', 'o.name');
    const { rows, ...page } = await keysetPage<ListRow>(this.db, filter, LIST, query);
    const items = rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      dueAt: row.dueAt.toISOString(),
    }));
    return { ...page, items };
  }

  /** Whoever handles it reads the complainant's name and how to reach them; others read both masked. Throws `not_found` outside the jurisdiction. */
  async view(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'administration');
    const filter = new Filter();
    const user = `${filter.bind(caller.actor.userId)}::uuid`;
    within(filter, seat, undefined).equals('v.id', id);
    const { rows } = await keysetPage<FullRow>(this.db, filter, fullListing(user), { limit: 1 });
    const row = rows[0];
    if (!row) throw new DomainError('not_found');
    const { nameSealed, contactSealed, mine, handling, ...rest } = row;
    const [name, contact] = [nameSealed, contactSealed].map((sealed) => (sealed ? this.personal.open(sealed, id) : ''));
    const files = await this.evidence.views(this.db, row.evidence);
    const may = hasDuty(seat.level, 'complaint') && !mine;
    return {
      ...rest,
      createdAt: row.createdAt.toISOString(),
      dueAt: row.dueAt.toISOString(),
      takenAt: iso(row.takenAt),
      answeredAt: iso(row.answeredAt),
      name: handling || !name ? (name ?? '') : maskName(name),
      contact: handling || !contact ? (contact ?? '') : maskContact(contact),
      evidence: row.evidence.flatMap((file) => files.get(file) ?? []),
      can: { take: may && COMPLAINT.can(row.status, 'take'), answer: may && COMPLAINT.can(row.status, 'answer') },
    };
  }
}

/** 13900001234 → 139****, enough to know that there is one. */
const maskContact = (contact: string): string => `${contact.slice(0, 3)}****`;
