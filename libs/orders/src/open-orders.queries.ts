import { Injectable } from '@nestjs/common';
import type { OpenOrderPage, RouteInput } from '@yigou/contracts';
import { coversSql, type Jurisdiction } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, type Listing, PolicyParameters } from '@yigou/platform';
import { CLOSED_UNPAID, OWES } from './wind-up-orders';

type Row = OpenOrderPage['items'][number];

const OPEN: Listing = {
  from: 'sales_order o',
  alias: 'o',
  joins: 'JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id',
  // The same conditions as those by which they are wound up.
  columns: `o.id, o.number, o.status, o.total_fen AS "totalFen",
    CASE WHEN ${OWES} THEN 'dated' WHEN o.status NOT IN ('to_sign', 'pending_payment') THEN 'goes_on'
      WHEN ${CLOSED_UNPAID} THEN 'closes' ELSE 'waits' END AS fate`,
  keyset: earliestFirst('o.created_at', 'o.id'),
};

/** What a supplier has open, before it is decided whether it leaves: see `WindUpOrders` for what becomes of it. */
@Injectable()
export class OpenOrders {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** A supplier's own, the earliest first. Two statements. */
  async own(supplierId: string, query: RouteInput<'listOwnOpenOrders'>['query']): Promise<OpenOrderPage> {
    const filter = new Filter()
      .equals('o.supplier_id', supplierId)
      .and("o.status IN ('to_sign', 'pending_payment', 'to_ship', 'part_shipped', 'shipped', 'payable')");
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, OPEN, query);
    return { ...page, items: rows, shipWithinDays: await this.policy.get('order.wind_up_days') };
  }

  /** Those of a supplier that an office governs, whichever county their goods come from: it leaves with all of them. Throws `not_found` for one elsewhere. */
  async of(
    seat: Jurisdiction,
    supplierId: string,
    query: RouteInput<'listOpenOrders'>['query'],
  ): Promise<OpenOrderPage> {
    const values: unknown[] = [supplierId];
    const within = coversSql(
      { regionCode: 'h.region_code', township: 'h.township' },
      seat,
      (value) => `$${values.push(value)}`,
    );
    const here = await this.db.one(`SELECT FROM supplier_place h WHERE h.supplier_id = $1 AND ${within}`, values);
    if (!here) throw new DomainError('not_found');
    return this.own(supplierId, query);
  }
}
