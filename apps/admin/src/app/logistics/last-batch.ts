const KEY = 'yigou.admin.last-batch.';

/** Id of the batch that a product was last shipped from on this device; null when none is known. */
export const lastBatch = (productId: string): string | null => localStorage.getItem(KEY + productId);

export function rememberBatch(productId: string, batchId: string): void {
  if (batchId) localStorage.setItem(KEY + productId, batchId);
  else localStorage.removeItem(KEY + productId);
}
