import { Injectable } from '@nestjs/common';
import { MARKET_TODAY } from '@yigou/certification';
import { Database, UnitOfWork } from '@yigou/platform';
import { refreshListings } from './listings';

/** Whose standing changed: the payload of `certification.standing_changed`. */
export interface Standing {
  readonly certificateIds?: readonly string[];
  readonly supplierIds?: readonly string[];
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

  /** Brings the products of these certificates and suppliers in line, chunk by chunk; returns how many were looked at. */
  async follow({ certificateIds = [], supplierIds = [] }: Standing): Promise<number> {
    const products = await this.db.query<{ id: string }>(
      `SELECT id FROM product WHERE certificate_id = ANY($1) AND status = 'listed'
       UNION SELECT id FROM product WHERE supplier_id = ANY($2) AND status = 'listed' ORDER BY id`,
      [certificateIds, supplierIds],
    );
    for (let from = 0; from < products.length; from += CHUNK) {
      await this.refresh(products.slice(from, from + CHUNK));
    }
    return products.length;
  }

  /** Takes away listings whose last day is over, in batches; returns how many were looked at. */
  async clearExpired(): Promise<number> {
    return this.inBatches(
      `SELECT product_id AS id FROM listing WHERE shelf_to < (SELECT ${MARKET_TODAY}) ORDER BY shelf_to, product_id LIMIT ${CHUNK}`,
    );
  }

  /** Puts products on the shelves whose certificate's term began today or yesterday; returns how many were looked at. */
  async openBegun(): Promise<number> {
    const products = await this.db.query<{ id: string }>(
      `SELECT p.id FROM certificate c JOIN product p ON p.certificate_id = c.id AND p.status = 'listed'
       WHERE c.status = 'valid' AND c.valid_from BETWEEN (SELECT ${MARKET_TODAY}) - 1 AND (SELECT ${MARKET_TODAY})
         AND NOT EXISTS (SELECT FROM listing l WHERE l.product_id = p.id) ORDER BY p.id`,
    );
    for (let from = 0; from < products.length; from += CHUNK) {
      await this.refresh(products.slice(from, from + CHUNK));
    }
    return products.length;
  }

  /** Each batch leaves the selection by being refreshed: it goes, or its day is written anew. */
  private async inBatches(select: string): Promise<number> {
    for (let seen = 0; ;) {
      const products = await this.db.query<{ id: string }>(select);
      if (products.length === 0) return seen;
      await this.refresh(products);
      seen += products.length;
    }
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
