export { badCursor, type KeyKind, type KeyValue } from './cursor';
export * from './filter';
export * from './keyset';
export * from './keyset-page';
export * from './market-days';
export * from './region-prefix';
