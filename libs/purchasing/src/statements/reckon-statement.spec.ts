import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contentOf, sameFigures } from './reckon-statement';

const FOUND = { unitName: '第一小学', supplierName: '惠民合作社', beforeFen: 500, confirmedFen: null };
const entry = (amountFen: number) => ({ on: '2026-10-10', kind: 'order', orderNumber: 'YG1', amountFen }) as const;
const invoice = { on: '2026-10-12', kind: 'recorded', number: '1'.repeat(20), amountFen: 70 } as const;

describe('a statement of account', () => {
  it('begins with what was open, numbers its lines through, and ends with what is owed', () => {
    const content = contentOf('2026-10-01', { ...FOUND, entries: [entry(100), entry(-30)], invoices: [invoice] });
    expect(content).toMatchObject({ month: '2026-10', openingFen: 500, closingFen: 570 });
    expect([...content.entries, ...content.invoices].map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('begins with what both confirmed, and names what was booked before it since', () => {
    const content = contentOf('2026-10-01', { ...FOUND, confirmedFen: 800, entries: [entry(100)], invoices: [] });
    expect(content).toMatchObject({ openingFen: 800, closingFen: 600 });
    expect(content.entries[0]).toEqual({
      line: 1,
      on: '2026-10-01',
      kind: 'adjustment',
      orderNumber: '',
      amountFen: -300,
    });
  });

  it('ends where everything that was ever booked ends, whatever was confirmed', () => {
    const fen = fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(fen, fc.option(fen), fc.array(fen), (beforeFen, confirmedFen, amounts) => {
        const found = { ...FOUND, beforeFen, confirmedFen, entries: amounts.map(entry), invoices: [] };
        const { closingFen } = contentOf('2026-10-01', found);
        expect(closingFen).toBe(amounts.reduce((sum, amount) => sum + amount, beforeFen));
      }),
    );
  });

  it('is the same under another name, and another with another figure', () => {
    const of = (change: object) =>
      JSON.stringify(contentOf('2026-10-01', { ...FOUND, entries: [entry(100)], invoices: [invoice], ...change }));
    expect(sameFigures(of({}), of({ unitName: '第一实验小学' }))).toBe(true);
    for (const change of [{ beforeFen: 501 }, { entries: [entry(101)] }, { invoices: [] }])
      expect(sameFigures(of({}), of(change))).toBe(false);
  });
});
