import { Controller, Headers, Req } from '@nestjs/common';
import { paths, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat } from '@yigou/identity';
import { ComparisonQueries, type Decider, PaymentCases, PaymentEvents, PaymentResults } from '@yigou/payments';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, rawBody } from '../http/request';

@Controller()
export class PaymentsController {
  constructor(
    private readonly events: PaymentEvents,
    private readonly cases: PaymentCases,
    private readonly results: PaymentResults,
    private readonly comparisons: ComparisonQueries,
  ) {}

  @Handle('listComparisons')
  listComparisons(@Input() { query }: RouteInput<'listComparisons'>): Promise<RouteResponse<'listComparisons'>> {
    return this.comparisons.list(query);
  }

  @Handle('endPaymentCase')
  async endCase(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'endPaymentCase'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<Record<string, never>> {
    await this.cases.end(nationalManager(caller), params.id, body, claim);
    return {};
  }

  @Handle('retryRefund')
  async retry(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'retryRefund'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<Record<string, never>> {
    await this.cases.retryRefund(nationalManager(caller), params.id, body.reason, claim);
    return {};
  }

  @Handle('getPaymentResult')
  result(@Input() { params, query }: RouteInput<'getPaymentResult'>): Promise<RouteResponse<'getPaymentResult'>> {
    return this.results.view(params.id, query.token);
  }

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

/** Whom the access table lets decide about money, read again under the transaction. */
function nationalManager(caller: Caller): Decider {
  return {
    audit: auditOf(caller),
    async held(tx) {
      await holdSeat(tx, caller, { kind: 'administration', ...paths.endPaymentCase.seats });
    },
  };
}
