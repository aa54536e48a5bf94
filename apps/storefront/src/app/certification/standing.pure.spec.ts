import { describe, expect, it } from '@jest/globals';
import type { CertificateView } from '@yigou/contracts';
import { certificateTimeline, marketDay, saleStop, sinceWords, standingOf } from './standing';

const certificate: CertificateView = {
  number: 'FP621122202700000019',
  version: 1,
  productName: '小米',
  supplierName: '合作社',
  county: null,
  level: 'county',
  status: 'valid',
  worth: 'valid',
  validFrom: '2026-01-01',
  validTo: '2027-12-31',
  households: 12,
  people: 40,
  mechanisms: [],
  sourceUrl: null,
  demo: false,
  demoFields: [],
};

describe('the standing of a certificate', () => {
  it('holds on the last day of its term and not on the next', () => {
    expect(standingOf(certificate, '2027-12-31').word).toBe('有效');
    expect(standingOf(certificate, '2028-01-01').word).toBe('已到期');
  });

  it('names the supplier where that is why it is worth nothing', () => {
    const standing = standingOf({ ...certificate, status: 'suspended', worth: 'supplier_frozen' }, '2027-03-01');
    expect(standing).toMatchObject({ word: '暂停效力', tone: 'wait' });
    expect(standing.text).toContain('供应商已冻结');
    expect(standingOf({ ...certificate, worth: 'supplier_blacklisted' }, '2027-03-01')).toMatchObject({ tone: 'bad' });
  });

  it('reads the day in China', () => {
    expect(marketDay('2027-12-31T16:00:00Z')).toBe('2028-01-01');
  });

  it('says since when', () => {
    const page = { certificate, statusSince: '2027-02-01T02:00:00Z', checkedAt: '2027-03-01T02:00:00Z' };
    expect(sinceWords(page)).toBe('有效期至2027年12月31日');
    expect(sinceWords({ ...page, certificate: { ...certificate, status: 'suspended', worth: 'suspended' } })).toBe(
      '自2027年2月1日起',
    );
  });

  it('never calls one that was made up valid, whatever of it was', () => {
    for (const demoFields of [['全部'], ['证书编号', '有效期止']]) {
      const demo = { ...certificate, demo: true, demoFields };
      const standing = standingOf(demo, '2027-03-01');
      expect(standing).toMatchObject({ name: '演示证书', word: '', tone: 'demo' });
      expect(standing.icon).not.toMatch(/check|seal/);
      expect(standing.text).toContain('不是任何机构签发的真实证书');
      const page = { certificate: demo, statusSince: '2027-02-01T02:00:00Z', checkedAt: '2027-03-01T02:00:00Z' };
      expect(sinceWords(page)).toBe('演示有效期至2027年12月31日');
      expect(standingOf({ ...demo, worth: 'suspended' }, '2027-03-01')).toMatchObject({
        name: '演示证书',
        word: '已暂停',
        tone: 'wait',
      });
    }
    expect(standingOf(certificate, '2027-03-01')).toMatchObject({ name: '认定证书', word: '有效', tone: 'good' });
  });

  it('marks what took it away, newest first', () => {
    const entries = certificateTimeline([
      { at: '2027-01-01T00:00:00Z', action: 'issue', from: null, to: 'valid', reason: '' },
      { at: '2027-02-01T00:00:00Z', action: 'suspend', from: 'valid', to: 'suspended', reason: '抽查不合格' },
    ]);
    expect(entries.map(({ title, mark }) => [title, mark])).toEqual([
      ['暂停', 'bad'],
      ['发证', 'past'],
    ]);
  });
});

describe('why something cannot be bought', () => {
  it('names the certificate where it is the reason', () => {
    expect(saleStop({ ...certificate, status: 'suspended', worth: 'suspended' }, '2027-03-01').text).toContain(
      '已暂停',
    );
    expect(saleStop(certificate, '2028-03-01').text).toContain('已到期');
  });

  it('otherwise says that it is off the shelf', () => {
    expect(saleStop(certificate, '2027-03-01').title).toBe('已下架');
    expect(saleStop(null, '2027-03-01').title).toBe('已下架');
  });
});
