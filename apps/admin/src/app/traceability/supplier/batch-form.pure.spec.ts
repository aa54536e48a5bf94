import { describe, expect, it } from '@jest/globals';
import { batchRest } from './batch-form';

describe('batch', () => {
  it('knows what is left', () => {
    expect(batchRest({ quantityGrams: 1000, shippedGrams: 250 })).toEqual({ left: 750, percent: 25 });
  });
});
