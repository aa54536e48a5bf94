// Buyers who know what they want and do not give up: each step is repeated, under the same Idempotency-Key, until it is answered.
import { randomUUID } from 'node:crypto';
import type { RouteId, RouteResponse } from '@yigou/contracts';
import type { System } from '../../infra/launcher/system.ts';
import type { Buyer as Person } from '../bench/figures.ts';
import { ApiClient, type CallOptions, intentOf, SandboxClient } from '../http-client/client.ts';
import { insist } from './insist.ts';

/** What becomes of an order, by its number: it is paid, paid and cancelled, nobody pays it, it is paid, shipped and delivered. */
export const ENDS = ['paid', 'refunded', 'expired', 'shipped'] as const;
export type Ending = (typeof ENDS)[number];
/** The end that the order of this number is to take. */
export const endOf = (number: number): Ending => ENDS[number % ENDS.length] ?? 'paid';

export class Buyer {
  private readonly addressId: string | undefined;
  private readonly client: ApiClient;
  private readonly sandbox: SandboxClient;

  constructor(system: System, { token, xsrf, addressId }: Person) {
    this.addressId = addressId;
    this.client = new ApiClient(`http://127.0.0.1:${system.ports.api}`);
    this.client.jar.set('yg_session', token);
    this.client.jar.set('XSRF-TOKEN', xsrf);
    this.sandbox = new SandboxClient(`http://127.0.0.1:${system.ports.sandbox}`);
  }

  private call<Id extends RouteId>(routeId: Id, options: CallOptions = {}): Promise<RouteResponse<Id>> {
    const key = randomUUID();
    return insist(routeId, () => this.client.get(routeId, { ...options, key }));
  }

  /** Goes as far as this end wants it; gives the id of the order. */
  async order(skuId: string, end: Ending): Promise<string> {
    const lines = [{ skuId, quantity: 1 }];
    const { addressId } = this;
    const { totalFen } = await this.call('previewCheckout', { body: { lines, addressId } });
    const placed = await this.call('placeCheckout', { body: { lines, addressId, expectedTotalFen: totalFen } });
    const [order] = placed.orders;
    if (!order) throw new Error('a checkout has an order');
    const { id } = order;
    if (end !== 'expired') await this.pay(placed, id);
    if (end === 'refunded') await this.call('cancelOrder', { params: { id }, body: { reason: '不想要了' } });
    this.client.close();
    this.sandbox.close();
    return id;
  }

  /** Has forgotten the password. */
  async forget(login: string): Promise<void> {
    await this.call('requestPasswordReset', { body: { login } });
  }

  private async pay(placed: RouteResponse<'placeCheckout'>, orderId: string): Promise<void> {
    const payUrl =
      placed.payment.payUrl ?? (await this.call('payCheckout', { params: { id: placed.id } })).payment.payUrl;
    await insist('paying', () => this.sandbox.post(`/_sandbox/pay/${intentOf(payUrl)}`, {}));
    // Coming back from paying: the shop asks the provider itself.
    await insist('the order is paid', async () => {
      await this.client.call('syncCheckout', { params: { id: placed.id } });
      const { status } = await this.client.get('getOrder', { params: { id: orderId } });
      if (status !== 'to_ship') throw new Error(`the order is ${status}`);
    });
  }
}
