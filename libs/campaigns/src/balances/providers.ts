import { BalancePayments } from './balance-payments';
import { CollectBalances } from './collect-balances';
import { PayBalances } from './pay-balances';
import { SettleBalances } from './settle-balances';

/** How what is left after a deposit is paid. For the module of the context. */
export const BALANCES = [BalancePayments, CollectBalances, PayBalances, SettleBalances];
