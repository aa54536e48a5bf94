import { COLUMN_TITLES } from './read-addresses';

/** The empty .xlsx to fill in. Phone numbers are text there: a spreadsheet would round them. */
export async function addressTemplate(): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('收件名单', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMN_TITLES.map((header) => ({
    header,
    width: header === '地址' ? 48 : 16,
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  return Buffer.from(await book.xlsx.writeBuffer());
}
