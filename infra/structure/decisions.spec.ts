import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(import.meta.dirname, '../../docs/decisions.md'), 'utf8');
const heads = [...text.matchAll(/^## (\d+)\. (.+)$/gm)].map(([, number, title]) => ({ number: Number(number), title }));

describe('the decisions', () => {
  it('are numbered one after another, and each is written once: two branches that added one agree on both', () => {
    expect(heads.map(({ number }) => number)).toEqual(heads.map((_, at) => at + 1));
    expect(new Set(heads.map(({ title }) => title)).size).toBe(heads.length);
  });
});
