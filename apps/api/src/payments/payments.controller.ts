import { Controller, Headers, Req } from '@nestjs/common';
import { PaymentEvents } from '@yigou/payments';
import type { FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { rawBody } from '../http/request';

@Controller()
export class PaymentsController {
  constructor(private readonly events: PaymentEvents) {}

  /** Stored, then acknowledged; the worker does the rest. A failure to store answers 5xx, so that the provider sends it again. */
  @Handle('stripeWebhook')
  async receive(
    @Req() request: FastifyRequest,
    @Headers('stripe-signature') signature?: string,
  ): Promise<Record<string, never>> {
    await this.events.receive(rawBody(request), signature);
    return {};
  }
}
