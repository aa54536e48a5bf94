const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Powers of 3 modulo 31. */
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/**
 * What is wrong with a unified social credit code, 统一社会信用代码 (GB 32100-2015: 17 characters and one that makes the weighted sum a multiple of
 * 31), as a Chinese sentence; null when it holds.
 */
export function creditCodeProblem(code: string): string | null {
  const digits = [...code].map((character) => CREDIT_ALPHABET.indexOf(character));
  if (digits.length !== 18 || digits.includes(-1)) return '请填写 18 位统一社会信用代码（不含 I、O、S、V、Z）';
  const sum = CREDIT_WEIGHTS.reduce((total, weight, at) => total + weight * (digits[at] ?? 0), 0);
  return (sum + (digits[17] ?? 0)) % 31 === 0 ? null : '统一社会信用代码的校验位不正确，请核对';
}

/** A unified social credit code of its first 17 characters: the last one follows from them. */
export function creditCodeOf(head: string): string {
  const sum = CREDIT_WEIGHTS.reduce(
    (total, weight, at) => total + weight * CREDIT_ALPHABET.indexOf(head.charAt(at)),
    0,
  );
  return head + CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}
