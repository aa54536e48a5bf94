import { z } from 'zod';
import { newId } from './ids';

export const methodTypes = ['alipay', 'wechat_pay', 'card'] as const;
export type MethodType = (typeof methodTypes)[number];

export const methodType = z.enum(methodTypes);

/** Names as the payer reads them. */
export const METHOD_LABELS: Record<MethodType, string> = { alipay: '支付宝', wechat_pay: '微信支付', card: '银行卡' };

/** The number that the page fills in, and those that banks refuse: as in the public API's test data. */
export const TEST_CARD = '4242424242424242';
const DECLINED_CARDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '4000000000000002': 'generic_decline',
    '4000000000009995': 'insufficient_funds',
    '4000000000000069': 'expired_card',
  }),
);

export interface CardData {
  number: string;
  expMonth: number;
  expYear: number;
}

/** Why the bank refuses this card, or undefined when it does not. */
export function declineCodeOf(cardNumber: string): string | undefined {
  return DECLINED_CARDS.get(cardNumber);
}

/** The check digit every card number carries (ISO/IEC 7812). */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{13,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

export const defaultCard = (): CardData => ({
  number: TEST_CARD,
  expMonth: 12,
  expYear: new Date().getUTCFullYear() + 4,
});

/** What a `payment_method` parameter stands for. */
export interface ChosenMethod {
  id: string;
  type: MethodType;
  /** Test cards that need no payer's page: they are decided at confirmation. */
  card: CardData | undefined;
}

const TOKENS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pm_card_visa: TEST_CARD,
    pm_card_visa_chargeDeclined: '4000000000000002',
    pm_card_chargeDeclined: '4000000000000002',
    pm_card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  }),
);

/** Resolves the API's test tokens (`pm_card_visa`, …); undefined for anything else. */
export function methodFromToken(token: string): ChosenMethod | undefined {
  const number = TOKENS.get(token);
  return number === undefined ? undefined : { id: newId('pm'), type: 'card', card: { ...defaultCard(), number } };
}

export function methodOfType(type: MethodType): ChosenMethod {
  return { id: newId('pm'), type, card: undefined };
}
