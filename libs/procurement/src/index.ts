export * from './budgets/budget-ledger';
export * from './budgets/budgets.service';
export * from './filings/share-filings.service';
export * from './filings/share-rules';
export * from './procurement.manifest';
export * from './procurement.module';
export * from './units/unit-tree';
