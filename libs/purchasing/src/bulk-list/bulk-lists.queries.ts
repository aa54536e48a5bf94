import { Injectable } from '@nestjs/common';
import { type GoodsMatch, GoodsMatches, type MatchedGood, type OrderableSku } from '@yigou/catalogue';
import { BULK_OUTCOMES, bulkMinimum, type BulkOutcome, type RouteResponse } from '@yigou/contracts';
import { pricePer500g } from '@yigou/kernel';
import { Database } from '@yigou/platform';
import { readBulkList, type WrittenLine } from './read-bulk-list';

type List = RouteResponse<'checkBulkList'>;
type Line = List['lines'][number];
type Judged = Pick<Line, 'outcome' | 'reason'> & {
  readonly good: MatchedGood | null;
  readonly choices: readonly MatchedGood[];
};

/** Checks lists of goods that buyers send, before anything of them enters a requisition. */
@Injectable()
export class BulkLists {
  constructor(
    private readonly db: Database,
    private readonly goods: GoodsMatches,
  ) {}

  /** Three statements for a list of any length. Throws `spreadsheet_invalid`, `import_too_large`. */
  async check(file: Buffer): Promise<List> {
    const written = await readBulkList(file);
    const matches = await this.goods.find(this.db, written);
    const first = new Map<string, number>();
    const lines = written.map((line, at): Line => {
      const judged = judge(line, matches[at] ?? { exact: [], near: [] });
      const before = judged.outcome === 'ok' && judged.good ? first.get(judged.good.skuId) : undefined;
      if (judged.outcome === 'ok' && judged.good && before === undefined) first.set(judged.good.skuId, line.row);
      return lineOf(
        line,
        before === undefined
          ? judged
          : { ...judged, outcome: 'repeated', reason: `第 ${before} 行已有这个商品，请合并成一行。` },
      );
    });
    const count = (...outcomes: readonly BulkOutcome[]) =>
      lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const [ok, choose] = [count('ok'), count('choose')];
    return { lines, counts: { ok, choose, refused: lines.length - ok - choose } };
  }
}

/** What can be done with a line. */
function judge(line: WrittenLine, { exact, near }: GoodsMatch): Judged {
  const none = { good: null, choices: [] };
  const { quantity } = line;
  if (quantity === null) return { outcome: 'bad_quantity', reason: '数量应为 1 至 9,999 的整数。', ...none };
  const enough = (good: MatchedGood) => good.orderable && good.available >= quantity && quantity >= bulkMinimum(good);
  const [named, ...others] = exact.filter(enough);
  if (named && others.length === 0) return { outcome: 'ok', reason: '', good: named, choices: [] };
  const choices = exact.length > 0 ? exact.filter(enough) : near.filter(enough);
  if (choices.length > 0) {
    const reason = named ? '有几个同名的商品，请选一个。' : '没有同名的商品，这些比较接近，请选一个。';
    return { outcome: 'choose', reason, good: null, choices };
  }
  const good = exact.find(({ orderable }) => orderable) ?? exact.find(({ onSale }) => onSale) ?? exact[0];
  if (!good) return { outcome: 'not_found', reason: '没有这个商品，请核对名称、规格或编码。', ...none };
  const outcome = good.orderable
    ? quantity < bulkMinimum(good)
      ? 'below_minimum'
      : 'short'
    : good.onSale
      ? 'uncertified'
      : 'withdrawn';
  return { outcome, reason: reasonOf(outcome, good), good, choices: [] };
}

function reasonOf(outcome: BulkOutcome, good: MatchedGood): string {
  if (outcome === 'below_minimum') return `单位采购 ${bulkMinimum(good)} 件起订。`;
  if (outcome === 'short') return `现在最多可订 ${Math.max(good.available, 0)} 件。`;
  if (outcome === 'uncertified') return '产品认定或供应商证照已失效，现在不能采购。';
  return `${BULK_OUTCOMES[outcome]}，请另选商品。`;
}

const lineOf = ({ row, code, name, sku, written, quantity }: WrittenLine, judged: Judged): Line => ({
  row,
  code,
  name,
  sku,
  written,
  quantity,
  outcome: judged.outcome,
  reason: judged.reason,
  good: judged.good && goodOf(judged.good),
  certified: judged.good?.certificateNumber !== null && judged.good?.orderable === true,
  choices: judged.choices.map((choice) => ({ ...goodOf(choice), certified: choice.certificateNumber !== null })),
});

/** What is shown of a good, among others to choose from. */
export const goodOf = ({
  skuId,
  productName,
  skuName,
  supplierName,
  priceFen,
  available,
  netWeightGrams,
  bulk,
}: OrderableSku): NonNullable<Line['good']> => ({
  skuId,
  productName,
  skuName,
  supplierName,
  priceFen,
  available,
  unitPriceFen: pricePer500g(priceFen, netWeightGrams),
  bulk,
});
