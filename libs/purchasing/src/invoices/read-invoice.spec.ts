import { describe, expect, it } from '@jest/globals';
import { eInvoice } from '../testing/e-invoice';
import { readInvoice } from './read-invoice';

const SAID = {
  number: '26642000000012345678',
  issuedOn: '2026-11-20',
  amount: '1234.50',
  sellerCode: '91640422MA00000000',
  buyerCode: '12640422MB00000000',
};
const read = (said: Partial<typeof SAID> = {}) => readInvoice(Buffer.from(eInvoice({ ...SAID, ...said })));

describe('the XML of a 数电票', () => {
  it('is read: number, day, sum in fen, both parties', () => {
    expect(read()).toEqual({
      number: SAID.number,
      issuedOn: '2026-11-20',
      amountFen: 123_450,
      sellerCode: SAID.sellerCode,
      sellerName: '西吉县农民合作社',
      buyerCode: SAID.buyerCode,
      buyerName: '某某县第一小学',
    });
  });

  it.each([
    ['100', 10_000],
    ['0.5', 50],
    ['9999999999.99', 999_999_999_999],
    ['-20.00', null],
    ['1e3', null],
    ['1.234', null],
    ['12345678901', null],
  ])('says %s yuan as %s fen', (amount, fen) => {
    expect(read({ amount })?.amountFen).toBe(fen);
  });

  it('is read as far as it can be: a day that is none is null', () => {
    expect(read({ issuedOn: '2026-02-30' })).toMatchObject({ number: SAID.number, issuedOn: null });
  });

  it.each([
    ['another document', '<Invoice><Number>1</Number></Invoice>'],
    ['a number that is none', eInvoice({ ...SAID, number: '12' })],
    ['no XML', '%PDF-1.7'],
    ['a document type', `<!DOCTYPE EInvoice SYSTEM "http://127.0.0.1/x">${eInvoice(SAID).split('?>')[1]}`],
  ])('is not read from %s', (_, source) => {
    expect(readInvoice(Buffer.from(source))).toBeNull();
  });
});
