export * from './compare-price';
export * from './price-reference';
export * from './prices.module';
