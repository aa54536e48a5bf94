import { DomainError } from './domain-error';
import type { ErrorCode } from '@yigou/contracts/labels';

/** One way of an action: from any of these states (null: from nothing, the thing is created) to any of those. */
export interface Way<State extends string> {
  readonly from: readonly (State | null)[];
  /** Several where the target follows from data, such as the next level of review: whoever moves names the one that it is. */
  readonly to: State | readonly State[];
  /** What an attempt from another state is refused with; `illegal_transition` when no way of the action says. */
  readonly refusal?: ErrorCode;
}
/** An action whose target depends on where it starts has several ways. */
export type ActionRule<State extends string> = Way<State> | readonly Way<State>[];

/** A step of a history: what was done, from where (null: from nothing), to where. */
export interface MachineStep<State extends string = string, Action extends string = string> {
  readonly action: Action;
  readonly from: State | null;
  readonly to: State;
}

/** Which states a thing has, and which action leads from which to which. Data: one function per machine, its mover, writes the state. */
export interface Machine<State extends string = string, Action extends string = string> {
  /** Singular, lower case; the history of the thing is `<name>_step`. */
  readonly name: string;
  readonly states: readonly State[];
  readonly actions: readonly Action[];
  readonly initial: State;
  /** Where nothing leads on. */
  readonly final: readonly State[];
  /** For each state the states that may follow, in the order of `states`. */
  readonly transitions: Readonly<Record<State, readonly State[]>>;
  /** Every step with the action that takes it. */
  readonly moves: readonly MachineStep<State, Action>[];
  /** Every pair that a history may hold, each once; creation comes from null. */
  readonly steps: readonly (readonly [from: State | null, to: State])[];
  /** Where an action may lead from a state; nowhere is an empty list. */
  targets(status: State | null, action: Action): readonly State[];
  /** Whether the action is there, and leads to `to` when that is given. */
  can(status: State | null, action: Action, to?: State): boolean;
  /** What may be done in a state, in the order of the definition. */
  actionsFrom(status: State | null): readonly Action[];
  /** The states that an action starts from. */
  sources(action: Action): readonly State[];
  /**
   * Where the action leads; `to` chooses where it may lead to several. Throws a DomainError with `details.status` when there is no such step: with
   * `refusal`, else the action's own, else `illegal_transition`. Throws a plain error when a choice is left open: that is a defect of the caller.
   */
  next(status: State | null, action: Action, to?: State, refusal?: ErrorCode): State;
  /** A Mermaid state diagram; the names are what is shown in place of the codes. */
  mermaid(names?: {
    readonly states?: Partial<Record<State, string>>;
    readonly actions?: Partial<Record<Action, string>>;
  }): string;
}

/** The states of a machine, as a type. */
export type StateOf<M> = M extends Machine<infer State, string> ? State : never;
/** The actions of a machine, as a type. */
export type ActionOf<M> = M extends Machine<string, infer Action> ? Action : never;

export interface MachineDefinition<State extends string, Action extends string> {
  readonly name: string;
  readonly states: readonly State[];
  /** Where a thing begins unless an action from null says otherwise. */
  readonly initial: NoInfer<State>;
  readonly actions: Readonly<Record<Action, ActionRule<NoInfer<State>>>>;
}

/** Throws when the definition names an unknown state, leaves one out of reach, or never creates its initial one. */
export function defineMachine<const State extends string, const Action extends string>(
  definition: MachineDefinition<State, Action>,
): Machine<State, Action> {
  const { name, states, initial } = definition;
  const rules = new Map(
    (Object.entries(definition.actions) as [Action, ActionRule<State>][]).map(([action, rule]) => [
      action,
      waysOf(rule),
    ]),
  );
  const moves = [...rules].flatMap(([action, ways]) => movesOf(action, ways));
  const steps = uniqueSteps(moves);
  check(definition, steps);
  const transitions = Object.fromEntries(
    states.map((from) => [from, states.filter((to) => steps.some((step) => step[0] === from && step[1] === to))]),
  ) as unknown as Record<State, readonly State[]>;
  const targets = (status: State | null, action: Action): State[] => [
    ...new Set(moves.filter((move) => move.action === action && move.from === status).map((move) => move.to)),
  ];
  const can = (status: State | null, action: Action, to?: State): boolean => {
    const open = targets(status, action);
    return to === undefined ? open.length > 0 : open.includes(to);
  };
  const actions = [...rules.keys()];
  return {
    name,
    states,
    initial,
    actions,
    moves,
    steps,
    transitions,
    targets,
    can,
    final: states.filter((state) => transitions[state].length === 0),
    actionsFrom: (status) => actions.filter((action) => can(status, action)),
    sources: (action) => states.filter((state) => can(state, action)),
    next(status, action, to, refusal) {
      const open = targets(status, action);
      const [only] = open;
      if (to === undefined && open.length > 1)
        throw new Error(`${name}: ${action} from ${String(status)} leads to ${open.join(', ')}: say which`);
      if (only === undefined || (to !== undefined && !open.includes(to))) {
        const own = rules.get(action)?.find((way) => way.refusal !== undefined)?.refusal;
        throw new DomainError(refusal ?? own ?? 'illegal_transition', { status });
      }
      return to ?? only;
    },
    mermaid: (names) => diagram(moves, states, names),
  };
}

const isOne = <State extends string>(rule: ActionRule<State>): rule is Way<State> => 'from' in rule;
const waysOf = <State extends string>(rule: ActionRule<State>): readonly Way<State>[] => (isOne(rule) ? [rule] : rule);

function movesOf<State extends string, Action extends string>(
  action: Action,
  ways: readonly Way<State>[],
): MachineStep<State, Action>[] {
  return ways.flatMap(({ from, to }) =>
    from.flatMap((start) => [to].flat().map((end) => ({ action, from: start, to: end as State }))),
  );
}

function uniqueSteps<State extends string>(moves: readonly MachineStep<State>[]): [State | null, State][] {
  const byPair = new Map(moves.map(({ from, to }) => [`${from ?? ''}>${to}`, [from, to] as [State | null, State]]));
  return [...byPair.values()];
}

function check(
  { name, states, initial }: { readonly name: string; readonly states: readonly string[]; readonly initial: string },
  steps: readonly (readonly [string | null, string])[],
): void {
  const unknown = steps.flat().find((state) => state !== null && !states.includes(state));
  if (unknown !== undefined) throw new Error(`${name}: there is no state ${unknown}`);
  if (!steps.some(([from, to]) => from === null && to === initial))
    throw new Error(`${name}: nothing creates ${initial}`);
  const reached = new Set<string | null>([null]);
  for (const state of reached) for (const [from, to] of steps) if (from === state) reached.add(to);
  const lost = states.find((state) => !reached.has(state));
  if (lost !== undefined) throw new Error(`${name}: nothing leads to ${lost}`);
}

function diagram(
  moves: readonly MachineStep[],
  states: readonly string[],
  names: { readonly states?: Partial<Record<string, string>>; readonly actions?: Partial<Record<string, string>> } = {},
): string {
  const arrows = Map.groupBy(moves, ({ from, to }) => `${from ?? '[*]'} --> ${to}`);
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  ${state}: ${names.states?.[state] ?? state}`),
    ...[...arrows].map(
      ([arrow, taken]) =>
        `  ${arrow}: ${[...new Set(taken.map(({ action }) => names.actions?.[action] ?? action))].join(' / ')}`,
    ),
    ...states.filter((state) => !moves.some(({ from }) => from === state)).map((state) => `  ${state} --> [*]`),
  ].join('\n');
}
