import { Injectable } from '@nestjs/common';
import type { CaseEnding, PaymentPurpose } from '@yigou/contracts';
import type { Fen } from '@yigou/kernel';
import { alarms, type Tx } from '@yigou/platform';
import type { Payment } from './payments.service';

/** Who says that money came, and the words for it, as histories keep them. */
export interface MoneyWitness {
  /** No person: the provider, a rule, an office. */
  readonly witness: string;
  /** Chinese, read by the buyer. */
  readonly note: string;
}

/** What goes back to a payment out of a pool that it filled. */
export interface PoolReturn {
  readonly paymentId: string;
  readonly amountFen: Fen;
}

/** What is paid by payments of a purpose. It hears of the money in the transaction that books it, under the payment's lock. */
export interface PaymentHolder {
  /** What was asked for came, all of it; it may have come too late, and goes back then by a refund. */
  captured(tx: Tx, payment: Payment, witness: MoneyWitness): Promise<void>;
  /** Something else came than what was asked for; it is held until a person ends the case. */
  quarantined(tx: Tx, payment: Payment): Promise<void>;
  /** A person ended the case of what came wrong; whoever goes on waiting for money asks for it anew (`Payments.askAgain`). Left out where nobody does. */
  resolved?(tx: Tx, payment: Payment, end: MoneyWitness & { readonly ending: CaseEnding }): Promise<void>;
  /** Of what payments put into a pool these parts go back to them; some may be of other purposes. Under the locks of the pool and of the payments. Left out where nothing follows. */
  returned?(tx: Tx, parts: readonly PoolReturn[]): Promise<void>;
}

/**
 * Where higher contexts say which payments are theirs, once each at the start of a process (`onModuleInit`); API and worker settle payments alike, so both load every holder.
 */
@Injectable()
export class PaymentHolders {
  private readonly holders = new Map<PaymentPurpose, PaymentHolder>();

  /** Throws where the purpose has a holder already. */
  add(purpose: PaymentPurpose, holder: PaymentHolder): void {
    if (this.holders.has(purpose)) throw new Error(`payments of the purpose ${purpose} have two holders`);
    this.holders.set(purpose, holder);
  }

  /** Tells every holder that wants to know what goes back out of a pool. */
  async returned(tx: Tx, parts: readonly PoolReturn[]): Promise<void> {
    for (const holder of this.holders.values()) await holder.returned?.(tx, parts);
  }

  /**
   * Throws, and raises an alarm, where nobody holds such payments: nothing is booked then, the money stays where the provider has it, and the news is tried again until a process
   * runs that knows whose it is.
   */
  of({ id, purpose }: Pick<Payment, 'id' | 'purpose'>): PaymentHolder {
    const holder = this.holders.get(purpose);
    if (holder) return holder;
    alarms.inc({ kind: 'payment_without_holder' });
    throw new Error(`nobody holds payments of the purpose ${purpose}: the money of ${id} is not booked`);
  }
}
