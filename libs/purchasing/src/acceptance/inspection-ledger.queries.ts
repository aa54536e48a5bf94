import { Injectable } from '@nestjs/common';
import { INSPECTION_LEDGER_ROWS, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, marketDayOf } from '@yigou/platform';

export type InspectionLedger = RouteResponse<'getInspectionLedger'>;

/**
 * The ledger that a canteen keeps of what it bought (进货查验台账): what two people accepted in a period of days, both included, with the papers that came with it. It is
 * read from the sheets, so that nobody writes it again.
 */
@Injectable()
export class InspectionLedgers {
  constructor(private readonly db: Database) {}

  /** Of the caller's unit, by the day of the second signature; one statement. Throws `forbidden`, `ledger_too_long` past 1,000 lines. */
  async of(caller: Caller, { from, to }: RouteInput<'getInspectionLedger'>['query']): Promise<InspectionLedger> {
    const { organisationId, organisationName } = seatOf(caller, 'agency');
    const filter = new Filter()
      .and(`a.status = 'confirmed'`)
      .equals('a.unit_id', organisationId)
      .onDays('a.decided_at', from, to);
    const items = await this.db.query<InspectionLedger['items'][number]>(
      `SELECT a.id AS "acceptanceId", a.number AS "acceptanceNumber", o.number AS "orderNumber", ${marketDayOf('a.decided_at')} AS day,
         l.product_name AS "productName", l.sku_name AS "skuName", t.accepted, t.grams, t.short, t.refused, t.refusal, s.name AS "supplierName",
         l.certificate_number AS "certificateNumber", t.batch, t.produced_on::text AS "producedOn", t.shelf_life_days AS "shelfLifeDays", t.papers,
         f.name AS "firstName", x.name AS "secondName"
       FROM purchasing_acceptance a JOIN purchasing_acceptance_line t ON t.acceptance_id = a.id JOIN order_line l ON l.id = t.order_line_id
         JOIN sales_order o ON o.id = a.order_id JOIN organisation s ON s.id = o.supplier_id
         JOIN app_user f ON f.id = a.first_id JOIN app_user x ON x.id = a.second_id
       WHERE ${filter.sql} ORDER BY a.decided_at, a.id, t.position LIMIT ${INSPECTION_LEDGER_ROWS + 1}`,
      filter.values,
    );
    if (items.length > INSPECTION_LEDGER_ROWS) throw new DomainError('ledger_too_long');
    return { unitName: organisationName, items };
  }
}
