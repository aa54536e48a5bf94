import { describe, expect, it } from '@jest/globals';
import { addressTemplate } from './address-template';
import { readAddresses } from './read-addresses';

const HEAD = '姓名,手机号,地区,地址,份数';
const csv = (...rows: string[]) => Buffer.from([HEAD, ...rows].join('\n'));
const problems = async (...rows: string[]) => (await readAddresses(csv(...rows))).map((row) => row.problems);

describe('a list of addresses', () => {
  it('is read with its columns in any order, in UTF-8 and as Excel writes Chinese', async () => {
    // “姓名,电话,详细地址” and one row, in GB 18030.
    const gbk = Buffer.from(
      'd0d5c3fb2cb5e7bbb02ccfeacfb8b5d8d6b70ad5c5c8fd2c31333930303030303030312cb1b1bea9cad0b6abb3c7c7f8b0b2b6a8c3c5c4dab4f3bdd631bac5',
      'hex',
    );
    expect(await readAddresses(gbk)).toMatchObject([
      { row: 2, addressee: { name: '张三', phone: '13900000001', address: '北京市东城区安定门内大街1号', packs: 1 } },
    ]);
    expect(await readAddresses(csv('李四,+86 139-0000-0002,北京市东城区,安定门 2 号,3'))).toMatchObject([
      { addressee: { phone: '13900000002', address: '北京市东城区 安定门 2 号', packs: 3 } },
    ]);
    // What only keeps a spreadsheet from taking a number for one is no formula.
    expect(await readAddresses(csv('王五,"=""13900000003""",,安定门 3 号,\'2'))).toMatchObject([
      { addressee: { phone: '13900000003', packs: 2 } },
    ]);
  });

  it('says of each row what is wrong with it', async () => {
    expect(
      await problems(
        '张三,12345,,安定门 1 号,1',
        ',13900000001,,安定门 1 号,1',
        '李四,13900000002,,门,1',
        '王五,13900000003,,安定门 1 号,0',
        '赵六,13900000004,,安定门 1 号,1.5',
        '=HYPERLINK("x"),13900000005,,安定门 1 号,1',
      ),
    ).toEqual([
      ['电话：请填写 11 位手机号、带区号的固定电话或 400 电话'],
      ['姓名：请填写，最多 30 个字'],
      ['地址：请填写完整，最多 200 个字'],
      ['份数：应为 1 至 999 的整数'],
      ['份数：应为 1 至 999 的整数'],
      ['不能是公式'],
    ]);
  });

  it('names who stands there twice with the row of before', async () => {
    expect(
      await problems(
        '张三,13900000001,,安定门 1 号,1',
        '张三,13900000001,,另一处 9 号,1',
        '小张,13900000001,,安定门 1 号,1',
        '小张,13900000001,,还有一处 3 号,1',
      ),
    ).toEqual([[], ['与第 2 行重复，请合并份数'], ['与第 2 行重复，请合并份数'], ['与第 4 行重复，请合并份数']]);
  });

  it('is refused without its columns, without people, and as something else', async () => {
    await expect(readAddresses(Buffer.from('姓名,地址\n张三,某处'))).rejects.toMatchObject({
      code: 'spreadsheet_invalid',
      details: { reason: '第一行缺少列：手机号。' },
    });
    await expect(readAddresses(csv())).rejects.toMatchObject({ code: 'spreadsheet_invalid' });
    await expect(readAddresses(Buffer.from([0, 1, 2, 0xff]))).rejects.toMatchObject({ code: 'spreadsheet_invalid' });
    await expect(readAddresses(await addressTemplate())).rejects.toMatchObject({
      details: { reason: '表格里没有收件人。' },
    });
  });

  it('of 100,001 people is refused', async () => {
    const rows = Array.from(
      { length: 100_001 },
      (_, at) => `人${at},139${String(at).padStart(8, '0')},,安定门 ${at} 号`,
    );
    await expect(readAddresses(csv(...rows))).rejects.toMatchObject({ code: 'import_too_large' });
  });
});
