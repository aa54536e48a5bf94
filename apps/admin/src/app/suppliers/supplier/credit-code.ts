/** Letters and digits that a unified social credit code is written with (GB 32100): no I, O, S, V, Z. */
const ALLOWED = /^[0-9A-HJ-NP-RTUWXY]*$/;

/**
 * What is wrong with the form of a unified social credit code while it is typed; empty when nothing is, or when it may simply not be finished.
 * The check digit is looked at by the server.
 */
export function creditCodeProblem(typed: string): string {
  const code = typed.trim().toUpperCase();
  const strange = [...code].find((letter) => !ALLOWED.test(letter));
  if (strange) return `信用代码里没有“${strange}”，请对照营业执照核对（数字 0、1、2、5 不要写成 O、I、Z、S）。`;
  if (code.length > 18) return `多了 ${code.length - 18} 位，信用代码共 18 位。`;
  return '';
}

/** “还差 3 位”: how far the code is; null when it is complete. */
export function creditCodeLeft(typed: string): number {
  return Math.max(0, 18 - typed.trim().length);
}
