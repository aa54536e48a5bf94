import { randomInt } from 'node:crypto';

export interface Newcomer {
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

export const digits = (count: number): string => String(randomInt(10 ** count)).padStart(count, '0');

/** Somebody who was not here before, with an address to which mail can go. */
export function newcomer(name = '验收买家'): Newcomer {
  const id = digits(10);
  return { login: `buyer${id}@example.com`, name, password: `harvest-${id}` };
}

/** Waybill numbers are unique for ever, also when the tests run again on the same system. */
export const newWaybill = (): string => `YG${Date.now().toString(36).toUpperCase()}${digits(4)}`;
