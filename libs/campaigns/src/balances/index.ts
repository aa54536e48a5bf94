export * from './balance-payments';
export * from './collect-balances';
export * from './deposit-share';
export * from './pay-balances';
export * from './settle-balances';
