import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderView } from '@yigou/contracts';
import { EndRestComponent } from './end-rest';
import { EndRestHarness } from './testing/end-rest.harness';

const LINE = {
  id: '6f0cf1b2-6b5e-4f0e-9a55-0b6f6f1f2a11',
  productName: '核桃',
  skuName: '500克/袋',
  priceFen: 2_000,
  quantity: 3,
  shippedQuantity: 1,
  endedQuantity: 0,
  acceptedQuantity: 0,
  refusedQuantity: 0,
  discountFen: 0,
};
const ORDER = { id: 'order', freightFen: 800, lines: [LINE] } as unknown as OrderView;

describe('ending the rest of an order', () => {
  let fixture: ComponentFixture<EndRestComponent>;
  let http: HttpTestingController;
  let ending: EndRestHarness;
  let ended: OrderView[];
  let refused: number;

  /** An answer passes through promises before it reaches the screen. */
  const settle = async () => {
    for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
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
    ending = await TestbedHarnessEnvironment.harnessForFixture(fixture, EndRestHarness);
  });
  /** One piece less of the only line. */
  const fewer = async () => (await ending.pieces())[0]?.decrease();

  it('shows what goes back, the freight that does not, and follows the pieces', async () => {
    expect(await ending.refund()).toBe('¥40.00');
    expect(await ending.words()).toContain('¥8.00 已用于发出的包裹，不退');
    await fewer();
    expect(await ending.refund()).toBe('¥20.00');
  });

  it('asks for a piece and a reason before it goes on', async () => {
    await ending.press('下一步');
    expect(await ending.words()).toContain('请选择或填写原因');
    await fewer();
    await fewer();
    await ending.press('下一步');
    expect(await ending.words()).toContain('请至少选择一件');
    http.expectNone(() => true);
  });

  it('sends nothing before it was looked at once more, then exactly what was chosen', async () => {
    await fewer();
    await ending.press('不再需要了');
    await ending.press('下一步');
    http.expectNone(() => true);
    expect(await ending.words()).toContain('结束后不能恢复');
    const sending = ending.press('确认结束');
    await settle();
    const { request } = http.expectOne('/api/v1/orders/order/rest-end');
    expect(request.body).toEqual({ lines: [{ orderLineId: LINE.id, quantity: 1 }], reason: '不再需要了' });
    expect(request.headers.get('Idempotency-Key')).toBeTruthy();
    fixture.destroy();
    void sending;
  });

  it('gives the order that it became', async () => {
    await ending.press('不再需要了');
    await ending.press('下一步');
    const sending = ending.press('确认结束');
    await settle();
    http.expectOne('/api/v1/orders/order/rest-end').flush({ ...ORDER, status: 'shipped' });
    await sending;
    await settle();
    expect(ended).toMatchObject([{ status: 'shipped' }]);
  });

  it('goes back to the choice with the reason of a refusal, and has the order read again', async () => {
    await ending.press('不再需要了');
    await ending.press('下一步');
    const sending = ending.press('确认结束');
    await settle();
    const error = { code: 'rest_exceeds_order', message: '结束的数量超过尚未发货的数量', details: {} };
    http.expectOne('/api/v1/orders/order/rest-end').flush({ error }, { status: 409, statusText: 'Conflict' });
    await sending;
    await settle();
    expect(await ending.problem()).toContain('超过尚未发货的数量');
    expect(await ending.isChoosing()).toBe(true);
    expect(refused).toBe(1);
    fixture.componentRef.setInput('order', { ...ORDER, lines: [{ ...LINE, shippedQuantity: 2 }] });
    await fixture.whenStable();
    expect(await ending.refund()).toBe('¥20.00');
  });
});
