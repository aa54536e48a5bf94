import { describe, expect, it } from '@jest/globals';
import { Session } from '../../identity/session';
import { FormValues } from '../../shared/form-dialog/form';
import { FormScreen } from '../../shared/testing/form-screen';
import { ceilingForm, openForm } from './budget-forms';
import { BudgetPledges } from './budget-pledges';
import { Budgets } from './budgets';

const BUDGET = {
  id: 'b',
  unit: { id: 'u', name: '第一小学' },
  kind: 'canteen',
  reach: 'own',
  costCentre: '',
  name: '食堂食材',
  ceilingFen: 1_000_000,
  encumberedFen: 100_000,
  spentFen: 200_000,
  leftFen: 700_000,
} as const;

describe('the page of budgets', () => {
  it('shows what is left of the own ones and of those above, and what to do where there is none', async () => {
    const screen = await FormScreen.open(Budgets, { year: '2026' }, [
      { provide: Session, useValue: { may: () => true } },
    ]);
    const above = { ...BUDGET, id: 'a', unit: { id: 't', name: '教育局' }, reach: 'subtree', name: '全系统食材' };
    await screen.answer(screen.asked('/procurement/budgets'), {
      year: 2026,
      own: [BUDGET],
      above: [above],
      may: { manage: false },
    });
    expect(screen.at<HTMLElement>('budgets').textContent).toContain('¥7,000.00');
    expect(screen.at<HTMLElement>('budgets-above').textContent).toContain('教育局');
    expect(screen.all('budget-change')).toHaveLength(0);
    screen.fixture.componentRef.setInput('year', '2027');
    await screen.settle();
    await screen.answer(screen.asked('/procurement/budgets'), {
      year: 2027,
      own: [],
      above: [],
      may: { manage: true },
    });
    expect(screen.at<HTMLElement>('budgets-none').textContent).toContain('2027 年还没有采购预算');
    expect(screen.all('budget-add')).toHaveLength(1);
  });
});

describe('the record of a budget', () => {
  it('shows what was joined of group purchases in its name, what that holds, and what it counts', async () => {
    const screen = await FormScreen.open(BudgetPledges, { budgetId: 'b' });
    const pledge = {
      id: 'p',
      number: 'BN2611280000001',
      campaign: { id: 'c', number: 'TG261128000001', title: '春耕化肥统购' },
      shares: 3,
      status: 'done',
      buyerName: '王采购',
      amountFen: 20_000,
      encumberedFen: 0,
      spentFen: 17_000,
      countedFen: 15_000,
      createdAt: '2026-11-28T03:00:00Z',
    };
    await screen.answer(screen.asked('/procurement/pledges'), { items: [pledge], nextCursor: 'x', total: 51 });
    const text = screen.at<HTMLElement>('budget-pledges').textContent.replace(/\s+/g, ' ');
    expect(text).toContain('春耕化肥统购');
    expect(text).toContain('3 份，已完成');
    expect(text).toContain('已支出 ¥170.00，计入份额 ¥150.00');
    expect(text).toContain('最近 1 笔，共 51 笔');
  });
});

describe('the dialogs of budgets', () => {
  it('say what is used, and send yuan as fen', () => {
    const form = ceilingForm({} as never, BUDGET);
    expect(form.intro).toContain('已占用 ¥1,000.00，已支出 ¥2,000.00');
    const values = FormValues.initial(form.fields).with('ceilingFen', '20000.5').with('reason', '年中调整');
    expect(form.contract?.body(values)).toEqual({ ceilingFen: 2_000_050, reason: '年中调整' });
    expect(form.check?.(values.with('ceilingFen', '一万'))).toEqual({ ceilingFen: '请填写金额，最多两位小数' });
    const open = openForm({} as never, 2026);
    expect(
      open.contract?.body(FormValues.initial(open.fields).with('ceilingFen', '1').with('name', '灶')),
    ).toMatchObject({
      year: 2026,
      kind: 'canteen',
      reach: 'own',
      ceilingFen: 100,
    });
  });
});
