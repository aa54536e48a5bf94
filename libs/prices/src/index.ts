export * from './compare-price';
export * from './count-price-bands';
export * from './price-reference';
export * from './prices.manifest';
export * from './prices.module';
export * from './record-price-flags';
