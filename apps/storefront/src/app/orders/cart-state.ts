import { inject, Injectable, signal } from '@angular/core';
import { ApiClient } from '@yigou/web-data';

/** How many different SKUs lie in the cart, for the badge. */
@Injectable({ providedIn: 'root' })
export class CartState {
  private readonly api = inject(ApiClient);
  readonly count = signal(0);

  /** The badge is a convenience: when it cannot be loaded, the cart page says why. */
  async load(): Promise<void> {
    try {
      this.count.set((await this.api.call('getCart')).count);
    } catch {
      this.count.set(0);
    }
  }

  async add(skuId: string, quantity: number): Promise<void> {
    const { count } = await this.api.call('addToCart', { body: { skuId, quantity } });
    this.count.set(count);
  }

  async setQuantity(skuId: string, quantity: number): Promise<void> {
    const { count } = await this.api.call('setCartLine', { params: { skuId }, body: { quantity } });
    this.count.set(count);
  }

  async remove(skuId: string): Promise<void> {
    const { count } = await this.api.call('removeCartLine', { params: { skuId } });
    this.count.set(count);
  }
}
