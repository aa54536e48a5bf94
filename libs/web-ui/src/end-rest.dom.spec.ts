import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderView } from '@yigou/contracts';
import { EndRestComponent } from './end-rest';

const LINE = {
  id: 'line',
  productName: '核桃',
  skuName: '500克/袋',
  priceFen: 2_000,
  quantity: 3,
  shippedQuantity: 1,
  endedQuantity: 0,
  discountFen: 0,
};
const ORDER = { id: 'order', freightFen: 800, lines: [LINE] } as unknown as OrderView;

describe('ending the rest of an order', () => {
  let fixture: ComponentFixture<EndRestComponent>;
  let http: HttpTestingController;
  let ended: OrderView[];
  let refused: number;
  const at = <T extends HTMLElement>(id: string) =>
    (fixture.nativeElement as HTMLElement).querySelector<T>(`[data-testid="${id}"]`);
  const text = () => (fixture.nativeElement as HTMLElement).textContent ?? '';
  const press = async (words: string) => {
    const buttons = [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
    const button = buttons.find((one) => (one.getAttribute('aria-label') ?? one.textContent).trim().startsWith(words));
    if (!button) throw new Error(`no button ${words}`);
    if (button.type === 'submit') at<HTMLFormElement>('end-rest')?.requestSubmit();
    else button.click();
    await fixture.whenStable();
  };

  /** An answer passes through promises before it reaches the screen. */
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(EndRestComponent);
    fixture.componentRef.setInput('order', ORDER);
    fixture.componentRef.setInput('side', 'buyer');
    [ended, refused] = [[], 0];
    fixture.componentInstance.done.subscribe((order) => ended.push(order));
    fixture.componentInstance.refused.subscribe(() => refused++);
    document.body.append(fixture.nativeElement as HTMLElement);
    await fixture.whenStable();
  });

  it('shows what goes back, the freight that does not, and follows the pieces', async () => {
    expect(at('end-rest-refund')?.textContent).toContain('¥40.00');
    expect(text()).toContain('¥8.00 已用于发出的包裹，不退');
    await press('减少一件');
    expect(at('end-rest-refund')?.textContent).toContain('¥20.00');
  });

  it('asks for a piece and a reason before it goes on', async () => {
    await press('下一步');
    expect(text()).toContain('请选择或填写原因');
    await press('减少一件');
    await press('减少一件');
    await press('下一步');
    expect(text()).toContain('请至少选择一件');
    http.expectNone(() => true);
  });

  it('sends nothing before it was looked at once more, then exactly what was chosen', async () => {
    await press('减少一件');
    await press('不再需要了');
    await press('下一步');
    http.expectNone(() => true);
    expect(text()).toContain('结束后不能恢复');
    await press('确认结束');
    const { request } = http.expectOne('/api/v1/orders/order/rest-end');
    expect(request.body).toEqual({ lines: [{ orderLineId: 'line', quantity: 1 }], reason: '不再需要了' });
    expect(request.headers.get('Idempotency-Key')).toBeTruthy();
  });

  it('gives the order that it became', async () => {
    await press('不再需要了');
    await press('下一步');
    await press('确认结束');
    http.expectOne('/api/v1/orders/order/rest-end').flush({ ...ORDER, status: 'shipped' });
    await settle();
    expect(ended).toMatchObject([{ status: 'shipped' }]);
  });

  it('goes back to the choice with the reason of a refusal, and has the order read again', async () => {
    await press('不再需要了');
    await press('下一步');
    await press('确认结束');
    const error = { code: 'rest_exceeds_order', message: '结束的数量超过尚未发货的数量', details: {} };
    http.expectOne('/api/v1/orders/order/rest-end').flush({ error }, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(at('end-rest-problem')?.textContent).toContain('超过尚未发货的数量');
    expect(at('end-rest-next')).not.toBeNull();
    expect(refused).toBe(1);
    fixture.componentRef.setInput('order', { ...ORDER, lines: [{ ...LINE, shippedQuantity: 2 }] });
    await fixture.whenStable();
    expect(at('end-rest-refund')?.textContent).toContain('¥20.00');
  });
});
