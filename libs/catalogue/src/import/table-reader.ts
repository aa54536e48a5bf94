import {
  type ColumnChoice,
  IMPORT_COLUMNS,
  IMPORT_KEY_COLUMNS,
  type ImportFileColumn,
  type TableReading,
} from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { namedAlike, type NamedTable, openNamedTable } from '@yigou/platform';
import { MAX_IMPORT_ROWS, REQUIRED_COLUMNS } from './columns';

/** A data row: its number as the spreadsheet shows it, and its cells by column name, as plain words. */
export interface TableRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<ImportFileColumn, string>>>;
  /** Columns whose number a spreadsheet has rounded. */
  readonly rounded: readonly ImportFileColumn[];
  readonly from1904: boolean;
}

/** The names that offices and other markets give to the columns. */
const OTHER_NAMES: Partial<Record<ImportFileColumn, readonly string[]>> = {
  统一社会信用代码: ['社会信用代码', '信用代码'],
  供应商: ['供应商名称', '企业名称', '单位名称'],
  产品: ['产品名称', '商品名称', '商品'],
  规格: ['产品规格', '商品规格', '包装规格'],
  单价元: ['单价', '价格', '销售价', '售价'],
  市场价元: ['市场价', '原价'],
  库存: ['库存数量', '数量'],
  净含量克: ['净含量', '净重克'],
  县代码: ['地区代码', '行政区划代码'],
  商家编码: ['自编码', '货号', '商品编码', 'SKU编码', '条码', '条形码', '商品条码'],
  价格说明: ['价格理由', '调价说明'],
};
const names = namedAlike<ImportFileColumn>([...IMPORT_COLUMNS, ...IMPORT_KEY_COLUMNS]);
for (const [column, others] of Object.entries(OTHER_NAMES) as [ImportFileColumn, readonly string[]][])
  names[column] = [column, ...others];

/** Where a file of products lies, and which of its columns its sender says are which. */
export interface ProductsFile {
  readonly path: string;
  readonly columns?: readonly ColumnChoice[];
}

/** The table of a .csv or .xlsx file, told apart by content. Throws `import_file_invalid` with `details.reason`, and `details.reading` where a header was found. To be closed. */
export const openProducts = ({ path, columns = [] }: ProductsFile): Promise<NamedTable<ImportFileColumn>> =>
  openNamedTable(path, { names, required: REQUIRED_COLUMNS, mapping: columns });

/** The data rows of a file. Rows without text, titles, hints and sums are left out. Throws as {@link openProducts}. */
export async function* readTable(file: ProductsFile): AsyncGenerator<TableRow> {
  const table = await openProducts(file);
  try {
    for await (const { row, cell, rounded, from1904 } of table.rows())
      yield {
        row,
        rounded,
        from1904,
        cells: Object.fromEntries(table.found.map(({ column }) => [column, cell(column)])),
      };
  } finally {
    table.close();
  }
}

/** Counts the data rows of a file and says how it was understood. Throws as {@link openProducts}, and `import_too_large`. */
export async function surveyTable(
  file: ProductsFile,
): Promise<{ readonly rows: number; readonly reading: TableReading }> {
  const table = await openProducts(file);
  try {
    let rows = 0;
    for await (const _row of table.rows()) {
      rows += 1;
      if (rows > MAX_IMPORT_ROWS) throw new DomainError('import_too_large');
    }
    return { rows, reading: table.reading() };
  } finally {
    table.close();
  }
}

/** Whether the file can be read at all and has the columns: reads the first data row. Throws `import_file_invalid`. */
export async function assertTable(file: ProductsFile): Promise<void> {
  for await (const _row of readTable(file)) return;
}
