export * from './book-movements';
export * from './inventory.manifest';
export * from './inventory.module';
export * from './stock-ledger';
