import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildRegionData, toJsonLines } from './build-divisions.ts';

const committed = (file: string) => readFileSync(`${import.meta.dirname}/../../libs/regions/src/data/${file}`, 'utf8');

describe('region data', () => {
  it('is what node infra/seed/build-divisions.ts writes from the installed package and the lists', () => {
    const data = buildRegionData();
    expect(toJsonLines(data.divisions)).toBe(committed('divisions.json'));
    expect(toJsonLines(data.codeChanges)).toBe(committed('code-changes.json'));
    expect(toJsonLines(data.povertyCounties)).toBe(committed('poverty-counties.json'));
  });
});
