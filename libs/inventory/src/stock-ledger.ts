import { Injectable } from '@nestjs/common';
import { DomainError, newId } from '@yigou/kernel';
import { amongIds, type Queryable, type Tx } from '@yigou/platform';
import { StockMovement } from './stock-movement.entity';

export interface StockLine {
  readonly skuId: string;
  /** Pieces, positive. */
  readonly quantity: number;
}
export interface StockLevel {
  readonly skuId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  /** Somebody has stopped its sale (a recall): nothing of it is to be had, whatever there is. */
  readonly stopped?: boolean;
}
/** Who holds pieces, as an opaque reference, and what it wants. */
export interface Holding {
  readonly holder: string;
  readonly lines: readonly StockLine[];
}
export type MovementReason = 'import' | 'adjustment' | 'shipment' | 'return';

/** Pieces of one SKU, at most; the table's own check. */
const MOST_PIECES = 2_000_000_000;

/**
 * Stock in pieces: on hand = Σ movements, reserved = Σ live reservations, 0 ≤ reserved ≤ on hand. Taking and giving back lock the same rows in
 * the same order (by SKU id), each lock in a statement of its own, so that no snapshot older than the lock decides.
 */
@Injectable()
export class StockLedger {
  /**
   * Reserves pieces for several holders at once, all or nothing. How long a holder may hold is the holder's own term (an order's `expires_at`). Lines of one SKU are summed before the check.
   * `locked` are the levels of {@link lock}: a caller that decides anything else of the goods locks first, reads, then reserves.
   * Throws `insufficient_stock` with `details.shortages` = [{ skuId, wanted, available }].
   */
  async reserve(tx: Tx, holdings: readonly Holding[], locked?: ReadonlyMap<string, StockLevel>): Promise<void> {
    const skuIds = [...sumBySku(holdings.flatMap((holding) => holding.lines)).keys()];
    const reservation = this.reservation(holdings, locked ?? (await this.lock(tx, skuIds)));
    await tx.query(`WITH ${reservationCte('$1')} SELECT`, [reservation]);
  }

  /**
   * What {@link reserve} writes, for the parameter of {@link reservationCte} in a hot statement that writes anyway. The levels are those of {@link lock}, whose locks the caller holds until that statement. Throws
   * as `reserve` does.
   */
  reservation(holdings: readonly Holding[], levels: ReadonlyMap<string, StockLevel>): string {
    const shortages = [...sumBySku(holdings.flatMap((holding) => holding.lines))]
      .map(([skuId, wanted]) => ({ skuId, wanted, available: free(levels.get(skuId)) }))
      .filter((line) => line.wanted > line.available);
    if (shortages.length > 0) throw new DomainError('insufficient_stock', { shortages }, wordsFor(shortages, levels));
    return JSON.stringify(
      holdings.flatMap(({ holder, lines }) =>
        [...sumBySku(lines)].map(([sku_id, quantity]) => ({ holder, sku_id, quantity })),
      ),
    );
  }

  /**
   * Reserves for several holders at once what other holders hold: their pieces first, in the order of their ids, then what is free; what they hold beyond that stays theirs. Nobody gets in
   * between. Throws `insufficient_stock` as {@link reserve} does.
   */
  async handOver(
    tx: Tx,
    from: readonly string[],
    holdings: readonly Holding[],
    locked?: ReadonlyMap<string, StockLevel>,
  ): Promise<void> {
    const wanted = sumBySku(holdings.flatMap((holding) => holding.lines));
    const skuIds = [...wanted.keys()];
    const levels = new Map(locked ?? (await this.lock(tx, skuIds)));
    const given = await tx.query<{ skuId: string; pieces: number }>(
      `WITH wanted AS (SELECT * FROM unnest($2::uuid[], $3::int[]) AS t (sku_id, pieces)),
         held AS (
           SELECT holder, sku_id, quantity - consumed - released AS pieces,
             sum(quantity - consumed - released) OVER (PARTITION BY sku_id ORDER BY holder) AS upto
           FROM reservation WHERE holder = ANY($1) AND sku_id = ANY($2) AND consumed + released < quantity),
         taken AS (
           SELECT held.holder, held.sku_id, least(held.pieces, wanted.pieces - (held.upto - held.pieces))::int AS pieces
           FROM held JOIN wanted USING (sku_id) WHERE held.upto - held.pieces < wanted.pieces),
         given AS (
           UPDATE reservation r SET released = released + taken.pieces FROM taken
           WHERE r.holder = taken.holder AND r.sku_id = taken.sku_id RETURNING r.sku_id, taken.pieces)
       UPDATE stock SET reserved = reserved - given.pieces
       FROM (SELECT sku_id, sum(pieces)::int AS pieces FROM given GROUP BY sku_id) AS given
       WHERE stock.sku_id = given.sku_id RETURNING stock.sku_id AS "skuId", given.pieces`,
      [from, skuIds, [...wanted.values()]],
    );
    for (const { skuId, pieces } of given) {
      const level = levels.get(skuId);
      if (level)
        levels.set(skuId, { ...level, reserved: level.reserved - pieces, available: level.available + pieces });
    }
    await this.reserve(tx, holdings, levels);
  }

  /** Gives back all that the holders still hold. Doing it again gives back nothing. */
  async release(tx: Tx, holders: readonly string[]): Promise<void> {
    await this.lockOfHolders(tx, holders);
    await tx.query(
      `WITH live AS (
           SELECT holder, sku_id, quantity - consumed - released AS pieces FROM reservation
           WHERE holder = ANY($1) AND consumed + released < quantity),
         given AS (
           UPDATE reservation r SET released = r.quantity - r.consumed FROM live
           WHERE r.holder = live.holder AND r.sku_id = live.sku_id RETURNING r.sku_id, live.pieces)
       UPDATE stock SET reserved = reserved - given.pieces
       FROM (SELECT sku_id, sum(pieces)::int AS pieces FROM given GROUP BY sku_id) AS given
       WHERE stock.sku_id = given.sku_id`,
      [holders],
    );
  }

  /** Gives back some of what a holder holds. Throws `rest_exceeds_order` when it holds fewer. */
  async releasePieces(tx: Tx, { holder, lines }: Holding): Promise<void> {
    const pieces = sumBySku(lines);
    const skuIds = [...pieces.keys()];
    await this.lock(tx, skuIds);
    const given = await tx.query(
      `WITH given AS (
         UPDATE reservation r SET released = released + t.pieces FROM unnest($2::uuid[], $3::int[]) AS t (sku_id, pieces)
         WHERE r.holder = $1 AND r.sku_id = t.sku_id AND r.consumed + r.released + t.pieces <= r.quantity
         RETURNING r.sku_id, t.pieces)
       UPDATE stock SET reserved = reserved - given.pieces FROM given WHERE stock.sku_id = given.sku_id RETURNING stock.sku_id`,
      [holder, skuIds, [...pieces.values()]],
    );
    if (given.length !== skuIds.length) throw new DomainError('rest_exceeds_order');
  }

  /** Pieces leave the house: they are no longer held and no longer on hand. Throws when the holder holds fewer, `goods_stopped` while somebody has stopped the sale. */
  async consume(tx: Tx, holding: Holding, reference: string): Promise<void> {
    const lines = sumBySku(holding.lines);
    const skuIds = [...lines.keys()];
    const levels = await this.lock(tx, skuIds);
    const stopped = skuIds.filter((skuId) => levels.get(skuId)?.stopped);
    if (stopped.length > 0) throw new DomainError('goods_stopped', { skuIds: stopped });
    const moved = await tx.query(
      `WITH line AS (
         SELECT * FROM unnest($2::uuid[], $3::int[], $4::uuid[]) AS t (sku_id, pieces, movement_id)),
       taken AS (
         UPDATE reservation SET consumed = consumed + line.pieces FROM line
         WHERE reservation.holder = $1 AND reservation.sku_id = line.sku_id
           AND reservation.consumed + reservation.released + line.pieces <= reservation.quantity
         RETURNING reservation.sku_id),
       moved AS (
         INSERT INTO stock_movement (id, sku_id, delta, reason, reference)
         SELECT line.movement_id, line.sku_id, -line.pieces, 'shipment', $5 FROM line JOIN taken USING (sku_id)
         RETURNING sku_id, delta)
       UPDATE stock SET on_hand = on_hand + moved.delta, reserved = reserved + moved.delta FROM moved
       WHERE stock.sku_id = moved.sku_id RETURNING stock.sku_id`,
      [holding.holder, skuIds, [...lines.values()], skuIds.map(() => newId()), reference],
    );
    if (moved.length !== skuIds.length) throw new DomainError('shipment_exceeds_order');
  }

  /**
   * Stops the sale of SKUs in somebody's name, and holds for them what is free: from then on nothing of these is reserved or sent, until {@link resume}. Whoever was quicker is
   * seen by the next statement: taking and stopping wait for the same locks. Gives the pieces that it holds, by SKU. Stopping again holds nothing more.
   */
  async stop(tx: Tx, holder: string, skuIds: readonly string[]): Promise<Map<string, number>> {
    await tx.query('INSERT INTO stock (sku_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [skuIds]);
    const levels = await this.lock(tx, skuIds);
    const held = new Map([...levels].flatMap(([skuId, level]) => (free(level) > 0 ? [[skuId, free(level)]] : [])));
    const lines = [...held].map(([skuId, quantity]) => ({ skuId, quantity }));
    if (lines.length > 0) await this.reserve(tx, [{ holder, lines }], levels);
    await tx.query(
      'UPDATE stock SET stopped_by = array_append(stopped_by, $1::uuid) WHERE sku_id = ANY($2) AND NOT $1::uuid = ANY(stopped_by)',
      [holder, skuIds],
    );
    return held;
  }

  /** What somebody stopped is sold again, unless another has stopped it too; what was held for them is free but for the pieces (by SKU) that are no more. */
  async resume(tx: Tx, holder: string, skuIds: readonly string[], gone: ReadonlyMap<string, number>): Promise<void> {
    await this.lock(tx, skuIds);
    await this.release(tx, [holder]);
    for (const [skuId, pieces] of gone)
      if (pieces > 0) await this.adjust(tx, { skuId, delta: -pieces, reason: 'adjustment', reference: holder });
    await tx.query('UPDATE stock SET stopped_by = array_remove(stopped_by, $1::uuid) WHERE sku_id = ANY($2)', [
      holder,
      skuIds,
    ]);
  }

  /** Moves stock in or out. Throws `stock_below_reserved` when fewer pieces than are held would be left, `stock_too_large` for more than 2,000,000,000 pieces. */
  async adjust(
    tx: Tx,
    move: {
      readonly skuId: string;
      readonly delta: number;
      readonly reason: MovementReason;
      readonly reference: string;
    },
  ): Promise<StockLevel> {
    await tx.query('INSERT INTO stock (sku_id) VALUES ($1) ON CONFLICT DO NOTHING', [move.skuId]);
    const rows = await tx.query<StockLevel>(
      `UPDATE stock SET on_hand = on_hand + $2 WHERE sku_id = $1 AND on_hand::bigint + $2 BETWEEN reserved AND ${MOST_PIECES}
       RETURNING sku_id AS "skuId", on_hand AS "onHand", reserved, on_hand - reserved AS available`,
      [move.skuId, move.delta],
    );
    const level = rows[0];
    // What is held is never more than there may be: pieces that come in are too many, pieces that go out leave too few.
    if (!level) throw new DomainError(move.delta > 0 ? 'stock_too_large' : 'stock_below_reserved');
    if (move.delta !== 0) {
      await tx.manager.insert(StockMovement, { id: newId(), ...move });
    }
    return level;
  }

  /** Levels as of now; a SKU without stock is left out. */
  levels(db: Queryable, skuIds: readonly string[]): Promise<StockLevel[]> {
    return db.query<StockLevel>(
      `SELECT sku_id AS "skuId", on_hand AS "onHand", reserved, on_hand - reserved AS available FROM stock WHERE sku_id = ANY($1)`,
      [skuIds],
    );
  }

  /**
   * Locks the stock of SKUs, by id, and gives its levels as they are then. Whoever wants the same pieces waits until the transaction ends, and gets its turn in the order of coming
   * (`row_turn`): of a row alone, some are overtaken until their time is up. What one `buyer` takes of any SKUs is taken one after the other: who waits for their own
   * turn holds nobody's goods meanwhile, since it comes before those of the SKUs.
   */
  async lock(tx: Tx, skuIds: readonly string[], buyer: string | null = null): Promise<Map<string, StockLevel>> {
    const rows = await tx.query<StockLevel>(
      `SELECT sku_id AS "skuId", on_hand AS "onHand", reserved, on_hand - reserved AS available, stopped_by <> '{}' AS stopped
       FROM stock WHERE sku_id = ${amongIds('$1')}
         AND CASE WHEN $2::uuid IS NULL OR (SELECT row_turn('stock of buyer', ARRAY[$2::uuid])) THEN (SELECT row_turn('stock', $1)) END
       ORDER BY sku_id FOR UPDATE`,
      [skuIds, buyer],
    );
    return new Map(rows.map((row) => [row.skuId, row]));
  }

  private async lockOfHolders(tx: Tx, holders: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT 1 FROM stock WHERE sku_id IN (SELECT sku_id FROM reservation WHERE holder = ANY($1))
         AND (SELECT row_turn('stock', ARRAY(SELECT sku_id FROM reservation WHERE holder = ANY($1)))) ORDER BY sku_id FOR UPDATE`,
      [holders],
    );
  }
}

/**
 * Members `held` and `reserved` of a WITH list that reserve what {@link StockLedger.reservation} gives for the parameter. The stock is looked up by its keys: joined with a list whose length PostgreSQL
 * takes to be a hundred, the whole table of a market of some ten thousand SKUs would be read for two lines.
 */
export const reservationCte = (parameter: `$${number}`): string => `held AS (
    INSERT INTO reservation (holder, sku_id, quantity)
    SELECT holder, sku_id, quantity FROM jsonb_to_recordset(${parameter}::jsonb) AS t (holder uuid, sku_id uuid, quantity int)
    RETURNING sku_id, quantity),
  reserved AS (
    UPDATE stock SET reserved = reserved + (SELECT sum(held.quantity)::int FROM held WHERE held.sku_id = stock.sku_id)
    WHERE sku_id = ANY(ARRAY(SELECT sku_id FROM held)))`;

/** What may be had of a SKU. */
const free = (level: StockLevel | undefined): number => (level && !level.stopped ? level.available : 0);

/** What people read whose goods are stopped: fewer pieces would not help them. */
const wordsFor = (
  shortages: readonly { readonly skuId: string }[],
  levels: ReadonlyMap<string, StockLevel>,
): string | undefined =>
  shortages.some(({ skuId }) => levels.get(skuId)?.stopped)
    ? '所选商品正在召回，已暂停销售，请从清单中移除后再下单。'
    : undefined;

function sumBySku(lines: readonly StockLine[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { skuId, quantity } of lines) sums.set(skuId, (sums.get(skuId) ?? 0) + quantity);
  return sums;
}
