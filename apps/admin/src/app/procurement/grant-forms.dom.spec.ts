import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { RatioGrants } from './finance/ratio-grants';
import { grantForm } from './grant-forms';
import { FormValues } from '../shared/form-dialog/form';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const GRANT = {
  id: id(1),
  unit: { id: id(2), name: '西吉县第一小学', region: null },
  year: 2026,
  ratioBp: 750,
  documentNumber: '财库函〔2026〕1 号',
  document: null,
  reason: '品种有限',
  grantedBy: '王科长',
  grantedAt: '2026-03-01T00:00:00Z',
  revokedAt: null,
  revokeReason: '',
};

describe('a lower ratio', () => {
  it.each([
    ['7.5', 750],
    ['8', 800],
    ['0', 0],
  ])('typed as %s %% is sent in basis points', (ratio, bp) => {
    const form = grantForm({} as never, 2026, { id: id(2), name: '一小' });
    const values = new FormValues({ ratio });
    expect(form.check?.(values)).toEqual({});
    expect(form.contract?.body(values)).toMatchObject({ unitId: id(2), year: 2026, ratioBp: bp });
  });

  it.each(['', '7.555', '101', '七', '-1'])('is not taken as %p', (ratio) => {
    const form = grantForm({} as never, 2026, { id: id(2), name: '一小' });
    expect(form.check?.(new FormValues({ ratio }))).toHaveProperty('ratio');
  });

  it('stands in the list of the region with its document number', async () => {
    const screen = await FormScreen.open(RatioGrants, {}, [
      { provide: Session, useValue: { may: () => true, seat: () => ({ kind: 'finance', regionPrefix: '6404' }) } },
    ]);
    await screen.answer(screen.asked('/finance/ratio-grants'), { items: [GRANT], nextCursor: null, total: 1 });
    for (const part of ['西吉县第一小学', '7.5%', '财库函〔2026〕1 号', '有效']) expect(screen.text()).toContain(part);
  });
});
