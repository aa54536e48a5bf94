import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../shared/testing/form-screen';
import type { Statement } from './statement-forms';
import { StatementRecord } from './statement-record';

const ISSUED: Statement = {
  id: 's',
  month: '2026-10',
  status: 'issued',
  version: 2,
  unitName: '第一小学',
  supplierName: '惠民合作社',
  openingFen: 0,
  closingFen: -2_500,
  madeAt: '2026-11-01T00:00:00Z',
  entries: [{ line: 1, on: '2026-10-10', kind: 'payment', orderNumber: 'YG1', amountFen: -2_500 }],
  invoices: [{ line: 2, on: '2026-10-12', kind: 'recorded', number: '26642000000000000001', amountFen: 2_500 }],
  hash: 'f'.repeat(64),
  history: [{ at: '2026-11-01T00:00:00Z', action: 'issue', by: null, version: 1, line: null, reason: '' }],
  may: { confirm: true, object: true, answer: false },
};
const textOf = (screen: FormScreen<StatementRecord>, id: string) => screen.at<HTMLElement>(id).textContent;

async function opened(one: Statement, side: 'agency' | 'supplier' = 'agency') {
  const screen = await FormScreen.open(StatementRecord, { id: 's', side });
  await screen.answer(screen.asked(`/${side === 'agency' ? 'purchasing' : 'supplier'}/statements/s`), one);
  return screen;
}

describe('a statement of account', () => {
  it('is confirmed as it was shown, after a question', async () => {
    const screen = await opened(ISSUED);
    expect(textOf(screen, 'statement-lines')).toContain('YG1');
    await screen.press('statement-confirm');
    expect(textOf(screen, 'statement-confirm-form')).toContain('第 2 版');
    await screen.press('statement-confirm-submit');
    const sent = screen.asked('/purchasing/statements/s/confirmation', 'POST');
    expect(screen.bodyOf(sent)).toEqual({ hash: ISSUED.hash });
    await screen.answer(sent, {
      ...ISSUED,
      status: 'unit_confirmed',
      may: { confirm: false, object: true, answer: false },
    });
    expect(textOf(screen, 'statement-status')).toContain('单位已确认');
    expect(screen.all('statement-confirm')).toEqual([]);
  });

  it('that was made anew meanwhile is refused, and read again once the question is closed', async () => {
    const screen = await opened(ISSUED);
    await screen.press('statement-confirm');
    await screen.press('statement-confirm-submit');
    const sent = screen.asked('/purchasing/statements/s/confirmation', 'POST');
    await screen.refuse(sent, 'statement_renewed', '对账单已重新核算');
    expect(textOf(screen, 'statement-confirm-form')).toContain('对账单已重新核算');
    const cancel = [...document.querySelectorAll<HTMLElement>('button')].find(
      (one) => one.textContent.trim() === '取消',
    );
    await screen.press(cancel ?? '');
    await screen.answer(screen.asked('/purchasing/statements/s'), { ...ISSUED, version: 3 });
    expect(screen.text()).toContain('第 3 版');
  });

  it('is objected to with a line and a reason, for the supplier by its own routes', async () => {
    const screen = await opened(ISSUED, 'supplier');
    await screen.press('statement-object');
    await screen.type(screen.labelled('异议原因'), '发票未收到');
    await screen.press('statement-object-submit');
    const sent = screen.asked('/supplier/statements/s/objection', 'POST');
    expect(screen.bodyOf(sent)).toEqual({ hash: ISSUED.hash, line: null, reason: '发票未收到' });
  });

  it('says what the other side says is wrong, and is answered', async () => {
    const objection = { at: '2026-11-02T00:00:00Z', by: '李会计', version: 2, line: 2, reason: '没有收到' } as const;
    const screen = await opened({
      ...ISSUED,
      status: 'supplier_objected',
      history: [...ISSUED.history, { ...objection, action: 'object_supplier' }],
      may: { confirm: false, object: false, answer: true },
    });
    expect(textOf(screen, 'statement-objection')).toContain('第 2 行：没有收到');
    await screen.press('statement-answer');
    await screen.press('statement-answer-submit');
    expect(textOf(screen, 'statement-answer-form')).toContain('请填写');
  });
});
