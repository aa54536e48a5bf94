import { Injectable } from '@angular/core';
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { arrivedOf, type Kept, KeptOnPhone } from '../../shared/kept/kept-on-phone';

export type DeliveryView = RouteResponse<'getDelivery'>;
type Body = RouteBody<'signDelivery'>;

export interface CountedLine {
  readonly orderLineId: string;
  readonly received: number | null;
  readonly short: number | null;
  readonly damaged: number | null;
  readonly note: string;
}
export interface Counted {
  readonly lines: readonly CountedLine[];
  readonly remark: string;
}
/** What was counted of a delivery on this phone, with the delivery as it was shown. */
export interface KeptDelivery extends Kept {
  readonly delivery: DeliveryView;
  readonly counted: Counted;
  readonly body: Body | null;
}

/** Deliveries that are signed for in the yard of a recipient, with or without signal. */
@Injectable({ providedIn: 'root' })
export class KeptDeliveries extends KeptOnPhone<KeptDelivery> {
  constructor() {
    super('yigou-deliveries');
  }

  of(orderId: string): KeptDelivery | undefined {
    return this.sheets().find(({ delivery }) => delivery.id === orderId);
  }

  /** Begins with everything received. */
  begin(delivery: DeliveryView): void {
    const [userId, unitId] = this.who();
    const lines = delivery.lines
      .filter(({ shipped }) => shipped > 0)
      .map(({ id, shipped }) => ({ orderLineId: id, received: shipped, short: 0, damaged: 0, note: '' }));
    void this.keep({
      id: `${userId}:${unitId}:${delivery.id}`,
      userId,
      unitId,
      delivery,
      counted: { lines, remark: '' },
      photos: {},
      state: 'draft',
      body: null,
      key: '',
      problem: '',
    });
  }

  write(id: string, said: Partial<Pick<KeptDelivery, 'counted' | 'photos'>>): Promise<void> {
    return this.overwrite(id, said);
  }

  sign(id: string, body: Body): Promise<void> {
    return this.seal(id, { body });
  }

  protected async post(one: KeptDelivery): Promise<void> {
    const { body, key, delivery } = one;
    if (!body) return;
    const lines = body.lines.map((line) => ({ ...line, photos: arrivedOf(one, line.orderLineId) }));
    await this.api.call('signDelivery', { params: { id: delivery.id }, body: { ...body, lines }, idempotencyKey: key });
  }
}
