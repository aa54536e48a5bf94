import { beforeEach, describe, expect, it } from '@jest/globals';
import { FormScreen } from '../shared/testing/form-screen';
import { StockDialog } from './stock-dialog';

const SKU = { id: 'sku', name: '500克/袋', onHand: 10, reserved: 4 };

describe('adjusting stock', () => {
  let screen: FormScreen<StockDialog>;
  let closed: boolean[];

  beforeEach(async () => {
    screen = await FormScreen.open(StockDialog, { sku: SKU });
    closed = [];
    screen.fixture.componentInstance.closed.subscribe((moved) => closed.push(moved));
  });

  it('asks for a number and a reason', async () => {
    await screen.press('stock-form');
    expect(screen.errors()).toEqual(['请填写增减数量', '请填写原因']);
    await screen.type('stock-delta', '0');
    expect(screen.errors()[0]).toBe('请填写不为 0 的整数');
    await screen.type('stock-delta', '三');
    expect(screen.errors()[0]).toBe('请填写整数');
    expect(screen.at('stock-delta').value).toBe('三');
    screen.sentNothing();
  });

  it('shows what there will be, and does not go below what orders hold', async () => {
    await screen.type('stock-delta', '+5');
    expect(screen.at('stock-form').textContent).toContain('调整后为 15');
    await screen.type('stock-delta', '-7');
    await screen.type('stock-reason', '盘点');
    await screen.press('stock-form');
    expect(screen.errors()).toEqual(['调整后会少于已被订单占用的数量']);
    screen.sentNothing();
  });

  it('sends the movement under a key of its own and closes', async () => {
    await screen.type('stock-delta', '-5');
    await screen.type('stock-reason', '破损');
    await screen.press('stock-form');
    const sent = screen.asked('/skus/sku/stock-adjustments');
    expect(sent.request.body).toEqual({ delta: -5, reason: '破损' });
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    await screen.answer(sent, { skuId: 'sku', onHand: 5, reserved: 4, available: 1 });
    expect(closed).toEqual([true]);
  });

  it('keeps what was typed when the API refuses, and says why', async () => {
    await screen.type('stock-delta', '-5');
    await screen.type('stock-reason', '破损');
    await screen.press('stock-form');
    await screen.refuse(screen.asked('/stock-adjustments'), 'stock_below_reserved', '少于已被订单占用的数量。');
    expect(screen.at('stock-form').textContent).toContain('少于已被订单占用的数量。');
    expect(screen.at('stock-reason').value).toBe('破损');
    expect(closed).toEqual([]);
  });
});
