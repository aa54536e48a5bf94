/** “31小时”, from three days on whole days: within so long half of the orders were sent. Empty where it is not told. */
export function shippingWords(hours: number | null | undefined): string {
  if (hours === null || hours === undefined) return '';
  return hours < 72 ? `${Math.max(1, hours)}小时` : `${Math.ceil(hours / 24)}天`;
}
