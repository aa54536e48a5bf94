import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Filing } from '../filing-words';
import { FormScreen } from '../../shared/testing/form-screen';
import type { ShareYear } from './filing-draft';
import { FilingForm } from './filing-form';

const FILING: Filing = {
  id: 'filing',
  unit: { id: 'school', name: '第一小学', region: null },
  year: 2026,
  version: 1,
  status: 'returned',
  canteen: 'own',
  canteenTotalFen: 0,
  ratioBp: 0,
  reservedFen: 0,
  sharedWith: null,
  operator: null,
  remark: '',
  unionDemandFen: null,
  contactName: '',
  contactPhone: '',
  changeReason: '',
  fieldNotes: { canteenTotalFen: '少了食用油' },
  lockVersion: 4,
  minimumBp: 1_500,
  problems: [],
  dueOn: null,
  filedAt: null,
  confirmedAt: null,
  steps: [],
};
const YEAR = {
  year: 2026,
  rules: { minimumBp: 1_500, grantedBp: null, grant: null, notBelowLastYear: true, lastYearBp: 2_000 },
  lastYear: { canteenTotalFen: 50_000_000, ratioBp: 2_000, reservedFen: 10_000_000 },
} as unknown as ShareYear;

describe('the form of a unit’s year', () => {
  let screen: FormScreen<FilingForm>;
  let filed: number;
  const reckoned = () => screen.at<HTMLElement>('filing-reserved').textContent.replaceAll(/\s+/g, '');
  const become = async (filing: Partial<Filing>) => {
    screen.fixture.componentRef.setInput('filing', { ...FILING, ...filing });
    await screen.settle();
  };
  const fill = async (total: string, ratio: string) => {
    await screen.type('filing-total', total);
    await screen.type('filing-ratio', ratio);
  };
  beforeEach(async () => {
    screen = await FormScreen.open(FilingForm, { filing: FILING, year: YEAR });
    filed = 0;
    screen.fixture.componentInstance.filed.subscribe(() => (filed += 1));
  });

  it('keeps what is typed when the page reads the same version again, and begins anew with another one', async () => {
    await fill('480000', '5');
    await become({});
    expect(reckoned()).toContain('24,000');
    await become({ lockVersion: 5, canteenTotalFen: 1_000_000, ratioBp: 2_000, reservedFen: 200_000 });
    expect(reckoned()).toContain('2,000');
  });

  it('R1: reckons the reserved amount while it is typed, half up to the fen', async () => {
    expect(reckoned()).toContain('预留金额—');
    await fill('1000000.05', '15');
    expect(reckoned()).toContain('150,000.01');
  });

  it('R2: says what is below the region’s minimum and last year, and files it nevertheless', async () => {
    expect(screen.text()).toContain('本地区不低于 15%，上年 20%');
    await fill('1000', '12.5');
    expect(reckoned()).toContain('低于本地区规定的预留比例下限15%');
    expect(reckoned()).toContain('低于本单位上年的预留比例20%');
    await fill('1000', '20');
    expect(reckoned()).not.toContain('低于');
  });

  it('R6: shows at its field what came back', () => {
    expect(screen.text()).toContain('退回意见：少了食用油');
  });

  it('saves what is unfinished as a draft, and wants the amounts for filing', async () => {
    await screen.press('filing-form');
    expect(screen.errors()).toEqual(['请填写年度食堂食材采购总额', '请填写预留比例']);
    screen.sentNothing();
    await screen.press('filing-save');
    expect(screen.bodyOf(screen.asked('/procurement/filings/filing', 'PUT'))).toMatchObject({
      canteenTotalFen: 0,
      ratioBp: 0,
      lockVersion: 4,
    });
  });

  it('saves, then files', async () => {
    await fill('1000', '20');
    await screen.press('filing-form');
    const saved = screen.asked('/procurement/filings/filing', 'PUT');
    expect(screen.bodyOf(saved)).toMatchObject({ canteenTotalFen: 100_000, ratioBp: 2_000, unionDemandFen: null });
    await screen.answer(saved, { ...FILING, lockVersion: 5 });
    await screen.answer(screen.asked('/procurement/filings/filing/filing', 'POST'), FILING);
    expect(filed).toBe(1);
  });

  it('keeps what is typed when filing is refused, says so at the field, and saves on what was saved before', async () => {
    await become({ version: 2 });
    await fill('1000', '20');
    await screen.press('filing-form');
    await screen.answer(screen.asked('/procurement/filings/filing', 'PUT'), {
      ...FILING,
      version: 2,
      lockVersion: 5,
    });
    const filing = screen.asked('/procurement/filings/filing/filing', 'POST');
    await screen.refuse(filing, 'filing_reason_needed', '变更填报请先说明变更原因。');
    expect(filed).toBe(0);
    expect([screen.at('filing-total').value, ...screen.errors()]).toEqual(['1000', '变更填报请先说明变更原因。']);
    await screen.press('filing-save');
    expect(screen.bodyOf(screen.asked('/procurement/filings/filing', 'PUT'))).toMatchObject({ lockVersion: 5 });
  });

  it('says that a colleague was faster, and loses nothing', async () => {
    await fill('1000', '20');
    await screen.press('filing-save');
    await screen.refuse(screen.asked('/procurement/filings/filing', 'PUT'), 'version_conflict', '已被修改');
    expect(screen.at<HTMLElement>('filing-conflict').textContent).toContain('同事修改过');
    expect(screen.at('filing-total').value).toBe('1000');
  });

  it('R4: asks no amounts of a unit without a canteen', async () => {
    await become({ lockVersion: 5, canteen: 'none', canteenTotalFen: 100, ratioBp: 1_000 });
    expect(screen.all('filing-total')).toEqual([]);
    await screen.press('filing-save');
    expect(screen.bodyOf(screen.asked('/procurement/filings/filing', 'PUT'))).toMatchObject({
      canteen: 'none',
      canteenTotalFen: 0,
      ratioBp: 0,
    });
  });
});
