import { ENDING_DAYS } from '@yigou/contracts';
import { MARKET_TODAY_OF_TRANSACTION } from '@yigou/platform';

/** A condition on a certificate under its alias. */
export const ENDING = (alias: string): string =>
  `${alias}.status = 'valid' AND ${alias}.valid_to <= ${MARKET_TODAY_OF_TRANSACTION} + ${ENDING_DAYS}`;
