import { wordsOf } from './words.harness';

export const PriceHarness = wordsOf('yg-price');
export const UnitPriceHarness = wordsOf('yg-unit-price');
