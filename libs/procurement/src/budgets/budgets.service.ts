import { Injectable } from '@nestjs/common';
import type { BudgetKind, BudgetReach } from '@yigou/contracts';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { MARKET_TODAY, type Tx } from '@yigou/platform';

/** A budget to open: of a unit and year, for the unit alone or for all that is below it. */
export interface NewBudget {
  readonly unitId: string;
  readonly year: number;
  readonly kind: BudgetKind;
  readonly reach: BudgetReach;
  /** Empty: the unit as a whole. */
  readonly costCentre: string;
  readonly name: string;
  readonly ceilingFen: Fen;
}

/** Opens budgets and moves their ceilings; each movement is an entry with who and why. */
@Injectable()
export class Budgets {
  /**
   * Opens a budget; answers its id. One that reaches over a subtree takes over what is already held below it this year, so that it binds from the first fen.
   * Throws `budget_exists`, and `budget_below_used` when more is held below than the ceiling.
   */
  async open(tx: Tx, budget: NewBudget, by: { readonly userId: string; readonly reason: string }): Promise<string> {
    const id = newId();
    // Whoever orders below waits until this budget is there to be seen.
    if (budget.reach === 'subtree')
      await tx.query(
        `SELECT 1 FROM budget WHERE reach = 'own' AND year = $2 AND kind = $3 AND unit_id IN (${BELOW}) ORDER BY id FOR UPDATE`,
        [budget.unitId, budget.year, budget.kind],
      );
    const [used] = await tx.query<{ encumbered: Fen; spent: Fen }>(
      `SELECT coalesce(sum(encumbered_fen), 0)::bigint AS encumbered, coalesce(sum(spent_fen), 0)::bigint AS spent FROM budget
       WHERE $4 = 'subtree' AND reach = 'own' AND year = $2 AND kind = $3 AND unit_id IN (${BELOW})`,
      [budget.unitId, budget.year, budget.kind, budget.reach],
    );
    const [encumberedFen, spentFen] = [used?.encumbered ?? 0, used?.spent ?? 0];
    if (encumberedFen + spentFen > budget.ceilingFen)
      throw new DomainError('budget_below_used', { usedFen: encumberedFen + spentFen });
    const opened = await tx.query(
      `INSERT INTO budget (id, unit_id, year, kind, reach, cost_centre, name, ceiling_fen, encumbered_fen, spent_fen)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
      [
        id,
        budget.unitId,
        budget.year,
        budget.kind,
        budget.reach,
        budget.costCentre,
        budget.name,
        budget.ceilingFen,
        encumberedFen,
        spentFen,
      ],
    );
    if (opened.length === 0) throw new DomainError('budget_exists');
    await this.enter(tx, id, budget.ceilingFen, by);
    if (budget.reach === 'subtree') await this.takeOver(tx, id, budget);
    return id;
  }

  /** Sets the ceiling. Throws `not_found`, and `budget_below_used` when more is encumbered and spent already. */
  async setCeiling(
    tx: Tx,
    { id, unitId, ceilingFen }: { readonly id: string; readonly unitId: string; readonly ceilingFen: Fen },
    by: { readonly userId: string; readonly reason: string },
  ): Promise<void> {
    const found = await tx.one<{ ceilingFen: Fen; usedFen: Fen }>(
      `SELECT ceiling_fen AS "ceilingFen", encumbered_fen + spent_fen AS "usedFen" FROM budget WHERE id = $1 AND unit_id = $2 FOR UPDATE`,
      [id, unitId],
    );
    if (!found) throw new DomainError('not_found');
    if (ceilingFen < found.usedFen) throw new DomainError('budget_below_used', { usedFen: found.usedFen });
    await tx.query('UPDATE budget SET ceiling_fen = $2 WHERE id = $1', [id, ceilingFen]);
    await this.enter(tx, id, ceilingFen - found.ceilingFen, by);
  }

  private async enter(
    tx: Tx,
    budgetId: string,
    amountFen: Fen,
    { userId, reason }: { readonly userId: string; readonly reason: string },
  ): Promise<void> {
    if (amountFen === 0) return;
    await tx.query(
      `INSERT INTO budget_entry (id, budget_id, kind, amount_fen, by_id, reason) VALUES ($1, $2, 'ceiling', $3, $4, $5)`,
      [newId(), budgetId, amountFen, userId, reason],
    );
  }

  /** What is held below is held here too, with the entries that say so. */
  private async takeOver(tx: Tx, id: string, { unitId, year, kind }: NewBudget): Promise<void> {
    await tx.query(
      `WITH held AS (
         INSERT INTO budget_hold (holder, budget_id, own, encumbered_fen, spent_fen)
         SELECT h.holder, $4, false, h.encumbered_fen, h.spent_fen FROM budget_hold h JOIN budget b ON b.id = h.budget_id
         WHERE h.own AND b.year = $2 AND b.kind = $3 AND b.unit_id IN (${BELOW}) AND h.encumbered_fen + h.spent_fen > 0
         RETURNING holder, encumbered_fen, spent_fen)
       INSERT INTO budget_entry (id, budget_id, kind, holder, amount_fen, reason)
       SELECT gen_random_uuid(), $4, e.kind, h.holder, e.amount, '上级预算设立时已占用' FROM held h
       CROSS JOIN LATERAL (VALUES ('encumber', h.encumbered_fen + h.spent_fen), ('spend', h.spent_fen)) AS e (kind, amount) WHERE e.amount > 0`,
      [unitId, year, kind, id],
    );
  }
}

/** The units below $1 today, itself included. */
const BELOW = `SELECT p.unit_id FROM budget_unit_path p WHERE p.ancestor_id = $1
  AND p.valid_from <= ${MARKET_TODAY} AND ${MARKET_TODAY} < p.valid_to`;
