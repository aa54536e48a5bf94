import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { CartView } from '@yigou/contracts';
import { ON_SHELF, OrderableSkus } from '@yigou/catalogue';
import { addressBlock, SignInHooks } from '@yigou/identity';
import { DomainError, newId, sumFen } from '@yigou/kernel';
import { Database, PolicyParameters, type Queryable, type Tx } from '@yigou/platform';
import { createHash, randomBytes } from 'node:crypto';
import { toCartLine } from './cart-line';
import { priceLine } from './order-totals';

/** Whose cart: a person's, or a browser's before login (by its cookie's token; `from` is its IP address, null where nobody counts). */
export type CartOwner = { readonly userId: string } | { readonly token: string; readonly from?: string | null };

const MAX_LINES = 100;
const MAX_PIECES = 9_999;
/** Rows that are deleted at a time. */
const BATCH = 1_000;

export function newCartToken(): string {
  return randomBytes(32).toString('base64url');
}

function key(owner: CartOwner): { column: 'user_id' | 'token_hash'; value: string | Buffer } {
  if ('userId' in owner) return { column: 'user_id', value: owner.userId };
  return { column: 'token_hash', value: createHash('sha256').update(owner.token).digest() };
}

/** The cart, kept before login and merged after it. */
@Injectable()
export class Carts implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly skus: OrderableSkus,
    private readonly hooks: SignInHooks,
    private readonly policy: PolicyParameters,
  ) {}

  onModuleInit(): void {
    this.hooks.add(async (tx, { userId, cartToken }) => {
      await this.merge(tx, cartToken, userId);
    });
  }

  /**
   * Adds pieces, making the cart when there is none; one statement. Returns how many different SKUs the cart holds.
   * Throws `product_unavailable` when the SKU is not sold, `insufficient_stock` when the shelf is empty, `cart_full` past 100 SKUs, `carts_from_address` when too many visitors' carts came from one
   * address within an hour; those that come at the same moment may pass the limit together.
   */
  async add(owner: CartOwner, skuId: string, quantity: number): Promise<number> {
    const { column, value } = key(owner);
    const from = 'token' in owner && owner.from ? addressBlock(owner.from) : null;
    const limit = from === null ? null : await this.policy.get('order.carts_per_address');
    const row = await this.db.one<{ sold: boolean; available: number; made: boolean; lines: number; added: boolean }>(
      `WITH wanted AS (
         SELECT k.id, coalesce(s.on_hand - s.reserved, 0) AS available FROM sku k
         JOIN listing l ON l.product_id = k.product_id LEFT JOIN stock s ON s.sku_id = k.id
         WHERE k.id = $2 AND k.active AND ${ON_SHELF}),
       mine AS (
         INSERT INTO cart (id, ${column}, made_from) SELECT $4, $1, $5::text FROM wanted WHERE available > 0
           AND ($5::text IS NULL OR EXISTS (SELECT FROM cart WHERE token_hash = $7::bytea)
             OR (SELECT count(*) FROM cart WHERE made_from = $5::text AND created_at > now() - interval '1 hour') < $6::int)
         ON CONFLICT (${column}) DO UPDATE SET created_at = cart.created_at RETURNING id),
       held AS (SELECT count(*)::int AS lines, coalesce(bool_or(sku_id = $2), false) AS has FROM cart_line WHERE cart_id = (SELECT id FROM mine)),
       added AS (
         INSERT INTO cart_line (cart_id, sku_id, quantity) SELECT mine.id, $2, $3 FROM mine, held WHERE held.has OR held.lines < ${MAX_LINES}
         ON CONFLICT (cart_id, sku_id) DO UPDATE SET quantity = least(cart_line.quantity + excluded.quantity, ${MAX_PIECES}) RETURNING 1)
       SELECT EXISTS (SELECT 1 FROM wanted) AS sold, coalesce((SELECT available FROM wanted), 0) AS available, EXISTS (SELECT 1 FROM mine) AS made,
         (SELECT lines + CASE WHEN has THEN 0 ELSE 1 END FROM held) AS lines, EXISTS (SELECT 1 FROM added) AS added`,
      [value, skuId, quantity, newId(), from, limit, 'token' in owner ? value : null],
    );
    if (!row?.sold) throw new DomainError('product_unavailable', { skuIds: [skuId] });
    if (row.available <= 0)
      throw new DomainError('insufficient_stock', { shortages: [{ skuId, wanted: quantity, available: 0 }] });
    if (!row.made) throw new DomainError('carts_from_address');
    if (!row.added) throw new DomainError('cart_full');
    return row.lines;
  }

  /** Sets the pieces of a line; throws `not_found` when the cart has no such line. */
  async set(owner: CartOwner, skuId: string, quantity: number): Promise<number> {
    const { column, value } = key(owner);
    const rows = await this.db.query(
      `UPDATE cart_line SET quantity = $3 FROM cart WHERE cart.id = cart_line.cart_id AND cart.${column} = $1 AND sku_id = $2 RETURNING 1 AS done`,
      [value, skuId, quantity],
    );
    if (rows.length === 0) throw new DomainError('not_found');
    return this.count(owner);
  }

  /** Removes a line; a line that is not there is gone already. */
  async remove(owner: CartOwner, skuId: string): Promise<number> {
    const { column, value } = key(owner);
    await this.db.query(
      `DELETE FROM cart_line USING cart WHERE cart.id = cart_line.cart_id AND cart.${column} = $1 AND sku_id = $2`,
      [value, skuId],
    );
    return this.count(owner);
  }

  private async count(owner: CartOwner): Promise<number> {
    const { column, value } = key(owner);
    const row = await this.db.one<{ lines: number }>(
      `SELECT count(*)::int AS lines FROM cart_line JOIN cart ON cart.id = cart_line.cart_id WHERE cart.${column} = $1`,
      [value],
    );
    return row?.lines ?? 0;
  }

  /** The cart as people see it, newest line first within each supplier; two statements. */
  async view(owner: CartOwner): Promise<CartView> {
    const { column, value } = key(owner);
    const wanted = await this.db.query<{ skuId: string; quantity: number }>(
      `SELECT sku_id AS "skuId", quantity FROM cart_line JOIN cart ON cart.id = cart_line.cart_id WHERE cart.${column} = $1
       ORDER BY added_at DESC, sku_id`,
      [value],
    );
    if (wanted.length === 0) return { groups: [], goodsFen: 0, count: 0 };
    const skus = new Map(
      (
        await this.skus.load(
          this.db,
          wanted.map((line) => line.skuId),
        )
      ).map((sku) => [sku.skuId, sku]),
    );
    const lines = wanted.flatMap(({ skuId, quantity }) => {
      const sku = skus.get(skuId);
      return sku ? [priceLine(sku, quantity, 'everybody')] : [];
    });
    const groups = [...Map.groupBy(lines, (line) => line.sku.supplierId)].map(([supplierId, own]) => ({
      supplierId,
      supplierName: own[0]?.sku.supplierName ?? '',
      lines: own.map((line) => toCartLine(line, 'everybody')),
      goodsFen: sumFen(own.filter((line) => line.sku.orderable).map((line) => line.lineFen)),
    }));
    return { groups, goodsFen: sumFen(groups.map((group) => group.goodsFen)), count: lines.length };
  }

  /** Moves a browser's cart into the person's: quantities of one SKU add up, the browser's cart is gone. */
  async merge(tx: Tx, token: string, userId: string): Promise<void> {
    const { value } = key({ token });
    const anonymous = await tx.one<{ id: string }>('SELECT id FROM cart WHERE token_hash = $1 FOR UPDATE', [value]);
    if (!anonymous) return;
    await tx.query(
      `WITH mine AS (
         INSERT INTO cart (id, user_id) VALUES ($3, $2) ON CONFLICT (user_id) DO UPDATE SET created_at = cart.created_at RETURNING id)
       INSERT INTO cart_line (cart_id, sku_id, quantity, added_at)
       SELECT mine.id, sku_id, quantity, added_at FROM mine, cart_line WHERE cart_id = $1 ORDER BY sku_id
       ON CONFLICT (cart_id, sku_id) DO UPDATE SET quantity = least(cart_line.quantity + excluded.quantity, ${MAX_PIECES})`,
      [anonymous.id, userId, newId()],
    );
    await tx.query('DELETE FROM cart WHERE id = $1', [anonymous.id]);
  }

  /** Forgets browsers' carts that nobody came back for, all of them, and from where those came that count no more; returns how many carts. */
  async pruneAnonymous(db: Queryable, days: number): Promise<number> {
    await db.query(
      "UPDATE cart SET made_from = NULL WHERE made_from IS NOT NULL AND created_at <= now() - interval '1 hour'",
    );
    let [gone, batch] = [0, 0];
    do {
      const rows = await db.query(
        `DELETE FROM cart WHERE id IN (
           SELECT id FROM cart WHERE user_id IS NULL AND created_at < now() - make_interval(days => $1) LIMIT ${BATCH}) RETURNING 1 AS gone`,
        [days],
      );
      batch = rows.length;
      gone += batch;
    } while (batch === BATCH);
    return gone;
  }
}
