import { STATEMENT_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const refusal = 'statement_closed' as const;
const unanswered = ['issued', 'unit_confirmed', 'supplier_confirmed'] as const;

/**
 * A monthly statement of account (对账单): made by itself, confirmed by both sides in either order. Who objects is answered by the other side, and both look again; what changes
 * meanwhile makes another version, which nobody has confirmed. What both confirmed stays as it is. Its mover is `moveStatement`.
 */
export const STATEMENT = defineMachine({
  name: 'purchasing_statement',
  states: STATEMENT_STATUS_CODES,
  initial: 'issued',
  actions: {
    issue: { from: [null], to: 'issued' },
    confirm_unit: [
      { from: ['issued'], to: 'unit_confirmed', refusal },
      { from: ['supplier_confirmed'], to: 'confirmed', refusal },
    ],
    confirm_supplier: [
      { from: ['issued'], to: 'supplier_confirmed', refusal },
      { from: ['unit_confirmed'], to: 'confirmed', refusal },
    ],
    object_unit: { from: unanswered, to: 'unit_objected', refusal },
    object_supplier: { from: unanswered, to: 'supplier_objected', refusal },
    answer_unit: { from: ['supplier_objected'], to: 'issued', refusal },
    answer_supplier: { from: ['unit_objected'], to: 'issued', refusal },
    renew: { from: [...unanswered, 'unit_objected', 'supplier_objected'], to: 'issued', refusal },
  },
});

export type StatementAction = ActionOf<typeof STATEMENT>;
/** For whom somebody speaks of a statement: the unit's finance, or the supplier. */
export type StatementFor = 'agency' | 'supplier';

const WORD = { agency: 'unit', supplier: 'supplier' } as const;
/** What a side does, as the machine names it. */
export const actionOf = <A extends 'confirm' | 'object' | 'answer'>(
  action: A,
  side: StatementFor,
): `${A}_${'unit' | 'supplier'}` => `${action}_${WORD[side]}`;

/** In which states a side has to do something: to confirm or object, or to answer. */
export const TURN: Readonly<Record<StatementFor, readonly string[]>> = {
  agency: turnOf('agency'),
  supplier: turnOf('supplier'),
};

function turnOf(side: StatementFor): readonly string[] {
  return [...STATEMENT.sources(actionOf('confirm', side)), ...STATEMENT.sources(actionOf('answer', side))];
}
