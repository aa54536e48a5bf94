/**
 * Keeps one Idempotency-Key per intent: the same intent with the same content (a retry after a lost answer, a second click)
 * is sent under the same key, so that the API answers with what it already did; changed content is a new intent.
 */
export class IntentKey {
  private fingerprint = '';
  private key = '';

  for(content: unknown): string {
    const fingerprint = JSON.stringify(content);
    if (fingerprint !== this.fingerprint || !this.key) {
      this.fingerprint = fingerprint;
      this.key = crypto.randomUUID();
    }
    return this.key;
  }

  /** After the API refused: nothing was done, so the next attempt is a new one. */
  renew(): void {
    this.key = '';
  }
}
