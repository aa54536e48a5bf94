import { BUDGET_REACHES, type BudgetKind, type BudgetReach } from '@yigou/contracts';
import { DomainError, type Fen, sumFen, fenText } from '@yigou/kernel';

/** What an order (an opaque reference) is to encumber, in fen, of a budget of its unit. */
export interface Encumbrance {
  readonly holder: string;
  readonly unitId: string;
  readonly budgetId: string;
  readonly amountFen: Fen;
}
export interface BudgetBalance {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly year: number;
  readonly kind: BudgetKind;
  readonly reach: BudgetReach;
  readonly name: string;
  readonly ceilingFen: Fen;
  readonly encumberedFen: Fen;
  readonly spentFen: Fen;
}
/** An encumbrance at one of the budgets that it binds: its unit's own one, or one that reaches down to it. */
export interface ReachedLevel extends Encumbrance {
  readonly own: boolean;
  readonly budget: BudgetBalance;
}

/** Throws `budget_exceeded`: a unit's own ceilings are looked at before those that reach down to it. */
export function checkCeilings(levels: readonly ReachedLevel[]): void {
  const ordered = [...levels].sort((a, b) => Number(b.own) - Number(a.own));
  for (const { budget } of ordered) {
    const wantedFen = sumFen(levels.filter((level) => level.budget.id === budget.id).map(({ amountFen }) => amountFen));
    const leftFen = budget.ceilingFen - budget.encumberedFen - budget.spentFen;
    if (wantedFen > leftFen) {
      const { id: budgetId, name, unitId, unitName, year, reach } = budget;
      throw new DomainError(
        'budget_exceeded',
        { budgetId, name, unitId, unitName, reach, leftFen, wantedFen },
        `超出采购预算：${unitName} ${year} 年“${name}”（${BUDGET_REACHES[reach]}）还剩 ${fenText(leftFen)}，本次需要 ${fenText(wantedFen)}。请减少数量、改用其他预算，或请该单位管理人员调整额度后再下单。`,
      );
    }
  }
}
