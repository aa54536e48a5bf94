import { describe, expect, it } from '@jest/globals';
import { shippingWords } from './shipping-words';

describe('how fast a supplier sends', () => {
  it.each([
    [null, ''],
    [undefined, ''],
    [0, '1小时'],
    [71, '71小时'],
    [72, '3天'],
    [73, '4天'],
  ])('%s hours: “%s”', (hours, words) => expect(shippingWords(hours)).toBe(words));
});
