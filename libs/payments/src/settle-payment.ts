import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '@yigou/platform';
import { PaymentEvents } from './payment-events';
import type { IntentSnapshot } from './payment-gateway';
import { type MoneyWitness, PaymentHolders } from './payment-holders';
import { type CaptureOutcome, Payments } from './payments.service';
import { takeDispute } from './outside/outside-money';
import { Refunds } from './refunds.service';

const PROVIDER: MoneyWitness = { witness: '支付平台', note: '付款成功' };

/**
 * The one function that takes in what the provider says of a payment, whoever brings the news: webhook, browser return, sweeper, expiry. It may run any number of times, at once
 * and in any order. What is paid hears of it in the same transaction, by its {@link PaymentHolders}.
 */
@Injectable()
export class SettlePayment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly events: PaymentEvents,
    private readonly holders: PaymentHolders,
  ) {}

  async execute(intent: IntentSnapshot): Promise<CaptureOutcome> {
    return this.uow.run((tx) => this.settle(tx, intent));
  }

  /** The processing of a stored event of the provider, once: it is claimed in the transaction of its effect. */
  async process(eventId: string): Promise<void> {
    const unknown = await this.uow.run(async (tx) => {
      const event = await this.events.claim(tx, eventId);
      if (event?.intent) {
        const outcome = await this.settle(tx, event.intent);
        if (outcome !== 'captured') await this.events.note(tx, eventId, outcome);
      }
      if (event?.refund) await this.refunds.apply(tx, event.refund);
      if (event?.dispute) await takeDispute(tx, event.dispute);
      return event?.givenBack && (await this.refunds.knowsLess(tx, event.givenBack)) ? event.givenBack : null;
    });
    // More went back than we asked for. When this is lost on the way, the news of the refund itself or the nightly comparison brings it.
    if (unknown) await this.refunds.lookAt(unknown.intentRef);
  }

  private async settle(tx: Tx, intent: IntentSnapshot): Promise<CaptureOutcome> {
    const { outcome, payment } = await this.payments.capture(tx, intent);
    if (outcome === 'captured' && payment) await this.holders.of(payment).captured(tx, payment, PROVIDER);
    if (outcome === 'quarantined' && payment) await this.holders.of(payment).quarantined(tx, payment);
    return outcome;
  }
}
