import { describe, expect, it } from '@jest/globals';
import type { SupplierFile } from '@yigou/contracts';
import { creditCodeProblem } from '@yigou/contracts/labels';
import { muProblem, toBody, toDraft } from './file-draft';
import { journey } from './journey';
import { daysUntil, licenceTerm } from '../licence-term';

const stored = {
  township: '会川镇',
  village: null,
  address: null,
  legalPerson: '张三',
  contact: null,
  phone: null,
  bankName: null,
  bankAccountMasked: '尾号 4321',
  productionBase: null,
  baseMu: 120,
  introduction: null,
  agent: false,
} as SupplierFile;

const fine: ReadonlySet<string> = new Set();

describe('supplier file', () => {
  it('turns the file into a form and back without a change', () => {
    const body = toBody(toDraft(stored), stored, 3, fine);
    expect(body).toMatchObject({ version: 3, township: '会川镇', village: null, baseMu: 120, bankAccount: null });
  });

  it('sends an account number without the spaces people write, and leaves the stored one alone when nothing was typed', () => {
    expect(toBody({ ...toDraft(stored), bankAccount: '6228 4800 1234 5678' }, stored, 1, fine).bankAccount).toBe(
      '6228480012345678',
    );
    expect(toBody(toDraft(stored), stored, 1, fine).bankAccount).toBeNull();
  });

  it('saves the rest when one field is wrong', () => {
    const draft = { ...toDraft(stored), baseMu: '约一百', bankAccount: '6228', village: '赵家村' };
    expect(muProblem(draft.baseMu)?.message).toContain('请填写整数');
    expect(toBody(draft, stored, 1, new Set(['bankAccount']))).toMatchObject({
      baseMu: 120,
      bankAccount: null,
      village: '赵家村',
    });
    expect(toBody({ ...draft, baseMu: '-5' }, stored, 1, new Set(['baseMu']))).toMatchObject({ baseMu: 120 });
  });
});

describe('credit code while it is typed', () => {
  it('names the letter that cannot stand in it', () => {
    expect(creditCodeProblem('9162O')).toContain('“O”');
    expect(creditCodeProblem('91620000ma71abcd1x')).toBe('');
  });
  it('counts what is too much', () => {
    expect(creditCodeProblem('9'.repeat(20))).toContain('多了 2 位');
  });
});

describe('term of a licence', () => {
  it('warns thirty days ahead and is red from the day after', () => {
    expect(licenceTerm({ validTo: null }, '2026-11-22').state).toBe('ok');
    expect(licenceTerm({ validTo: '2026-12-23' }, '2026-11-22').state).toBe('ok');
    expect(licenceTerm({ validTo: '2026-12-22' }, '2026-11-22')).toMatchObject({ state: 'near' });
    expect(licenceTerm({ validTo: '2026-11-22' }, '2026-11-22')).toEqual({ state: 'near', words: '今天到期' });
    expect(licenceTerm({ validTo: '2026-11-21' }, '2026-11-22').state).toBe('late');
  });
  it('counts days over the end of a year', () => {
    expect(daysUntil('2027-01-01', '2026-12-31')).toBe(1);
  });
});

describe('way into the platform', () => {
  it('stands at one stop, and behind all of them once admitted', () => {
    expect(journey('county_review').map((stop) => stop.state)).toEqual(['done', 'done', 'current', 'ahead', 'ahead']);
    expect(journey('admitted').every((stop) => stop.state === 'done')).toBe(true);
  });
});
