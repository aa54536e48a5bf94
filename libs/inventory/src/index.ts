export * from './inventory.module';
export * from './stock-ledger';
