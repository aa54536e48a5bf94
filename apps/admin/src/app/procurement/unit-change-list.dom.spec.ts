import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormValues } from '../shared/form-dialog/form';
import { FormScreen } from '../shared/testing/form-screen';
import { OwnChanges } from './agency/own-changes';
import { UnitChanges } from './finance/unit-changes';
import { decideChangeForm, reportChangeForm } from './unit-change-forms';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const CHANGE = {
  id: id(1),
  unit: { id: id(2), name: '西吉县第一小学', region: null },
  kind: 'merged' as const,
  newName: null,
  successor: { id: id(3), name: '西吉县实验小学' },
  effectiveOn: '2026-09-01',
  due: true,
  proof: null,
  remark: '',
  status: 'waiting' as const,
  reportedAt: '2026-08-30T00:00:00Z',
  reportedBy: '王校长',
  decidedAt: null,
  decidedBy: null,
  reason: '',
  fieldNotes: {},
};
const may = (yes: boolean) => [
  { provide: Session, useValue: { may: () => yes, seat: () => ({ kind: 'finance', regionPrefix: '6404' }) } },
];

describe('what units report of themselves', () => {
  it.each([
    [
      { kind: 'renamed', newName: ' 实验小学 ', successorId: id(3) },
      { kind: 'renamed', newName: '实验小学' },
    ],
    [
      { kind: 'merged', newName: '旧', successorId: id(3) },
      { kind: 'merged', successorId: id(3) },
    ],
    [{ kind: 'abolished', newName: '旧', successorId: id(3) }, { kind: 'abolished' }],
  ])('%j is sent with the fields of its kind alone', (typed, sent) => {
    const form = reportChangeForm({} as never, { name: '一小' });
    const proofId = [{ id: id(4) }] as never;
    const body = form.contract?.body(new FormValues({ ...typed, effectiveOn: '2026-09-01', proofId, remark: '' }));
    expect(body).toEqual({ ...sent, effectiveOn: '2026-09-01', proofId: id(4), remark: '' });
  });

  it('comes back with what is wrong, by the field that it stands at', () => {
    const form = decideChangeForm({} as never, 'agency', CHANGE, 'return');
    const values = new FormValues({ reason: '文件不清楚', proofId: '请上传盖章的扫描件' });
    expect(form.contract?.body(values)).toEqual({
      decision: 'return',
      reason: '文件不清楚',
      fieldNotes: { proofId: '请上传盖章的扫描件' },
    });
  });

  it('stands in the list of the region with what it comes to', async () => {
    const screen = await FormScreen.open(UnitChanges, {}, may(true));
    await screen.answer(screen.asked('/finance/unit-changes'), { items: [CHANGE], nextCursor: null, total: 1 });
    for (const part of ['西吉县第一小学', '并入“西吉县实验小学”', '2026-09-01', '待办理'])
      expect(screen.text()).toContain(part);
  });

  it('is taken back while it waits', async () => {
    const screen = await FormScreen.open(OwnChanges, { unit: { name: '一小', endsOn: null } }, may(true));
    await screen.answer(screen.asked('/procurement/unit/changes'), { items: [CHANGE], nextCursor: null, total: 1 });
    expect([screen.all('unit-change-withdraw').length, screen.all('unit-change-report').length]).toEqual([1, 0]);
  });

  it('is reported anew when it came back', async () => {
    const other = await FormScreen.open(OwnChanges, { unit: { name: '一小', endsOn: null } }, may(true));
    const returned = { ...CHANGE, status: 'returned', reason: '文件不清楚', fieldNotes: { proofId: '请盖章' } };
    await other.answer(other.asked('/procurement/unit/changes'), { items: [returned], nextCursor: null, total: 1 });
    expect(other.text()).toContain('“证明文件”要改');
    expect([other.all('unit-change-withdraw').length, other.all('unit-change-report').length]).toEqual([0, 1]);
  });
});
