export * from './record';
export * from './record-parts';
