import { beforeEach, describe, expect, it } from '@jest/globals';
import { FormScreen } from '../shared/testing/form-screen';
import { ShipDialog } from './ship-dialog';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-${String(last).padStart(12, '0')}`;
const line = (last: number, quantity: number) => ({
  id: id(last),
  productId: id(90),
  productName: '核桃',
  skuName: `${last}00克/袋`,
  quantity,
  shippedQuantity: 0,
  endedQuantity: 0,
  acceptedQuantity: 0,
  refusedQuantity: 0,
  netWeightGrams: last * 100,
});
const ORDER = {
  id: 'order',
  lines: [line(1, 3), { ...line(2, 2), shippedQuantity: 2 }, line(3, 1)],
  receiver: { name: '张三', phone: '13800000000', regionPath: '甘肃省', detail: '1 号' },
};
const BATCH = { id: id(50), number: 'PC1', harvestedOn: '2026-10-01', quantityGrams: 5000, shippedGrams: 4500 };

describe('shipping an order', () => {
  let screen: FormScreen<ShipDialog>;
  let closed: boolean[];
  const quantities = () => screen.all('ship-quantity').map((input) => input.value);
  const carry = (carrier: string) => {
    const { form } = screen.fixture.componentInstance as unknown as {
      form: { fields: { parcels: Iterable<{ carrier: () => { value: { set(value: string): void } } }> } };
    };
    for (const parcel of form.fields.parcels) parcel.carrier().value.set(carrier);
  };

  beforeEach(async () => {
    localStorage.clear();
    localStorage.setItem(`yigou.admin.last-batch.${id(90)}`, BATCH.id);
    screen = await FormScreen.open(ShipDialog, { orderId: 'order' });
    closed = [];
    screen.fixture.componentInstance.closed.subscribe((shipped) => closed.push(shipped));
    await screen.answer(screen.asked('/supplier/orders/order'), ORDER);
    await screen.type(screen.all('ship-quantity')[0]!, '2');
    await screen.answer(screen.asked('/batches'), { items: [BATCH], nextCursor: null, total: 1 });
  });

  it('begins with all that is left, and keeps what was typed when the batches come', () => {
    expect(quantities()).toEqual(['2', '1']);
    expect(screen.text()).toContain('还有 1 件不在这次的包裹里');
    // 200 g of the first and 300 g of the second are all that is left of the batch that was used last.
    expect(screen.all<HTMLSelectElement>('ship-batch').map((select) => select.value)).toEqual([BATCH.id, '']);
  });

  it('asks for carrier and waybill of each parcel, and for something in it', async () => {
    await screen.press('ship-add-parcel');
    expect(quantities()).toEqual(['2', '1', '1', '0']);
    await screen.type(screen.all('ship-quantity')[2]!, '0');
    await screen.press(document.querySelector<HTMLElement>('#ship-form')!);
    expect(screen.errors()).toEqual([
      '请选择承运商',
      '请填写运单号',
      '请选择承运商',
      '请填写运单号',
      '请至少放入一件商品',
    ]);
    screen.sentNothing();
  });

  it('refuses a waybill twice, more than is left, and what is no number', async () => {
    await screen.press('ship-add-parcel');
    carry('sf');
    for (const waybill of screen.all('ship-waybill')) await screen.type(waybill, 'SF1234567');
    await screen.press(document.querySelector<HTMLElement>('#ship-form')!);
    expect(screen.errors()).toEqual(['同一运单号填写了两次']);
    await screen.type(screen.all('ship-waybill')[1]!, 'SF7654321');
    await screen.type(screen.all('ship-quantity')[2]!, '9');
    await screen.press(document.querySelector<HTMLElement>('#ship-form')!);
    expect(screen.text()).toContain('装入的数量超过订单剩余数量');
    await screen.type(screen.all('ship-quantity')[2]!, '一');
    expect(screen.errors()).toEqual(['请填写不小于 0 的整数']);
    screen.sentNothing();
  });

  it('sends what lies in the parcels, with its batch, and closes', async () => {
    await screen.type(screen.all('ship-quantity')[1]!, '0');
    carry('sf');
    await screen.type('ship-waybill', 'SF1234567');
    await screen.press(document.querySelector<HTMLElement>('#ship-form')!);
    const sent = screen.asked('/orders/order/shipments');
    expect(screen.bodyOf(sent)).toEqual({
      parcels: [
        { carrier: 'sf', waybill: 'SF1234567', lines: [{ orderLineId: id(1), quantity: 2, batchId: BATCH.id }] },
      ],
    });
    await screen.answer(sent, ORDER);
    expect(closed).toEqual([true]);
  });

  it('keeps everything when the carrier knows the waybill already', async () => {
    carry('sf');
    await screen.type('ship-waybill', 'SF1234567');
    await screen.press(document.querySelector<HTMLElement>('#ship-form')!);
    await screen.refuse(screen.asked('/orders/order/shipments'), 'waybill_taken', '该运单号已登记，请核对。');
    expect(screen.text()).toContain('该运单号已登记，请核对。');
    expect([screen.at('ship-waybill').value, ...quantities()]).toEqual(['SF1234567', '2', '1']);
    expect(closed).toEqual([]);
  });
});
