import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { FormValues } from '../shared/form-dialog/form';
import { Corrections } from './agency/corrections';
import { askCorrectionForm } from './correction-forms';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const ROW = {
  id: id(1),
  orderId: id(2),
  orderNumber: 'YG2611280000012',
  supplierName: '月亮山合作社',
  orderedAt: '2026-03-01T00:00:00Z',
  goodsFen: 120_000,
  year: 2026,
  unit: { id: id(3), name: '县第一小学' },
  toUnit: { id: id(4), name: '县第二小学' },
  reason: '下单时选错单位',
  proofs: [],
  status: 'asked',
  dueOn: null,
  askedAt: '2026-03-02T00:00:00Z',
  steps: [
    { at: '2026-03-02T00:00:00Z', action: 'ask', to: 'asked', by: '马晓', organisation: '县第一小学', reason: '' },
  ],
  may: { answer: true, withdraw: false, decide: false },
};

describe('corrections of what an order counts to', () => {
  it('are sent with the order’s number, the unit and the application’s files', () => {
    const form = askCorrectionForm({} as never);
    const values = new FormValues({
      orderNumber: ' YG1 ',
      toUnitId: id(4),
      reason: '选错',
      proofs: [{ id: id(5) } as never],
    });
    expect(form.contract?.body(values)).toEqual({
      orderNumber: 'YG1',
      toUnitId: id(4),
      reason: '选错',
      proofIds: [id(5)],
    });
  });

  it('say from which unit to which, and are answered by the one that they go to', async () => {
    const seat = { kind: 'agency', organisationId: id(4), regionPrefix: '' };
    const screen = await FormScreen.open(Corrections, {}, [
      { provide: Session, useValue: { may: () => true, seat: () => seat } },
    ]);
    await screen.answer(screen.asked('/procurement/corrections'), { items: [ROW], nextCursor: null, total: 1 });
    for (const part of ['YG2611280000012', '县第一小学', '县第二小学', '¥1,200.00', '待对方单位同意'])
      expect(screen.text()).toContain(part);
  });
});
