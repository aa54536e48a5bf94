import { describe, expect, it } from '@jest/globals';
import { type BatchDraft, batchRest, checkBatch, NEW_BATCH } from './batch-draft';

const draft: BatchDraft = {
  ...NEW_BATCH,
  certificateId: 'c',
  harvestedOn: '2026-10-01',
  weight: '2000',
  households: [
    { householdId: 'a', weight: '600.5' },
    { householdId: 'b', weight: '' },
  ],
};

describe('batch', () => {
  it('counts 斤 as 500 g, of the batch and of each household', () => {
    expect(checkBatch(draft, '2026-11-22').body).toMatchObject({
      quantityGrams: 1_000_000,
      households: [
        { householdId: 'a', grams: 300_250 },
        { householdId: 'b', grams: null },
      ],
    });
    expect(checkBatch({ ...draft, unit: 'kg', households: [] }, '2026-11-22').body?.quantityGrams).toBe(2_000_000);
  });

  it('refuses a harvest in the future and households that brought more than there is', () => {
    expect(checkBatch({ ...draft, harvestedOn: '2026-11-23' }, '2026-11-22').errors).toHaveProperty('harvestedOn');
    const greedy = { ...draft, households: [{ householdId: 'a', weight: '2000.1' }] };
    expect(checkBatch(greedy, '2026-11-22').errors).toHaveProperty('households');
  });

  it('names what is missing', () => {
    expect(Object.keys(checkBatch(NEW_BATCH, '2026-11-22').errors).toSorted()).toEqual([
      'certificateId',
      'harvestedOn',
      'weight',
    ]);
  });

  it('knows what is left', () => {
    expect(batchRest({ quantityGrams: 1000, shippedGrams: 250 })).toEqual({ left: 750, percent: 25 });
  });
});
