import { Injectable } from '@nestjs/common';
import { Database, MARKET_TODAY, NO_ID, type PayloadOf, sweepBatches, UnitOfWork } from '@yigou/platform';
import type { StandingChanged } from '@yigou/suppliers';
import { refreshListings } from './listings';

/** Whose standing changed. */
export type Standing = PayloadOf<typeof StandingChanged>;

interface Ended {
  readonly id: string;
  readonly shelfTo: string;
}

/** Listings that one transaction writes: a shelf's row stands in many indexes, and buyers wait for none of its locks for long. */
const CHUNK = 200;

/** Keeps the shelves in step with who may sell what. Everything here may be repeated, late or cut off. */
@Injectable()
export class Shelves {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
  ) {}

  /** Brings the products of these certificates and suppliers in line, chunk by chunk; returns how many were looked at. Throws `SweepFailed` at the end. */
  async follow({ certificateIds = [], supplierIds = [] }: Standing): Promise<number> {
    const products = await this.db.query<{ id: string }>(
      `SELECT id FROM product WHERE certificate_id = ANY($1) AND status = 'listed'
       UNION SELECT id FROM product WHERE supplier_id = ANY($2) AND status = 'listed' ORDER BY id`,
      [certificateIds, supplierIds],
    );
    const due = async (after: { readonly id: string } | undefined) =>
      products.filter(({ id }) => id > (after?.id ?? '')).slice(0, CHUNK);
    return sweepBatches({ name: 'follow-standing', size: CHUNK, due }, (chunk) => this.refresh(chunk));
  }

  /** Writes the listings of these divisions anew, and what the search calls them: their names or codes are others now. Returns how many were looked at. Throws `SweepFailed` at the end. */
  async followRegions(codes: readonly string[]): Promise<number> {
    await this.db.query(
      `UPDATE search_word w SET word = r.name, pinyin = r.pinyin, initials = r.initials FROM region r
       WHERE w.kind = 'county' AND w.value = r.code AND r.code = ANY($1) AND w.word <> r.name`,
      [codes],
    );
    const due = (after: { readonly id: string } | undefined) =>
      this.db.query<{ id: string }>(
        `SELECT id FROM product WHERE county_code = ANY($1) AND status = 'listed' AND id > $2::uuid ORDER BY id LIMIT ${CHUNK}`,
        [codes, after?.id ?? NO_ID],
      );
    return sweepBatches({ name: 'follow-regions', size: CHUNK, due }, (products) => this.refresh(products));
  }

  /** Takes away listings whose last day is over, `size` to a batch; returns how many were looked at. Throws `SweepFailed` at the end. */
  clearExpired(size = CHUNK): Promise<number> {
    const due = (after: Ended | undefined) =>
      this.db.query<Ended>(
        `SELECT product_id AS id, shelf_to::text AS "shelfTo" FROM listing
         WHERE shelf_to < (SELECT ${MARKET_TODAY}) AND (shelf_to, product_id) > ($1::date, $2::uuid) ORDER BY shelf_to, product_id LIMIT $3`,
        [after?.shelfTo ?? '-infinity', after?.id ?? NO_ID, size],
      );
    return sweepBatches({ name: 'clear-expired', size, due }, (products) => this.refresh(products));
  }

  /** Puts products on the shelves whose certificate's term began today or yesterday; returns how many were looked at. Throws `SweepFailed` at the end. */
  openBegun(size = CHUNK): Promise<number> {
    const due = (after: { readonly id: string } | undefined) =>
      this.db.query<{ id: string }>(
        `SELECT p.id FROM certificate c JOIN product p ON p.certificate_id = c.id AND p.status = 'listed'
         WHERE c.status = 'valid' AND c.valid_from BETWEEN (SELECT ${MARKET_TODAY}) - 1 AND (SELECT ${MARKET_TODAY})
           AND NOT EXISTS (SELECT FROM listing l WHERE l.product_id = p.id) AND p.id > $1::uuid ORDER BY p.id LIMIT $2`,
        [after?.id ?? NO_ID, size],
      );
    return sweepBatches({ name: 'open-begun', size, due }, (products) => this.refresh(products));
  }

  private refresh(products: readonly { id: string }[]): Promise<void> {
    return this.uow.run((tx) =>
      refreshListings(
        tx,
        products.map(({ id }) => id),
      ),
    );
  }
}
