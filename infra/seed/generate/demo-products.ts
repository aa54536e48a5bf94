// Demo products: each of the counties gets a few that could come from there. Everything about them is generated, and says so.
import { categoryName } from './categories.ts';
import type { County } from './county.ts';
import { shortName } from './county.ts';
import type { ImportRow } from './import-row.ts';
import { ALL_DEMO, CERTIFICATE_LEVELS, CHANNELS, LIST_SEPARATOR, MECHANISMS, yuan } from './import-row.ts';
import type { Produce } from './produce.ts';
import { BENCH_PRODUCE, BENCH_WORD, growsIn, PRODUCE } from './produce.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';

const BENCH_MATCHES = 250;
const ONE_MATCHES_IN = 40;
/** How many of `count` products of the benchmark carry {@link BENCH_WORD}: what there is of a word grows with the catalogue. */
export const benchMatches = (count: number): number =>
  Math.min(count, Math.max(BENCH_MATCHES, Math.floor(count / ONE_MATCHES_IN)));

const SOURCE = '系统生成的演示数据';

/** Fewest and most products per county. */
export interface PerCounty {
  min: number;
  max: number;
}

interface DemoSupplier {
  name: string;
  kind: string;
}

interface DemoProduct {
  county: County;
  supplier: DemoSupplier;
  name: string;
  produce: Produce;
  certificate: string;
  random: Random;
}

const SUPPLIER_FORMS: readonly [label: string, kind: string][] = [
  ['示范种养专业合作社', '合作社'],
  ['示范家庭农场', '家庭农场'],
  ['示范扶贫车间', '扶贫车间'],
  ['示范村集体经济组织', '村集体'],
];

/** Crafts come from a workshop; the first supplier of every county is a cooperative. */
function supplierOf(county: County, produce: Produce, random: Random): DemoSupplier {
  const craft = produce.category === 'textiles' || produce.category === 'weaving';
  const [label, kind] = SUPPLIER_FORMS[craft ? 2 : random.next() < 0.7 ? 0 : random.int(1, 3)] ?? ['', ''];
  return { name: `${county.name}${label}（演示）`, kind };
}

function produceFor(county: County, count: number, random: Random): Produce[] {
  const local = PRODUCE.filter((produce) => growsIn(produce, county.code));
  // Variety first: no two of a county's products from one category, as long as its province grows enough.
  const chosen: Produce[] = [];
  for (let tries = 0; chosen.length < count && tries < 200; tries += 1) {
    const produce = random.pick(local);
    if (!chosen.some((other) => other.category === produce.category)) chosen.push(produce);
  }
  return chosen;
}

const certificateNumber = (county: County, running: number): string =>
  `演示-${county.code}-${String(running).padStart(4, '0')}`;

/** Dates in 2025, by a day of the year, so that a term has begun wherever the demo runs. */
function term(random: Random): { from: string; to: string } {
  const month = String(random.int(1, 12)).padStart(2, '0');
  const day = String(random.int(1, 28)).padStart(2, '0');
  return { from: `2025-${month}-${day}`, to: `2030-${month}-${day}` };
}

/** 500 → 500g, 2500 → 2.5kg */
const weight = (grams: number): string => (grams < 1000 ? `${grams}g` : `${grams / 1000}kg`);

/** A price as people write one: .8 or whole yuan. Fen. */
function shelfPrice(fen: number): number {
  return fen < 2000 ? Math.round(fen / 10) * 10 : Math.max(100, Math.round(fen / 100) * 100 - 20);
}

function stockOf(random: Random): number {
  const chance = random.next();
  if (chance < 0.02) return 0;
  if (chance < 0.08) return random.int(3, 15);
  return random.int(8, 160) * 10;
}

function description(county: County, produce: Produce): string {
  const keeping = produce.keeps === '长期' ? '可长期存放' : `保质期${produce.keeps}`;
  return `演示商品：${shortName(county.name)}${produce.name}，${produce.storage}保存，${keeping}。企业、证书和价格均为演示，不对应真实商品。`;
}

interface Sku {
  spec: string;
  grams: number;
  priceFen: number;
  marketFen: number | null;
}

function skusOf({ produce, random }: DemoProduct, most: number): Sku[] {
  const chance = random.next();
  const count = Math.min(most, chance < 0.6 ? 1 : chance < 0.92 ? 2 : 3);
  const [min, max] = produce.fenPer500g;
  const base = min + (max - min) * random.next();
  const variants = produce.grams.flatMap((grams, size) =>
    produce.grades.map((grade, at) => ({ grams, size, grade, at })),
  );
  return random.sample(variants, count).map(({ grams, size, grade, at }) => {
    // A better grade costs more, a bigger pack a little less per 500 g.
    const per500g = base * (1 + 0.12 * at) * (1 - 0.04 * size);
    const priceFen = shelfPrice((per500g * grams) / 500);
    const marketFen = random.next() < 0.4 ? shelfPrice(priceFen * (1.08 + 0.15 * random.next())) : null;
    return { spec: `${grade} ${weight(grams)}/${produce.unit}`, grams, priceFen, marketFen };
  });
}

function* rowsOf(product: DemoProduct, mostSkus: number): Generator<ImportRow> {
  const { county, supplier, produce, random } = product;
  const skus = skusOf(product, mostSkus);
  const households = random.int(12, 320);
  const { from, to } = term(random);
  const common = {
    带动户数: String(households),
    带动人数: String(Math.round(households * (2.6 + random.next()))),
    带贫机制: random.sample(MECHANISMS, random.int(1, 3)).join(LIST_SEPARATOR),
    渠道: random.sample(CHANNELS, random.int(2, 4)).join(LIST_SEPARATOR),
    认定层级: random.pick(CERTIFICATE_LEVELS),
  };
  for (const sku of skus) {
    yield {
      省份: county.province,
      地市: county.prefecture,
      县: county.name,
      县代码: county.code,
      供应商: supplier.name,
      统一社会信用代码: '',
      供应商类型: supplier.kind,
      产品: product.name,
      分类: categoryName(produce.category),
      规格: sku.spec,
      净含量克: String(sku.grams),
      单价元: yuan(sku.priceFen),
      市场价元: sku.marketFen === null ? '' : yuan(sku.marketFen),
      库存: String(stockOf(random)),
      证书编号: product.certificate,
      有效期起: from,
      有效期止: to,
      描述: description(county, produce),
      演示: ALL_DEMO,
      来源: SOURCE,
      ...common,
    };
  }
}

/** Rows of a few demo products for each county, in the order of the counties. */
export function* demoProducts(
  counties: Iterable<County>,
  perCounty: PerCounty = { min: 2, max: 4 },
): Generator<ImportRow> {
  for (const county of counties) {
    const random = randomOf(county.code);
    const chance = random.next();
    const wanted = chance < 0.55 ? 0 : chance < 0.87 ? 1 : 2;
    const count = Math.min(perCounty.max, perCounty.min + wanted);
    let running = 0;
    for (const produce of produceFor(county, count, random)) {
      running += 1;
      yield* rowsOf(
        {
          county,
          supplier: supplierOf(county, produce, random),
          name: `${shortName(county.name)}${produce.name}`,
          produce,
          certificate: certificateNumber(county, running),
          random,
        },
        3,
      );
    }
  }
}

/** Words that make a name different where a county sells the same produce more than once. */
const VARIANTS = ['', '高山', '农家', '新季', '精选', '林下', '生态园', '合作社自产'];

/**
 * Exactly `count` products with one SKU each, spread over the counties; {@link benchMatches} of them carry {@link BENCH_WORD}. Certificate numbers start at 9000 so as not to meet the demo ones.
 */
export function* benchProducts(counties: readonly County[], count: number): Generator<ImportRow> {
  const every = Math.max(1, Math.floor(count / benchMatches(count)));
  for (let index = 0; index < count; index += 1) {
    const county = counties[index % counties.length];
    if (!county) throw new Error('no counties');
    const round = Math.floor(index / counties.length);
    const matches = index % every === 0 && index / every < benchMatches(count);
    const produce = matches ? BENCH_PRODUCE : PRODUCE[(round + index * 7) % PRODUCE.length];
    if (!produce) throw new Error(`no produce at ${index}`);
    const random = randomOf(`bench ${index}`);
    const variant = VARIANTS[round % VARIANTS.length] ?? '';
    const batch = round < VARIANTS.length ? '' : `${Math.floor(round / VARIANTS.length) + 1}号`;
    yield* rowsOf(
      {
        county,
        supplier: { name: `${county.name}${SUPPLIER_FORMS[0]?.[0]}（演示）`, kind: '合作社' },
        name: `${shortName(county.name)}${variant}${batch}${produce.name}`,
        produce,
        certificate: certificateNumber(county, 9000 + round),
        random,
      },
      1,
    );
  }
}

export { BENCH_WORD };
