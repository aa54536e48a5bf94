import { expect, it } from '@jest/globals';
import type { RosterInput, RosterRow } from '@yigou/contracts';
import { planRoster, type RosterWorld } from './roster-plan';

const WORLD: RosterWorld = {
  ownId: 'own',
  byCode: new Map(),
  parentOf: new Map([['own', null]]),
  children: new Map(),
  codeOfName: new Map(),
  isRegion: () => true,
};
const row = (at: number, parentCode: string | null): RosterRow => {
  const [creditCode, name] = [`c${at}`, `n${at}`];
  const input: RosterInput = {
    creditCode,
    name,
    regionCode: '420000',
    parentCode,
    canteen: null,
    ending: null,
    successorCode: null,
  };
  return { row: at + 2, input, problems: [], creditCode, name };
};
const outcomes = (rows: readonly RosterRow[]) => planRoster(rows, WORLD).rows.map(({ outcome }) => outcome);

it('is not kept busy by a chain of twenty thousand units, each above the next, nor by one that goes round', () => {
  const chain = Array.from({ length: 20_000 }, (_, at) => row(at, at === 0 ? null : `c${at - 1}`));
  const planned = outcomes(chain);
  expect(planned.slice(0, 10)).toEqual(Array(10).fill('create'));
  expect(planned.slice(20).every((outcome) => outcome === 'conflict')).toBe(true);
  const round = chain.map((one, at) => (at === 0 ? row(0, 'c19999') : one));
  expect(outcomes(round).every((outcome) => outcome === 'conflict')).toBe(true);
});
