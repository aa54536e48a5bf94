import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { apiResource } from '@yigou/web-data';
import { RecordHarness } from '../testing/record.harness';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from './index';

@Component({
  selector: 'yg-order',
  imports: [RecordHead, RecordPage, RecordSection, RecordTemplate],
  template: `
    <yg-record noun="个订单">
      <ng-template [ygRecord]="data" let-one>
        <yg-record-head [heading]="one.number">
          已付款
          <ng-container recordActions><button type="button">发货</button></ng-container>
        </yg-record-head>
        <yg-record-section heading="商品">核桃</yg-record-section>
        <yg-record-section heading="进展">下单</yg-record-section>
      </ng-template>
    </yg-record>
  `,
})
class Order {
  readonly id = signal('a');
  readonly data = apiResource('getAdminOrder', () => ({ params: { id: this.id() } }));
}

@Component({
  selector: 'yg-row',
  imports: [RecordPage, RecordTemplate],
  template: `<yg-record noun="笔支付"
    ><ng-template [ygRecord]="row()" let-one>应付 {{ one.due }}</ng-template></yg-record
  >`,
})
class Row {
  readonly row = signal<{ due: number } | undefined>(undefined);
}

describe('the record of an order', () => {
  let fixture: ComponentFixture<Order>;
  let http: HttpTestingController;
  const record = () => TestbedHarnessEnvironment.loader(fixture).getHarness(RecordHarness);
  const answer = async (id: string) => {
    const asked = () => http.match(`/api/v1/admin/orders/${id}`);
    let requests = asked();
    // A press asks a few turns later.
    for (; requests.length === 0; requests = asked()) await new Promise((resolve) => setTimeout(resolve));
    expect(requests).toHaveLength(1);
    requests[0]?.flush({ id, number: `YG-${id}` });
    await fixture.whenStable();
  };
  const refuse = async (status: number, code: string) => {
    const error = { code, message: '没有读到。', details: {}, requestId: 'r1' };
    http.expectOne(`/api/v1/admin/orders/a`).flush({ error }, { status, statusText: code });
    await fixture.whenStable();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(Order);
    fixture.detectChanges();
  });

  it('waits, then shows head, actions and sections, each section named by its heading', async () => {
    expect((fixture.nativeElement as HTMLElement).querySelector('[role="status"]')?.textContent).toBe('正在加载');
    await answer('a');
    const one = await record();
    expect(await one.state()).toBeNull();
    expect(await one.heading()).toBe('YG-a');
    expect(await one.headWords()).toContain('已付款');
    expect(await one.actions()).toBe('发货');
    const sections = await one.sections();
    expect(await Promise.all(sections.map((part) => part.heading()))).toEqual(['商品', '进展']);
    expect(await Promise.all(sections.map((part) => part.isNamedByHeading()))).toEqual([true, true]);
  });

  it('says why it cannot be read, and reads it again', async () => {
    await refuse(503, 'unavailable');
    const one = await record();
    expect(await one.state()).toBe('failed');
    expect(await one.words()).toContain('没有读到。');
    // A press is over once the page is at rest, and that is after the answer.
    const pressed = one.retry();
    await answer('a');
    await pressed;
    expect(await one.state()).toBeNull();
  });

  it('keeps what is shown while it is read again and when that fails', async () => {
    await answer('a');
    fixture.componentInstance.data.reload();
    fixture.detectChanges();
    expect((fixture.nativeElement as HTMLElement).querySelector('[aria-busy="true"]')?.textContent).toContain('核桃');
    await refuse(503, 'unavailable');
    const one = await record();
    expect(await one.state()).toBe('failed');
    expect(await one.heading()).toBe('YG-a');
    expect(await one.isBusy()).toBe(false);
  });

  it.each([
    [404, 'not_found'],
    [403, 'forbidden'],
  ])('shows nothing of what is refused with %s, and says so', async (status, code) => {
    await answer('a');
    fixture.componentInstance.data.reload();
    fixture.detectChanges();
    await refuse(status, code);
    const one = await record();
    expect(await one.state()).toBe('gone');
    expect(await one.words()).toBe('没有找到这个订单：可能已经删除，或者不归本单位办理。');
  });

  it('never shows one thing under the address of another', async () => {
    await answer('a');
    fixture.componentInstance.id.set('b');
    fixture.detectChanges();
    expect((fixture.nativeElement as HTMLElement).textContent).not.toContain('核桃');
    await answer('b');
    expect(await (await record()).heading()).toBe('YG-b');
  });
});

describe('the record of a row of the list beside it', () => {
  it('says where it is when it lies on another page, and is there with its row', async () => {
    const fixture = TestBed.createComponent(Row);
    const record = await TestbedHarnessEnvironment.loader(fixture).getHarness(RecordHarness);
    expect(await record.state()).toBe('elsewhere');
    expect(await record.words()).toBe('这笔支付不在当前这一页，请清除筛选或翻页查找。');
    fixture.componentInstance.row.set({ due: 12 });
    expect(await record.words()).toBe('应付 12');
  });
});
