/** An amount of money in fen (分), always a safe integer. */
export type Fen = number;

/** Throws RangeError when the value is not a safe integer; money never rounds silently. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe amount of fen: ${value}`);
  return value;
}

/** An amount for a sentence, ¥12.30, or -¥12.30: not grouped, so that it can be copied into a field. */
export const fenText = (amount: Fen): string => `${amount < 0 ? '-' : ''}¥${(Math.abs(amount) / 100).toFixed(2)}`;

/** The sum in fen; throws RangeError past the safe range. */
export function sumFen(values: Iterable<Fen>): Fen {
  let total = 0;
  for (const value of values) total = fen(total + fen(value));
  return total;
}

/** Price times quantity in fen; throws RangeError past the safe range. */
export function timesFen(price: Fen, quantity: number): Fen {
  return fen(fen(price) * quantity);
}

/**
 * Splits a total over weights by largest remainder: parts are whole fen, add up to the total exactly, and equal
 * weights differ by at most one fen (the earlier one gets it).
 */
export function splitFen(total: Fen, weights: readonly number[]): Fen[] {
  fen(total);
  if (total < 0 || weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError('splitFen takes non-negative whole numbers');
  }
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (sum === 0n) {
    if (total === 0) return weights.map(() => 0);
    throw new RangeError('splitFen cannot split an amount over no weight');
  }
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, part: Number(product / sum), remainder: product % sum };
  });
  let left = total - shares.reduce((a, share) => a + share.part, 0);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1,
  );
  for (const share of byRemainder) {
    if (left === 0) break;
    share.part += 1;
    left -= 1;
  }
  return shares.map((share) => share.part);
}

/** Price per 500 g (每斤) in fen, rounded half up; null when the net weight in grams is not known. */
export function pricePer500g(priceFen: Fen, netWeightGrams: number | null): Fen | null {
  if (netWeightGrams === null || netWeightGrams <= 0) return null;
  return Math.floor((priceFen * 500 + netWeightGrams / 2) / netWeightGrams);
}
