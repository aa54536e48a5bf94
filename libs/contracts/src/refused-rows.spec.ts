import { describe, expect, it } from '@jest/globals';
import { looksRounded, plainWords } from './plain-text';
import { refusedLine, refusedRowsCsv } from './refused-rows';

describe('rows that were not accepted, as a file', () => {
  it.each([
    ['=cmd|calc', "'=cmd|calc"],
    ['＝A1', "'＝A1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['+x', "'+x"],
    ['-x', "'-x"],
    ['-5', '="-5"'],
    ['522121199001011234', '="522121199001011234"'],
    ['00123', '="00123"'],
    ['3-5', '="3-5"'],
    ['1/2', '="1/2"'],
    ['2025-01-31', '="2025-01-31"'],
    ['1,239.80', '="1,239.80"'],
    ['12E5', '="12E5"'],
    ['39.80', '39.80'],
    ['500g×2', '500g×2'],
    ["say 'x'", "say 'x'"],
    ['', ''],
  ])(
    'keeps %j as it is: nothing runs, no spreadsheet makes another of it, and it is read again as it was',
    (cell, kept) => {
      expect(refusedLine([cell])).toBe(`"${kept.replaceAll('"', '""')}"\r\n`);
      expect(plainWords(kept)).toBe(cell);
    },
  );

  it('leaves a number that was rounded one that is refused again', () => {
    expect(refusedLine(['5.22121E+17'])).toBe('"=""5.22121E+17"""\r\n');
    expect(looksRounded('="5.22121E+17"')).toBe(true);
  });

  it('is written with its mark, the names of the columns and a reason for each row', () => {
    expect(refusedRowsCsv(['=甲', '乙'], [{ cells: ['一'], reason: '乙：没有' }])).toBe(
      '\uFEFF"\'=甲","乙","原因"\r\n"一","","乙：没有"\r\n',
    );
  });
});
