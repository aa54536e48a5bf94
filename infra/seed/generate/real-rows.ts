// Published rows as import rows. What was published goes in as it stands; what the importer needs beyond it is filled with
// demo values, and the column 演示 names each field so filled. Optional fields that were not published stay empty.
import { categoryName } from './categories.ts';
import type { County } from './county.ts';
import type { ImportColumn, ImportRow } from './import-row.ts';
import { IMPORT_COLUMNS, LIST_SEPARATOR, yuan } from './import-row.ts';

/** A row of certified-products.csv or price-list-wufeng.csv. */
export interface PublishedRow {
  province: string;
  city: string;
  county: string;
  supplier: string;
  product: string;
  spec: string;
  unit_price_yuan: string;
  annual_supply: string;
  value_yuan: string;
  households: string;
  people: string;
  source_url: string;
  market_price_yuan?: string;
}

/** The category of each published product, and the demo SKU of one whose pack and price were not published. */
interface Mapping {
  category: string;
  demo: { spec: string; grams: number; priceFen: number } | null;
}

const TEA_TIN = { spec: '100g/罐', grams: 100 };

const MAPPINGS: Readonly<Record<string, Mapping>> = {
  百香果: { category: 'tropical-fruit', demo: { spec: '2.5kg/箱', grams: 2500, priceFen: 3980 } },
  薄沙茶: { category: 'green-tea', demo: { ...TEA_TIN, priceFen: 5800 } },
  五里路绿茶: { category: 'green-tea', demo: { ...TEA_TIN, priceFen: 5800 } },
  白茶: { category: 'green-tea', demo: { ...TEA_TIN, priceFen: 6800 } },
  绿茶: { category: 'green-tea', demo: { ...TEA_TIN, priceFen: 4800 } },
  泾渭茯茶: { category: 'dark-tea', demo: { spec: '400g/片', grams: 400, priceFen: 8800 } },
  采花毛尖: { category: 'green-tea', demo: null },
  五峰毛尖: { category: 'green-tea', demo: null },
  头采春芽: { category: 'green-tea', demo: null },
};

/** Two-digit prefixes, for the row whose origin was published no closer than the province. */
const PROVINCE_CODES: Readonly<Record<string, string>> = { 陕西省: '610000' };

const DEMO_STOCK = '200';
const DEMO_TERM = { from: '2025-01-01', to: '2030-01-01' };

/** Net weight in grams as the spec states it: 净含量200g, 100克/罐. */
export function gramsOf(spec: string): number | null {
  const match = /净含量\s*(\d+)\s*(?:g|克)/.exec(spec) ?? /^(\d+)\s*(?:g|克)/.exec(spec);
  return match?.[1] === undefined ? null : Number(match[1]);
}

const emptyRow = (): ImportRow =>
  Object.fromEntries(IMPORT_COLUMNS.map((column) => [column, ''])) as unknown as ImportRow;

/** The kind that the published name itself states. */
function supplierKind(name: string): string {
  return name.includes('合作社') ? '合作社' : '企业';
}

interface Place {
  prefecture: string;
  code: string;
}

function placeOf(row: PublishedRow, counties: readonly County[]): Place {
  if (row.county === '') return { prefecture: row.city, code: PROVINCE_CODES[row.province] ?? '' };
  const found = counties.find((county) => county.province === row.province && county.name === row.county);
  if (!found) throw new Error(`${row.province}${row.county} is not one of the listed counties`);
  return { prefecture: found.prefecture, code: found.code };
}

/** Collects the cells of a row and remembers which of them are demo values. */
class RowBuilder {
  private readonly cells: Partial<ImportRow> = {};
  private readonly filled: ImportColumn[] = [];

  published(column: ImportColumn, text: string): void {
    this.cells[column] = text;
  }

  demo(column: ImportColumn, text: string): void {
    this.cells[column] = text;
    this.filled.push(column);
  }

  /** The published text, or else the demo one. */
  either(column: ImportColumn, published: string, demo: string): void {
    if (published !== '') this.published(column, published);
    else this.demo(column, demo);
  }

  row(): ImportRow {
    return { ...emptyRow(), ...this.cells, 演示: this.filled.join(LIST_SEPARATOR) };
  }
}

function describe(row: PublishedRow): string {
  const parts = [`据公开资料整理：${row.province}${row.county}${row.product}。`];
  if (row.county === '') parts.push('公开资料未载明产地县。');
  if (row.value_yuan !== '') parts.push(`公布的商品价值量为${Number(row.value_yuan) / 10_000}万元。`);
  parts.push('标注“演示”的字段未公布，系统以演示值补齐。');
  return parts.join('');
}

function convert(row: PublishedRow, counties: readonly County[], running: number): ImportRow {
  const mapping = MAPPINGS[row.product];
  if (!mapping) throw new Error(`no category is mapped for ${row.product}`);
  const { prefecture, code } = placeOf(row, counties);
  const build = new RowBuilder();
  build.published('省份', row.province);
  build.published('地市', prefecture);
  build.published('县', row.county);
  build.published('县代码', code);
  build.either('供应商', row.supplier, `${row.county || row.province}供应商未公布（演示）`);
  build.published('统一社会信用代码', '');
  build.either('供应商类型', row.supplier === '' ? '' : supplierKind(row.supplier), '企业');
  build.published('产品', row.product);
  build.published('分类', categoryName(mapping.category));
  fillSku(build, row, mapping);
  build.demo('库存', DEMO_STOCK);
  build.demo('证书编号', `演示-${code}-8${String(running).padStart(3, '0')}`);
  build.demo('认定层级', '县级');
  build.demo('有效期起', DEMO_TERM.from);
  build.demo('有效期止', DEMO_TERM.to);
  build.published('带动户数', row.households);
  build.published('带动人数', row.people);
  build.published('带贫机制', '');
  build.published('渠道', '');
  build.published('描述', describe(row));
  build.published('来源', row.source_url);
  return build.row();
}

function fillSku(build: RowBuilder, row: PublishedRow, { demo }: Mapping): void {
  const grams = gramsOf(row.spec);
  build.either('规格', row.spec, demo?.spec ?? '');
  build.either('净含量克', grams === null ? '' : String(grams), demo ? String(demo.grams) : '');
  build.either('单价元', row.unit_price_yuan, demo ? yuan(demo.priceFen) : '');
  build.published('市场价元', row.market_price_yuan ?? '');
}

/** The published rows in their order; rows of one product share its demo certificate number. */
export function realRows(rows: readonly PublishedRow[], counties: readonly County[]): ImportRow[] {
  const numbers = new Map<string, number>();
  return rows.map((row) => {
    const product = [row.province, row.county, row.supplier, row.product].join('/');
    const running = numbers.get(product) ?? numbers.size + 1;
    numbers.set(product, running);
    return convert(row, counties, running);
  });
}
