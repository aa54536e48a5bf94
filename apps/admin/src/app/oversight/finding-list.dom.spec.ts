import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { FormValues } from '../shared/form-dialog/form';
import { Findings as OfAgency } from './agency/findings';
import { Findings as OfAuditor } from './auditor/findings';
import { findingForm } from './finding-forms';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const AT = '2026-03-01T00:00:00Z';
const row = (status: string) => ({
  id: id(1),
  rule: 'price_outlier',
  severity: 'high',
  status,
  unit: { id: id(2), name: '西吉县第一小学' },
  regionPath: '宁夏回族自治区固原市西吉县',
  year: 2026,
  facts: '“小米 5kg”单价折合每 500 克 ¥185.00，是本单位以往 6 次采购中位单价 ¥18.50 的 10 倍。',
  orders: [{ id: id(3), number: 'YG2611280000001', supplierName: '合作社', totalFen: 18_500, createdAt: AT }],
  orderCount: 1,
  foundAt: AT,
  reason: status === 'open' ? '' : '有合同',
  steps: [{ at: AT, action: 'find', by: null, organisation: null, reason: '' }],
});
const session = (may: boolean) => ({ provide: Session, useValue: { may: () => may, seat: () => null } });
const ACTS = ['finding-reopen', 'finding-dismiss', 'finding-confirm'];

describe('what the fraud watch found', () => {
  it.each([
    [OfAgency, '/procurement/findings', true, 'open', ['finding-dismiss', 'finding-confirm']],
    [OfAgency, '/procurement/findings', true, 'dismissed', []],
    [OfAuditor, '/auditor/findings', true, 'dismissed', ['finding-reopen']],
    [OfAuditor, '/auditor/findings', true, 'confirmed', []],
    [OfAuditor, '/auditor/findings', false, 'open', []],
  ] as const)(
    'stands in %p with its facts; at %s who may (%p) decides what is %s',
    async (page, path, may, status, acts) => {
      const screen = await FormScreen.open(page, {}, [session(may)]);
      await screen.answer(screen.asked(path), { items: [row(status)], nextCursor: null, total: 1 });
      for (const part of ['单价异常', '重大', '西吉县第一小学', '的 10 倍']) expect(screen.text()).toContain(part);
      screen.at<HTMLElement>('finding-row').click();
      await screen.settle();
      expect(screen.text()).toContain('YG2611280000001');
      expect(ACTS.filter((act) => screen.all(act).length > 0)).toEqual(acts);
    },
  );

  it('is dismissed with a reason alone', () => {
    const form = findingForm({} as never, 'auditor', { id: id(1) }, 'dismiss');
    expect(form.contract?.body(new FormValues({ reason: ' 有询价记录 ' }))).toEqual({
      decision: 'dismiss',
      reason: '有询价记录',
    });
  });
});
