import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { IDBObjectStore } from 'fake-indexeddb';
import { Session } from '../../identity/session';
import { FormScreen } from '../../shared/testing/form-screen';
import { DeliveryRecord } from './delivery-record';
import { type DeliveryView, KeptDeliveries } from './kept-deliveries';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const LINE = {
  id: id(3),
  productName: '白菜',
  skuName: '一箱',
  quantity: 5,
  shipped: 5,
  note: '',
  photos: [],
  offered: 0,
};
const delivery = (last: number, more: Partial<DeliveryView> = {}): DeliveryView => ({
  id: id(last),
  number: `YG${last}`,
  status: 'shipped',
  supplierName: '惠民合作社',
  campaignId: id(8),
  title: '为医院送菜',
  goods: '白菜 一箱',
  shipped: 5,
  signedAt: null,
  signedBy: null,
  remark: '',
  lines: [{ ...LINE, received: null, short: null, damaged: null }],
  parcels: [],
  can: { sign: true, reallocate: false },
  ...more,
});
const signedIn = signal({ id: id(1) });
const someone = {
  provide: Session,
  useValue: { user: signedIn, seat: () => ({ organisationId: id(2) }), may: () => true },
};
async function open(shown: DeliveryView) {
  const screen = await FormScreen.open(DeliveryRecord, { id: shown.id }, [someone]);
  await TestBed.inject(KeptDeliveries).loaded;
  await screen.answer(screen.asked(`/recipient/deliveries/${shown.id}`), shown);
  return screen;
}

describe('a delivery on the phone of a recipient', () => {
  it('is counted whole, kept, and sent once under its key', async () => {
    const screen = await open(delivery(4));
    await screen.press('delivery-begin');
    const kept = TestBed.inject(KeptDeliveries);
    await screen.type('received', '3');
    await screen.press('delivery-form');
    expect(screen.errors()).toContain('收到、短缺、破损合计应为 5 件');
    expect(kept.of(id(4))).toMatchObject({ state: 'draft', counted: { lines: [{ received: 3 }] } });
    await screen.type('short', '1');
    await screen.type('damaged', '1');
    await screen.press('delivery-form');
    for (let turn = 0; turn < 200 && kept.of(id(4))?.state !== 'waiting'; turn += 1) await screen.settle();
    await screen.settle();
    // What a session that another began meanwhile is refused is not what was signed: it waits for its own.
    const late = screen.asked('/signature', 'POST');
    signedIn.set({ id: id(9) });
    await screen.refuse(late, 'not_found', '没有找到');
    await kept.send();
    signedIn.set({ id: id(1) });
    expect(kept.of(id(4))?.state).toBe('waiting');
    void kept.send();
    await screen.settle();
    const sent = screen.asked('/signature', 'POST');
    expect(sent.request.headers.get('Idempotency-Key')).toBe(kept.of(id(4))?.key);
    expect(screen.bodyOf(sent)).toMatchObject({
      lines: [{ orderLineId: LINE.id, received: 3, short: 1, damaged: 1, photos: [] }],
    });
    await screen.answer(sent, delivery(4, { status: 'completed' }));
    for (let turn = 0; turn < 200 && kept.of(id(4))?.state !== 'sent'; turn += 1) await screen.settle();
    expect(kept.of(id(4))?.state).toBe('sent');
    await kept.forget(`${id(1)}:${id(2)}:${id(4)}`);
  });

  it('that arrived is shown as sent where the phone can write nothing down any more', async () => {
    const screen = await open(delivery(6));
    await screen.press('delivery-begin');
    const kept = TestBed.inject(KeptDeliveries);
    await screen.type('received', '5');
    await screen.press('delivery-form');
    for (let turn = 0; turn < 200 && kept.of(id(6))?.state !== 'waiting'; turn += 1) await screen.settle();
    await screen.settle();
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('the phone is full', 'QuotaExceededError');
    });
    await screen.answer(screen.asked('/signature', 'POST'), delivery(6, { status: 'completed' }));
    for (let turn = 0; turn < 200 && kept.of(id(6))?.state === 'waiting'; turn += 1) await screen.settle();
    expect(full).toHaveBeenCalled();
    expect(kept.of(id(6))).toMatchObject({ state: 'sent', problem: '' });
    full.mockRestore();
    await kept.forget(`${id(1)}:${id(2)}:${id(6)}`);
  });

  it('that was signed for goes on to another recipient, with what is left of it', async () => {
    const signed = delivery(5, {
      status: 'completed',
      signedAt: '2026-11-20T00:00:00Z',
      signedBy: '马师傅',
      lines: [{ ...LINE, received: 4, short: 1, damaged: 0, offered: 1 }],
      can: { sign: false, reallocate: true },
    });
    const screen = await open(signed);
    expect(screen.at<HTMLElement>('delivery-goods').textContent).toContain('收到 4 件，短缺 1 件，转出 1 件');
    await screen.press('reallocate');
    await screen.answer(screen.asked('/recipient/recipients'), { items: [{ id: id(7), name: '福利院', region: '' }] });
    await screen.settle();
    expect(screen.at<HTMLElement>('reallocate-form').textContent).toContain('还有 3 件可以转出');
  });
});
