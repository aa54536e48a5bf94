import { DomainError } from './domain-error';
import type { ErrorCode } from '@yigou/contracts/labels';

/** For each state, the states it may move to. A state without successors is final. */
export type TransitionTable<State extends string> = Readonly<Record<State, readonly State[]>>;

export function canMove<State extends string>(table: TransitionTable<State>, from: State, to: State): boolean {
  return table[from].includes(to);
}

/** Throws a DomainError with the given code when the table does not allow the step. */
export function assertMove<State extends string>(
  table: TransitionTable<State>,
  from: State,
  to: State,
  code: ErrorCode,
): void {
  if (!canMove(table, from, to)) throw new DomainError(code, { from, to });
}
