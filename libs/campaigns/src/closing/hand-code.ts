import { randomInt } from 'node:crypto';

/** Letters and figures that nobody takes for each other. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const HAND_CODE_LENGTH = 10;

/** What a share is fetched with (提货码): guessed by nobody, read out in a moment. */
export const handCode = (): string =>
  Array.from({ length: HAND_CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
