import { Injectable } from '@nestjs/common';
import { DomainError, type Fen, fen, newId } from '@yigou/kernel';
import { MARKET_TODAY, type Tx } from '@yigou/platform';
import { type BudgetBalance, checkCeilings, type Encumbrance, type ReachedLevel } from './budget-ceilings';

/** An amount in fen that a holder moves. */
export interface HeldAmount {
  readonly holder: string;
  readonly amountFen: Fen;
}
/** For which unit somebody buys, and of which of its budgets; null: of its canteen's of this year, of the unit as a whole. */
export interface BudgetChoice {
  readonly unitId: string;
  readonly budgetId: string | null;
}
interface Level {
  readonly holder: string;
  readonly budgetId: string;
  readonly encumberedFen: Fen;
  readonly spentFen: Fen;
}
type Movement = 'encumber' | 'spend' | 'release' | 'credit';
/** What a movement of one fen does to what is encumbered and to what is spent. */
const EFFECTS: Readonly<Record<Movement, readonly [encumbered: number, spent: number]>> = {
  encumber: [1, 0],
  spend: [-1, 1],
  release: [-1, 0],
  credit: [0, -1],
};

/**
 * The ledger of procurement budgets: money is encumbered (预算占用) when an order is placed, spent when it is finished, released when it is cancelled or
 * reduced, and credited when something that was spent comes back. A budget that reaches over a subtree binds everything that is ordered below it.
 *
 * Locks: the budgets that orders are placed against, by id; then those that reach down to them, by id; each in a statement of its own, so that no snapshot older
 * than the lock decides. Giving back takes the same locks in the same order. Before the rows stands a queue (`row_turn`), so that of hundreds who order
 * against one ceiling none is overtaken for ever.
 */
@Injectable()
export class BudgetLedger {
  /**
   * Encumbers for several holders at once, all or nothing. Throws `not_found` for a budget of another unit, `budget_year_over` for one of another year than the
   * present one in Shanghai, and `budget_exceeded` with `details` { budgetId, name, unitId, reach, leftFen, wantedFen } of the first ceiling that is breached: the
   * order's own first, then upward. Three statements.
   */
  async encumber(tx: Tx, wanted: readonly Encumbrance[]): Promise<void> {
    const ownIds = [...new Set(wanted.map(({ budgetId }) => budgetId))];
    const own = await tx.query<BudgetBalance>(
      `SELECT ${BALANCE} FROM budget b WHERE b.id = ANY($1) AND b.reach = 'own' AND (SELECT row_turn('budget', $1)) ORDER BY b.id FOR UPDATE`,
      [ownIds],
    );
    const byId = new Map(own.map((budget) => [budget.id, budget]));
    for (const { budgetId, unitId, amountFen } of wanted) {
      if (byId.get(budgetId)?.unitId !== unitId) throw new DomainError('not_found', { budgetId });
      if (fen(amountFen) <= 0) throw new RangeError(`an encumbrance is a positive amount of fen: ${amountFen}`);
    }
    await this.encumberUpward(tx, wanted, byId);
  }

  /**
   * Encumbers for several holders of one unit, all or nothing, of the budget that was chosen, or of the canteen's where none was: an order of a unit without a
   * budget does not exist. Answers the budget. Throws as {@link encumber} does, and `unit_not_registered`, `unit_not_admitted` (R21), `unit_ended`,
   * `budget_missing`. Three statements.
   */
  async encumberFor(tx: Tx, { unitId, budgetId }: BudgetChoice, amounts: readonly HeldAmount[]): Promise<string> {
    const own = await tx.one<BudgetBalance>(
      `WITH chosen AS MATERIALIZED (
         SELECT b.id FROM budget b JOIN budget_unit u ON u.organisation_id = b.unit_id
         WHERE b.unit_id = $1 AND b.reach = 'own' AND u.ends_on > ${MARKET_TODAY}
           AND EXISTS (SELECT FROM budget_unit_place l WHERE l.unit_id = b.unit_id)
           AND CASE WHEN $2::uuid IS NULL THEN b.kind = 'canteen' AND b.cost_centre = '' AND b.year = extract(year FROM ${MARKET_TODAY}) ELSE b.id = $2 END)
       SELECT ${BALANCE} FROM budget b JOIN chosen c ON c.id = b.id
       WHERE (SELECT row_turn('budget', ARRAY(SELECT id FROM chosen))) FOR UPDATE OF b`,
      [unitId, budgetId],
    );
    if (!own) throw await this.whyNot(tx, { unitId, budgetId });
    const wanted = amounts.map((amount) => ({ ...amount, unitId, budgetId: own.id }));
    if (wanted.some(({ amountFen }) => fen(amountFen) <= 0))
      throw new RangeError('an encumbrance is a positive amount');
    await this.encumberUpward(tx, wanted, new Map([[own.id, own]]));
    return own.id;
  }

  /** The caller holds the own budgets. */
  private async encumberUpward(
    tx: Tx,
    wanted: readonly Encumbrance[],
    own: ReadonlyMap<string, BudgetBalance>,
  ): Promise<void> {
    const above = await this.lockAbove(tx, [...own.keys()]);
    const levels = wanted.flatMap((want) => [
      { ...want, own: true, budget: own.get(want.budgetId) as BudgetBalance },
      ...(above.get(want.budgetId) ?? []).map((budget) => ({ ...want, own: false, budget })),
    ]);
    checkCeilings(levels);
    await this.write(tx, levels);
  }

  private async whyNot(tx: Tx, { unitId, budgetId }: BudgetChoice): Promise<DomainError> {
    const unit = await tx.one<{ ended: boolean; admitted: boolean }>(
      `SELECT u.ends_on <= ${MARKET_TODAY} AS ended, EXISTS (SELECT FROM budget_unit_place l WHERE l.unit_id = u.organisation_id) AS admitted
       FROM budget_unit u WHERE u.organisation_id = $1`,
      [unitId],
    );
    if (!unit) return new DomainError('unit_not_registered', { unitId });
    if (!unit.admitted) return new DomainError('unit_not_admitted', { unitId });
    if (unit.ended)
      return new DomainError('unit_ended', { unitId }, '该单位已撤并，不能再以它的名义下单，请联系主管单位。');
    return budgetId === null
      ? new DomainError('budget_missing', { unitId })
      : new DomainError('not_found', { budgetId });
  }

  /**
   * A holder encumbers more of the budgets that it holds already, of whatever year they are. Throws `budget_exceeded` as {@link encumber} does, and
   * `budget_not_encumbered` for who holds nothing. Four statements.
   */
  async raise(tx: Tx, { holder, amountFen }: HeldAmount): Promise<void> {
    if (fen(amountFen) <= 0) throw new RangeError(`an encumbrance is a positive amount of fen: ${amountFen}`);
    const held = await this.lockHeld(tx, [holder]);
    if (held.length === 0) throw new DomainError('budget_not_encumbered', { holder });
    const budgets = await tx.query<BudgetBalance & { own: boolean }>(
      `SELECT ${BALANCE}, h.own FROM budget_hold h JOIN budget b ON b.id = h.budget_id WHERE h.holder = $1 ORDER BY b.id`,
      [holder],
    );
    checkCeilings(
      budgets.map((budget) => ({
        holder,
        amountFen,
        unitId: budget.unitId,
        budgetId: budget.id,
        own: budget.own,
        budget,
      })),
    );
    await this.book(
      tx,
      'encumber',
      held.map((level) => ({ ...level, amountFen })),
    );
  }

  /** What was encumbered is spent: exactly this much of it. Throws `budget_not_encumbered` when the holder has less. Three statements. */
  spend(tx: Tx, amounts: readonly HeldAmount[]): Promise<void> {
    return this.move(tx, 'spend', amounts);
  }

  /** Gives back some of what the holders have encumbered. Throws `budget_not_encumbered` when one has less. Three statements. */
  release(tx: Tx, amounts: readonly HeldAmount[]): Promise<void> {
    return this.move(tx, 'release', amounts);
  }

  /** Gives back all that the holders still have encumbered. Doing it again gives back nothing. Three statements and one to book. */
  releaseAll(tx: Tx, holders: readonly string[]): Promise<void> {
    return this.moveAll(tx, 'release', holders);
  }

  /** All that the holders still have encumbered is spent. Doing it again spends nothing. Three statements and one to book. */
  spendAll(tx: Tx, holders: readonly string[]): Promise<void> {
    return this.moveAll(tx, 'spend', holders);
  }

  private async moveAll(tx: Tx, movement: 'release' | 'spend', holders: readonly string[]): Promise<void> {
    const levels = await this.lockHeld(tx, holders);
    const open = levels.filter(({ encumberedFen }) => encumberedFen > 0);
    await this.book(
      tx,
      movement,
      open.map((level) => ({ ...level, amountFen: level.encumberedFen })),
    );
  }

  /** Something that was spent comes back (a refund after the order was finished). Throws `budget_not_encumbered` when the holder spent less. */
  credit(tx: Tx, amounts: readonly HeldAmount[]): Promise<void> {
    return this.move(tx, 'credit', amounts);
  }

  private async move(tx: Tx, movement: Movement, amounts: readonly HeldAmount[]): Promise<void> {
    const wanted = new Map<string, Fen>();
    for (const { holder, amountFen } of amounts) {
      if (fen(amountFen) < 0) throw new RangeError(`a movement is not negative: ${amountFen}`);
      wanted.set(holder, fen((wanted.get(holder) ?? 0) + amountFen));
    }
    const levels = await this.lockHeld(tx, [...wanted.keys()]);
    const known = new Set(levels.map(({ holder }) => holder));
    const rows = levels.map((level) => ({ ...level, amountFen: wanted.get(level.holder) ?? 0 }));
    const short = rows.find((row) => row.amountFen > (movement === 'credit' ? row.spentFen : row.encumberedFen));
    const unknown = [...wanted.keys()].find((holder) => !known.has(holder));
    if (short || unknown !== undefined)
      throw new DomainError('budget_not_encumbered', { holder: short?.holder ?? unknown });
    await this.book(
      tx,
      movement,
      rows.filter(({ amountFen }) => amountFen > 0),
    );
  }

  /** Locks the budgets that reach down to units' own ones, as the tree stands today; by the own one's id. */
  private async lockAbove(tx: Tx, ownIds: readonly string[]): Promise<Map<string, BudgetBalance[]>> {
    const rows = await tx.query<BudgetBalance & { reached: readonly string[] }>(
      `WITH reaching AS MATERIALIZED (
         SELECT a.id, array_agg(o.id) AS reached FROM budget o
         JOIN budget_unit_path p ON p.unit_id = o.unit_id AND p.valid_from <= ${MARKET_TODAY} AND ${MARKET_TODAY} < p.valid_to
         JOIN budget a ON a.unit_id = p.ancestor_id AND a.year = o.year AND a.kind = o.kind AND a.reach = 'subtree'
         WHERE o.id = ANY($1) GROUP BY a.id)
       SELECT ${BALANCE}, r.reached FROM budget b JOIN reaching r ON r.id = b.id
       WHERE (SELECT row_turn('budget', ARRAY(SELECT id FROM reaching))) ORDER BY b.id FOR UPDATE OF b`,
      [ownIds],
    );
    const above = new Map<string, BudgetBalance[]>();
    for (const row of rows) for (const id of row.reached) above.set(id, [...(above.get(id) ?? []), row]);
    return above;
  }

  private async lockHeld(tx: Tx, holders: readonly string[]): Promise<Level[]> {
    for (const own of [true, false])
      await tx.query(
        `WITH held AS MATERIALIZED (SELECT DISTINCT budget_id AS id FROM budget_hold WHERE holder = ANY($1) AND own = $2)
         SELECT 1 FROM budget b JOIN held h ON h.id = b.id
         WHERE (SELECT row_turn('budget', ARRAY(SELECT id FROM held))) ORDER BY b.id FOR UPDATE OF b`,
        [holders, own],
      );
    return tx.query<Level>(
      `SELECT holder, budget_id AS "budgetId", encumbered_fen AS "encumberedFen", spent_fen AS "spentFen" FROM budget_hold WHERE holder = ANY($1)`,
      [holders],
    );
  }

  /** The year is the one in Shanghai at this statement, after every lock that was waited for. */
  private async write(tx: Tx, levels: readonly ReachedLevel[]): Promise<void> {
    const written = await tx.query(
      `WITH level AS (
         SELECT t.* FROM unnest($1::uuid[], $2::uuid[], $3::bool[], $4::bigint[], $5::uuid[]) AS t (holder, budget_id, own, amount, entry_id)
         WHERE extract(year FROM ${MARKET_TODAY}) = ALL($6::int[])),
       held AS (INSERT INTO budget_hold (holder, budget_id, own, encumbered_fen) SELECT holder, budget_id, own, amount FROM level),
       entered AS (INSERT INTO budget_entry (id, budget_id, kind, holder, amount_fen) SELECT entry_id, budget_id, 'encumber', holder, amount FROM level)
       UPDATE budget SET encumbered_fen = encumbered_fen + t.amount
       FROM (SELECT budget_id, sum(amount)::bigint AS amount FROM level GROUP BY budget_id) AS t
       WHERE budget.id = t.budget_id RETURNING budget.id`,
      [
        levels.map(({ holder }) => holder),
        levels.map(({ budget }) => budget.id),
        levels.map(({ own }) => own),
        levels.map(({ amountFen }) => amountFen),
        levels.map(() => newId()),
        levels.map(({ budget }) => budget.year),
      ],
    );
    const [first] = levels;
    if (written.length === 0 && first)
      throw new DomainError('budget_year_over', { budgetId: first.budget.id, year: first.budget.year });
  }

  private async book(tx: Tx, movement: Movement, rows: readonly (Level & HeldAmount)[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `WITH level AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::uuid[])
         AS t (holder, budget_id, amount, encumbered, spent, entry_id)),
       held AS (UPDATE budget_hold h SET encumbered_fen = h.encumbered_fen + level.encumbered, spent_fen = h.spent_fen + level.spent
         FROM level WHERE h.holder = level.holder AND h.budget_id = level.budget_id),
       entered AS (INSERT INTO budget_entry (id, budget_id, kind, holder, amount_fen) SELECT entry_id, budget_id, $7, holder, amount FROM level)
       UPDATE budget SET encumbered_fen = encumbered_fen + t.encumbered, spent_fen = spent_fen + t.spent
       FROM (SELECT budget_id, sum(encumbered)::bigint AS encumbered, sum(spent)::bigint AS spent FROM level GROUP BY budget_id) AS t
       WHERE budget.id = t.budget_id`,
      [
        rows.map(({ holder }) => holder),
        rows.map(({ budgetId }) => budgetId),
        rows.map(({ amountFen }) => amountFen),
        rows.map(({ amountFen }) => amountFen * EFFECTS[movement][0]),
        rows.map(({ amountFen }) => amountFen * EFFECTS[movement][1]),
        rows.map(() => newId()),
        movement,
      ],
    );
  }
}

const BALANCE = `b.id, b.unit_id AS "unitId", (SELECT o.name FROM organisation o WHERE o.id = b.unit_id) AS "unitName", b.year, b.kind, b.reach, b.name, b.ceiling_fen AS "ceilingFen",
  b.encumbered_fen AS "encumberedFen", b.spent_fen AS "spentFen"`;
