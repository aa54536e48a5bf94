import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from './domain-error';
import { type Machine, defineMachine } from './machine';

const DOOR = defineMachine({
  name: 'door',
  states: ['open', 'closed', 'locked', 'gone'],
  initial: 'open',
  actions: {
    build: { from: [null], to: 'open' },
    close: { from: ['open'], to: 'closed' },
    open: { from: ['closed'], to: 'open', refusal: 'order_not_cancellable' },
    lock: { from: ['closed'], to: 'locked' },
    unlock: { from: ['locked'], to: ['closed', 'open'] },
    remove: [
      { from: ['open', 'closed'], to: 'gone' },
      { from: [null], to: 'gone' },
    ],
  },
});

const refused = (attempt: () => unknown): unknown => {
  try {
    return attempt();
  } catch (error) {
    return error instanceof DomainError ? { code: error.code, details: error.details } : error;
  }
};

describe('a machine', () => {
  it('says where an action leads', () => {
    expect(DOOR.next(null, 'build')).toBe('open');
    expect(DOOR.next('open', 'close')).toBe('closed');
    expect(DOOR.next('locked', 'unlock', 'open')).toBe('open');
    expect(DOOR.can('closed', 'lock')).toBe(true);
    expect(DOOR.can('locked', 'unlock', 'gone')).toBe(false);
    expect(DOOR.actionsFrom('closed')).toEqual(['open', 'lock', 'remove']);
    expect(DOOR.sources('remove')).toEqual(['open', 'closed']);
    expect(DOOR.transitions).toEqual({
      open: ['closed', 'gone'],
      closed: ['open', 'locked', 'gone'],
      locked: ['open', 'closed'],
      gone: [],
    });
    expect(DOOR.final).toEqual(['gone']);
    expect(DOOR.steps).toHaveLength(9);
  });

  it('refuses every other step with the state, and the code of the caller, the action or the catalogue', () => {
    expect(refused(() => DOOR.next('gone', 'close'))).toEqual({
      code: 'illegal_transition',
      details: { status: 'gone' },
    });
    expect(refused(() => DOOR.next('gone', 'open'))).toEqual({
      code: 'order_not_cancellable',
      details: { status: 'gone' },
    });
    expect(refused(() => DOOR.next('gone', 'open', undefined, 'forbidden'))).toMatchObject({ code: 'forbidden' });
    expect(refused(() => DOOR.next('locked', 'unlock', 'gone'))).toMatchObject({ code: 'illegal_transition' });
  });

  it('takes an open choice for a defect, not for a refusal', () => {
    const thrown = refused(() => DOOR.next('locked', 'unlock'));
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(DomainError);
  });

  it('is drawn with each arrow once, under the names of its readers', () => {
    expect(DOOR.mermaid({ states: { open: '开' }, actions: { close: '关上' } }).split('\n')).toEqual([
      'stateDiagram-v2',
      '  open: 开',
      '  closed: closed',
      '  locked: locked',
      '  gone: gone',
      '  [*] --> open: build',
      '  open --> closed: 关上',
      '  closed --> open: open',
      '  closed --> locked: lock',
      '  locked --> closed: unlock',
      '  locked --> open: unlock',
      '  open --> gone: remove',
      '  closed --> gone: remove',
      '  [*] --> gone: remove',
      '  gone --> [*]',
    ]);
  });

  it.each([
    ['an unknown state', { go: { from: [null], to: 'a' }, on: { from: ['a'], to: 'c' } }, 'there is no state c'],
    [
      'an initial state that nothing creates',
      { go: { from: [null], to: 'b' }, on: { from: ['b'], to: 'a' } },
      'nothing creates a',
    ],
    ['a state out of reach', { go: { from: [null], to: 'a' }, on: { from: ['b'], to: 'a' } }, 'nothing leads to b'],
  ])('is not defined with %s', (_, actions, message) => {
    expect(() => defineMachine<string, string>({ name: 'm', states: ['a', 'b'], initial: 'a', actions })).toThrow(
      message,
    );
  });
});

/** Machines of up to six states, whose first action creates each of them so that none is out of reach. */
const machines = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const states = Array.from({ length: count }, (_, at) => `s${at}`);
  const some = fc.subarray(states, { minLength: 1 });
  const way = fc.record({ from: some, to: some });
  return fc.array(fc.oneof(way, fc.array(way, { minLength: 1, maxLength: 3 })), { maxLength: 5 }).map((rules) =>
    defineMachine<string, string>({
      name: 'any',
      states,
      initial: 's0',
      actions: {
        create: { from: [null], to: states },
        ...Object.fromEntries(rules.map((rule, at) => [`a${at}`, rule])),
      },
    }),
  );
});
const taken = (machine: Machine, from: string | null, action: string, to: string) =>
  refused(() => machine.next(from, action, to)) === to;

describe('any machine', () => {
  it('takes exactly its steps', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const pair = (from: string | null, to: string) => `${from ?? ''}>${to}`;
        const steps = machine.steps.map(([from, to]) => pair(from, to));
        expect(new Set(steps).size).toBe(steps.length);
        const possible = [null, ...machine.states].flatMap((from) =>
          machine.states
            .filter((to) => machine.actions.some((action) => taken(machine, from, action, to)))
            .map((to) => pair(from, to)),
        );
        expect([...possible].sort()).toEqual([...steps].sort());
        const followed = machine.states.flatMap((from) => machine.transitions[from]?.map((to) => pair(from, to)) ?? []);
        expect([...followed].sort()).toEqual(steps.filter((step) => !step.startsWith('>')).sort());
      }),
    );
  });

  it('offers the actions that it takes and ends where there are none', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        for (const state of machine.states) {
          const offered = machine.actionsFrom(state);
          const works = machine.actions.filter((action) =>
            machine.states.some((to) => taken(machine, state, action, to)),
          );
          expect(offered).toEqual(works);
          expect(machine.final.includes(state)).toBe(offered.length === 0);
        }
      }),
    );
  });
});
