import { Inject, Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { DomainError, isId } from '@yigou/kernel';
import { CONFIG, type Config, Database } from '@yigou/platform';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Days for which the address that the provider sends a browser back to shows what became of the payment. */
const TOKEN_DAYS = 30;
const DAY_MS = 86_400_000;

/** Knowing the payment's id and this is the right to read whether it is paid, and nothing else: `<day>.<mac>`. */
export function resultToken(secret: string, paymentId: string, day = Math.floor(Date.now() / DAY_MS)): string {
  const mac = createHmac('sha256', secret).update(`payment-result:${day}:${paymentId}`).digest('base64url');
  return `${day}.${mac}`;
}

/** An address to return to, which also tells a browser where nobody is signed in what became of the payment. */
export function returnAddress(returnUrl: string, { secret, paymentId }: { secret: string; paymentId: string }): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment', paymentId);
  url.searchParams.set('token', resultToken(secret, paymentId));
  return url.href;
}

/** What became of a payment, for whoever comes back from the provider in another browser. */
@Injectable()
export class PaymentResults {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'APP_SECRET'>,
  ) {}

  /** Throws `not_found` for a token that is not of this payment, or too old. */
  async view(paymentId: string, token: string): Promise<RouteResponse<'getPaymentResult'>> {
    if (!isId(paymentId) || !this.isOf(paymentId, token)) throw new DomainError('not_found');
    const row = await this.db.one<Omit<RouteResponse<'getPaymentResult'>, 'paidAt'> & { paidAt: Date | null }>(
      `SELECT status, amount_fen AS "amountFen", paid_at AS "paidAt" FROM payment WHERE id = $1`,
      [paymentId],
    );
    if (!row) throw new DomainError('not_found');
    return { ...row, paidAt: row.paidAt?.toISOString() ?? null };
  }

  private isOf(paymentId: string, token: string): boolean {
    const day = Number(/^(\d{1,6})\./.exec(token)?.[1]);
    const age = Date.now() / DAY_MS - day;
    if (!(age >= -1 && age <= TOKEN_DAYS)) return false;
    const [given, right] = [token, resultToken(this.config.APP_SECRET, paymentId, day)].map((text) =>
      Buffer.from(text),
    );
    return !!given && !!right && given.length === right.length && timingSafeEqual(given, right);
  }
}
