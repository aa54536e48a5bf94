import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CheckoutView } from '@yigou/contracts';
import { PaymentWatch } from './payment-watch';

type Paid = { readonly payment: Pick<CheckoutView['payment'], 'status' | 'payUrl'> };
const view = (status: CheckoutView['payment']['status'], payUrl: string | null = null): Paid => ({
  payment: { status, payUrl },
});
const watch = (calls: Partial<Record<'sync' | 'read' | 'pay', () => Promise<Paid>>>) =>
  TestBed.runInInjectionContext(() => {
    const pending = () => Promise.resolve(view('pending'));
    return new PaymentWatch<Paid>({ sync: pending, read: pending, pay: pending, ...calls });
  });

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('whoever comes back without paying', () => {
  it('can pay at once, while the asking goes on', async () => {
    const one = watch({});
    one.given.set(true);
    void one.ask();
    await jest.advanceTimersByTimeAsync(0);
    expect([one.asking(), one.outcome()]).toEqual([true, 'pending']);
  });

  it('is asked about for a while where the provider hints at nothing', async () => {
    const one = watch({});
    void one.ask();
    await jest.advanceTimersByTimeAsync(0);
    expect(one.outcome()).toBe('asking');
    await jest.advanceTimersByTimeAsync(30_000);
    expect(one.outcome()).toBe('pending');
  });
});

describe('an order that was placed while the provider said nothing', () => {
  it('waits, and can be paid as soon as the provider answers', async () => {
    let asked = 0;
    const pay = () => {
      asked += 1;
      return asked < 3 ? Promise.reject(new Error('away')) : Promise.resolve(view('pending', 'http://pay.test'));
    };
    const one = watch({ pay });
    void one.wait();
    await jest.advanceTimersByTimeAsync(6_000);
    expect([one.outcome(), asked]).toEqual(['waiting', 2]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect([one.outcome(), asked]).toEqual(['pending', 3]);
  });

  it('is looked at no more once it was paid elsewhere', async () => {
    const one = watch({ read: () => Promise.resolve(view('paid')) });
    void one.wait();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(one.outcome()).toBe('paid');
  });
});
