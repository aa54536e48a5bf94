import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { piecesOf, readBulkList } from './read-bulk-list';

const read = (text: string) => readBulkList(Buffer.from(text));
const refusal = (code: string, reason?: string) =>
  expect.objectContaining({ code, ...(reason ? { details: { reason } } : {}) });

describe('a list of goods', () => {
  it('is read as it is copied out of a spreadsheet, without a header: name, SKU, quantity', async () => {
    expect(await read('小米\t500克/袋\t1,200\n\n 高山　绿茶 \t２０\n红枣 5\n')).toMatchObject([
      { row: 1, name: '小米', sku: '500克/袋', quantity: 1_200 },
      { row: 3, name: '高山 绿茶', sku: '', quantity: 20 },
      { row: 4, name: '红枣', sku: '', quantity: 5 },
    ]);
  });

  it('is read by its header, in any order of columns, with what else stands there left alone', async () => {
    expect(await read('序号,数量（件）,商品名称,货号\n1,3,小米,XM-１\n')).toMatchObject([
      { row: 2, code: 'XM-1', name: '小米', sku: '', quantity: 3 },
    ]);
  });

  it('is read again out of the file of refused lines, whose codes and formulas are guarded', async () => {
    const file = '\uFEFF"编码","商品","数量","原因"\r\n"=""6901234567890""","小米","2","x"\r\n"","\'=红枣","3","x"\r\n';
    expect(await read(file)).toMatchObject([
      { code: '6901234567890', name: '小米', quantity: 2 },
      { code: '', name: '=红枣', quantity: 3 },
    ]);
  });

  it('is read in the encoding that Excel writes in Chinese', async () => {
    // 商品,数量 / 小米,2 in GB 18030.
    const gbk = Buffer.from('c9ccc6b72ccafdc1bf0ad0a1c3d72c320a', 'hex');
    expect(await readBulkList(gbk)).toMatchObject([{ row: 2, name: '小米', quantity: 2 }]);
  });

  it('is read out of a workbook, where a formula is its stored result and in text only text', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('清单').addRows([
      ['商品', '数量'],
      ['小米', { formula: '1+1', result: 2 }],
      ['=HYPERLINK("x")', '=1+1'],
    ]);
    expect(await readBulkList(Buffer.from(await book.xlsx.writeBuffer()))).toMatchObject([
      { name: '小米', quantity: 2 },
      { name: '=HYPERLINK("x")', quantity: null, written: '=1+1' },
    ]);
  });

  it('says what is missing, and reads no more than it takes', async () => {
    await expect(read('\n \n')).rejects.toEqual(refusal('spreadsheet_invalid', '清单里没有商品。'));
    await expect(read('商品,规格\n小米,袋\n')).rejects.toEqual(refusal('spreadsheet_invalid', '第一行缺少列：数量。'));
    await expect(read('规格,数量\n袋,1\n')).rejects.toEqual(
      refusal('spreadsheet_invalid', '第一行缺少列：商品名称或编码。'),
    );
    await expect(readBulkList(Buffer.from([0, 159, 146, 150]))).rejects.toEqual(refusal('spreadsheet_invalid'));
    await expect(read(`商品,数量\n${'小米,1\n'.repeat(100_001)}`)).rejects.toMatchObject({
      code: 'import_too_large',
      message: '清单超过 500 行，没有读取，请拆分后再传。',
    });
    expect(await read(`商品,数量\n${'小米,1\n'.repeat(500)}`)).toHaveLength(500);
  });

  it.each([
    ['20', 20],
    ['２０', 20],
    ['￥1,200', 1_200],
    ['1，200 ', 1_200],
    ['20.0', 20],
    ['9999', 9_999],
    ['10000', null],
    ['0', null],
    ['-1', null],
    ['1.5', null],
    ['20袋', null],
    ['1e3', null],
    ['', null],
  ])('takes %j for %j pieces', (written, pieces) => {
    expect(piecesOf(written)).toBe(pieces);
  });
});
