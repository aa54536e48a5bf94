import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { readHouseholdSheet } from './household-sheet';
import { anIdentityNumber } from './testing';

const HEADER = ['户主姓名', '身份证号', '县代码', '乡镇', '村', '家庭人口', '类型'];
async function read(rows: readonly (readonly unknown[])[]) {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('表').addRows(rows.map((row) => [...row]));
  return (await readHouseholdSheet(Buffer.from(await book.xlsx.writeBuffer()))).rows.map(
    ({ rows: _numbers, ...row }) => row,
  );
}
const one = async (said: Record<number, unknown>) => {
  const row = Object.assign(['张三', anIdentityNumber(), '640422', '兴隆镇', '王河村', 4, '建档立卡户'], said);
  return (await read([HEADER, row]))[0];
};

describe('households as offices have them', () => {
  it('R: a number that was rounded is refused for that reason, whether its check digit holds or not', async () => {
    for (const number of [522_399_188_501_112_000, 522_399_188_808_015_000])
      expect(await one({ 1: number })).toMatchObject({
        household: null,
        problems: [expect.stringContaining('取整')],
      });
  });

  it('has numbers with blanks, invisible marks, in full width, and of a disability certificate; of fifteen digits it says what is needed', async () => {
    const number = anIdentityNumber();
    const wide = number.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const written = [`${number.slice(0, 6)} ${number.slice(6)}`, `\u200B${number}\u202C`, wide, `${number}43`];
    for (const said of written) expect((await one({ 1: said }))?.household?.idNumber).toBe(number);
    expect(await one({ 1: '640422000101001' })).toMatchObject({
      problems: [expect.stringMatching(/15 位.*18 位/)],
    });
  });

  it('has people with a unit, names filled up with blanks and with any dot; characters of one’s own making are refused', async () => {
    expect((await one({ 0: '张　三', 5: '5人' }))?.household).toMatchObject({ name: '张三', people: 5 });
    expect((await one({ 0: '阿卜杜•演示江　' }))?.household).toMatchObject({ name: '阿卜杜·演示江' });
    expect(await one({ 0: '张\uE000' })).toMatchObject({
      household: null,
      problems: [expect.stringContaining('造字')],
    });
    expect((await one({ 6: '脱贫不稳定户' }))?.household).toMatchObject({ status: 'monitored' });
  });

  it('with one row per person are one household each: by number, by the head’s name, or from head to head', async () => {
    const person = (number: string, name: string, relation: string, more: readonly string[] = []) => [
      number,
      name,
      anIdentityNumber(),
      relation,
      '640422',
      '兴隆镇',
      '王河村',
      '监测户',
      ...more,
    ];
    const header = ['户编号', '姓名', '身份证号码', '与户主关系', '县代码', '乡镇', '村', '户类型'];
    const families = [
      person('1', '张三', '户主'),
      person('1', '李四', '配偶'),
      person('1', '张小三', '之子'),
      person('2', '王五', '户主'),
      person('3', '赵六', '之女'),
    ];
    const summary = (rows: Awaited<ReturnType<typeof read>>) =>
      rows.map(({ row, household, people, problems }) => [row, household?.name ?? null, people, problems.length]);
    const expected = [
      [2, '张三', 3, 0],
      [5, '王五', 1, 0],
      [6, null, 1, 1],
    ];
    expect(summary(await read([header, ...families]))).toEqual(expected);
    const unnumbered = families.slice(0, 4).map(([, ...rest]) => rest);
    expect(summary(await read([header.slice(1), ...unnumbered]))).toEqual(expected.slice(0, 2));
    const named = families
      .slice(0, 4)
      .map(([number, ...rest]) => [number === '1' ? '张三' : '王五', ...rest])
      .toReversed();
    expect(summary(await read([['户主姓名', ...header.slice(1)], ...named]))).toMatchObject([
      [2, '王五', 1, 0],
      [5, '张三', 3, 0],
    ]);
  });
});
