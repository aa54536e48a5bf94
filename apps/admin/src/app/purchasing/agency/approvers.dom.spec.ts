import { describe, expect, it } from '@jest/globals';
import { Session } from '../../identity/session';
import { FormScreen } from '../../shared/testing/form-screen';
import { Approvers } from './approvers';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const LIST = {
  approvers: [
    {
      userId: id(1),
      name: '审批人',
      perOrderFen: 100_000,
      perMonthFen: null,
      approvedFen: 40_000,
      delegate: { id: id(2), name: '副校长', from: '2026-12-01', until: '2026-12-07' },
    },
  ],
  candidates: [
    { id: id(1), name: '审批人' },
    { id: id(2), name: '副校长' },
  ],
};
const open = async (may: boolean) => {
  const screen = await FormScreen.open(Approvers, {}, [
    { provide: Session, useValue: { may: () => may, user: () => ({ id: id(1) }) } },
  ]);
  await screen.answer(screen.asked('/purchasing/approvers'), LIST);
  return screen;
};

describe('who approves', () => {
  it('is shown with limits, what was approved this month and who stands in; only a manager sets it', async () => {
    const screen = await open(false);
    const words = screen.at<HTMLElement>('approver').textContent;
    for (const part of ['单笔 ¥1,000.00', '每月 不限', '本月已批 ¥400.00', '委托副校长'])
      expect(words.replace(/\s+/g, ' ')).toContain(part);
    expect(screen.all('approvers-form')).toHaveLength(0);
  });

  it('is set in yuan and sent in fen; a place without a person is told so', async () => {
    const screen = await open(true);
    await screen.type('approver-order', '2000');
    await screen.press('approvers-add');
    await screen.press(screen.at<HTMLFormElement & HTMLElement>('approvers-form'));
    expect(screen.errors()).toContain('请选择审批人');
    screen.sentNothing();
    await screen.press(document.querySelector<HTMLElement>('[aria-label="删去第 2 位"]')!);
    await screen.press(screen.at<HTMLFormElement & HTMLElement>('approvers-form'));
    expect(screen.bodyOf(screen.asked('/purchasing/approvers', 'PUT'))).toEqual({
      approvers: [{ userId: id(1), perOrderFen: 200_000, perMonthFen: null }],
    });
  });
});
