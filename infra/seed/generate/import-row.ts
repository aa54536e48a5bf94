// The product import file: one row is one SKU; rows with the same supplier, product and county are SKUs of one product.
// The order of the columns is the contract with the importer.

export const IMPORT_COLUMNS = [
  '省份',
  '地市',
  '县',
  '县代码',
  '供应商',
  '统一社会信用代码',
  '供应商类型',
  '产品',
  '分类',
  '规格',
  '净含量克',
  '单价元',
  '市场价元',
  '库存',
  '证书编号',
  '认定层级',
  '有效期起',
  '有效期止',
  '带动户数',
  '带动人数',
  '带贫机制',
  '渠道',
  '描述',
  '演示',
  '来源',
] as const;

export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/**
 * A row as text, the way a spreadsheet holds it. An empty cell was not published. 净含量克, 库存, 带动户数 and 带动人数 are
 * whole numbers, 单价元 and 市场价元 yuan with at most two decimals, dates are YYYY-MM-DD; 带贫机制, 渠道 and 演示 hold
 * several values, separated by {@link LIST_SEPARATOR}. 演示 names the columns that hold demo values, or {@link ALL_DEMO}.
 * 县代码 is a county code of GB/T 2260; where the published origin says no more than the province, it is the province's code.
 */
export type ImportRow = Record<ImportColumn, string>;

export const LIST_SEPARATOR = ';';

/** In 演示: the whole row is generated. */
export const ALL_DEMO = '全部';

/** Words of the closed lists, as libs/contracts labels them; a test holds the two together. */
export const MECHANISMS = ['订单生产', '土地流转', '就业务工', '生产托管', '股份合作', '资产租赁'] as const;
export const CHANNELS = ['进机关', '进高校', '进企业', '进园区', '进社区', '进商超', '进电商', '进深加工'] as const;
export const SUPPLIER_KINDS = ['合作社', '企业', '扶贫车间', '家庭农场', '村集体'] as const;
export const CERTIFICATE_LEVELS = ['国家级', '省级', '市级', '县级'] as const;

/** Fen as yuan without superfluous zeros: 1250 → 12.5, 1200 → 12. */
export function yuan(fen: number): string {
  const decimals = fen % 100 === 0 ? 0 : fen % 10 === 0 ? 1 : 2;
  return (fen / 100).toFixed(decimals);
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function* csvLines(rows: Iterable<ImportRow>): Generator<string> {
  yield `${IMPORT_COLUMNS.join(',')}\n`;
  for (const row of rows) yield `${IMPORT_COLUMNS.map((column) => cell(row[column])).join(',')}\n`;
}
