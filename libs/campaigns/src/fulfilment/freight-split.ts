import { type Fen, fen } from '@yigou/kernel';

/** Pledges of as many shares each: `count` of them. */
export interface ShareClass {
  readonly shares: number;
  readonly count: number;
}
/** What each pledge of a class pays of a freight, in fen; the first `more` of them, by their ids, one fen more. */
export interface FreightClass extends ShareClass {
  readonly fen: Fen;
  readonly more: number;
}

/**
 * A freight in fen over pledges by largest remainder, in proportion to their shares: the parts add up to the freight exactly. Pledges of as many shares have the same
 * remainder, so that classes say it for a hundred thousand of them; where not all of a class get the odd fen, the earlier ones do. No pledge pays more than its shares
 * times a fen that covers the freight of every share. Throws RangeError for a freight over no shares.
 */
export function splitFreight(freightFen: Fen, classes: readonly ShareClass[]): FreightClass[] {
  const total = BigInt(fen(freightFen));
  const shares = classes.reduce((sum, one) => sum + BigInt(one.shares) * BigInt(one.count), 0n);
  if (total < 0n || (shares === 0n && total > 0n)) throw new RangeError('a freight is split over shares');
  const parts = classes.map((one) => {
    const product = total * BigInt(one.shares);
    const part = shares === 0n ? 0n : product / shares;
    return { ...one, part, remainder: shares === 0n ? 0n : product % shares };
  });
  let left = total - parts.reduce((sum, { part, count }) => sum + part * BigInt(count), 0n);
  const ranked = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.shares - b.shares : a.remainder < b.remainder ? 1 : -1,
  );
  const more = new Map<number, number>();
  for (const { shares: of, count } of ranked) {
    const given = left < BigInt(count) ? Number(left) : count;
    more.set(of, given);
    left -= BigInt(given);
  }
  return parts.map((one) => ({
    shares: one.shares,
    count: one.count,
    fen: Number(one.part),
    more: more.get(one.shares) ?? 0,
  }));
}
