import { Controller } from '@nestjs/common';
import type { CheckoutPreview, CheckoutView, RouteInput } from '@yigou/contracts';
import { addressBlock, type Caller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  awaitsMoney,
  CheckoutQueries,
  deliveriesOf,
  PlaceCheckout,
  pricedFor,
  unitShown,
  UnitTerms,
} from '@yigou/orders';
import { Payments, SettlePayment } from '@yigou/payments';
import { Database, type IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once } from '../http/request';

@Controller()
export class CheckoutController {
  constructor(
    private readonly place: PlaceCheckout,
    private readonly checkouts: CheckoutQueries,
    private readonly payments: Payments,
    private readonly settle: SettlePayment,
    private readonly terms: UnitTerms,
    private readonly db: Database,
  ) {}

  @Handle('previewCheckout')
  async preview(
    @CurrentCaller() by: Caller,
    @Input() { body }: RouteInput<'previewCheckout'>,
  ): Promise<CheckoutPreview> {
    const payer = pricedFor(by, body.personal);
    const { limits } = payer === 'everybody' ? await this.terms.placing(null) : { limits: null };
    const placedFrom = by.address === null ? null : addressBlock(by.address);
    const preview = await this.checkouts.preview(by.actor.userId, body.lines, body.addressId, {
      payer,
      points: deliveriesOf(by, body),
      held: limits && { limits, placedFrom },
    });
    const unitId = unitShown(by, body.personal);
    if (!unitId) return preview;
    const supplierIds = preview.groups.map(({ supplierId }) => supplierId);
    const { granted, days } = await this.terms.onAcceptance(this.db, unitId, supplierIds);
    return { ...preview, onAcceptance: { granted, days } };
  }

  @Handle('placeCheckout')
  create(
    @CurrentCaller() by: Caller,
    @Input() { body }: RouteInput<'placeCheckout'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<CheckoutView> {
    return this.place.execute(by, body, claim);
  }

  @Handle('getCheckout')
  get(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'getCheckout'>): Promise<CheckoutView> {
    return this.checkouts.view(by.actor.userId, params.id);
  }

  /** Repeating is harmless: there is at most one open attempt, and it is answered. */
  @Handle('payCheckout')
  async pay(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'payCheckout'>,
    @Once() _claim: IdempotencyClaim,
  ): Promise<CheckoutView> {
    const checkout = await this.checkouts.view(by.actor.userId, params.id);
    if (!checkout.orders.some(({ status }) => awaitsMoney(status))) throw new DomainError('checkout_not_payable');
    const intent = await this.payments.resume(checkout.payment.id);
    if (intent.status === 'succeeded') await this.settle.execute(intent);
    return this.checkouts.view(by.actor.userId, params.id);
  }

  @Handle('syncCheckout')
  async sync(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'syncCheckout'>): Promise<CheckoutView> {
    const checkout = await this.checkouts.view(by.actor.userId, params.id);
    if (checkout.payment.status === 'paid') return checkout;
    const intent = await this.payments.askProvider(checkout.payment.id);
    if (!intent || intent.status === 'open') return checkout;
    await this.settle.execute(intent);
    return this.checkouts.view(by.actor.userId, params.id);
  }
}
