import { Inject, Injectable } from '@nestjs/common';
import { type GoodsMatch, GoodsMatches, type MatchedGood, type OrderableSku } from '@yigou/catalogue';
import {
  BULK_OUTCOMES,
  bulkMinimum,
  type BulkOutcome,
  bulkPriceFen,
  MOST_COMPARED,
  type RouteInput,
  type RouteResponse,
} from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { fen, fenText, pricePer500g } from '@yigou/kernel';
import { CONFIG, type Config, Database } from '@yigou/platform';
import { type RememberedLine, RememberedLists } from '../templates/remembered-lists';
import { readBulkList, type WrittenLine } from './read-bulk-list';

type List = RouteResponse<'checkBulkList'>;
type Line = List['lines'][number];
type Judged = Pick<Line, 'outcome' | 'reason'> & {
  readonly good: MatchedGood | null;
  readonly choices: readonly MatchedGood[];
};

/** A line of a list, with what it was when somebody kept it. */
type AskedLine = WrittenLine & { readonly before?: RememberedLine };

/** Checks lists of goods that buyers send, or order from again, before anything of them enters a requisition. */
@Injectable()
export class BulkLists {
  constructor(
    private readonly db: Database,
    private readonly goods: GoodsMatches,
    private readonly remembered: RememberedLists,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL'>,
  ) {}

  /** At most four statements for a list of any length. Throws `spreadsheet_invalid`, `import_too_large`. */
  async check(file: Buffer): Promise<List> {
    return this.judged(await readBulkList(file));
  }

  /** The same for goods of an earlier list of the caller's unit, with one statement more. Throws `forbidden`, `not_found`. */
  async recheck(caller: Caller, { from, id }: RouteInput<'checkReorder'>['params']): Promise<List> {
    const lines = await this.remembered.lines(seatOf(caller, 'agency').organisationId, from, id);
    return this.judged(
      lines.map((before, at) => {
        const { skuId: code, name, sku, quantity } = before;
        return { row: at + 1, code, name, sku, written: String(quantity), quantity, before };
      }),
    );
  }

  private async judged(written: readonly AskedLine[]): Promise<List> {
    const matches = await this.goods.find(this.db, written, enough);
    const first = new Map<string, number>();
    const lines = written.map((line, at): Line => {
      const judged = judge(line, matches[at] ?? { exact: [], near: [] });
      const before = judged.outcome === 'ok' && judged.good ? first.get(judged.good.skuId) : undefined;
      if (judged.outcome === 'ok' && judged.good && before === undefined) first.set(judged.good.skuId, line.row);
      return this.lineOf(
        line,
        before === undefined
          ? judged
          : { ...judged, outcome: 'repeated', reason: `第 ${before} 行已有这个商品，请合并成一行。` },
      );
    });
    const ok = lines.filter(({ outcome }) => outcome === 'ok').length;
    const choose = lines.filter(({ choices }) => choices.length > 0).length;
    return { lines, counts: { ok, choose, refused: lines.length - ok - choose } };
  }

  private lineOf(line: AskedLine, judged: Judged): Line {
    const meant = [...(judged.good ? [judged.good] : []), ...judged.choices].map(({ skuId }) => skuId);
    const ids = [...new Set(meant)].slice(0, MOST_COMPARED).join(',');
    const compareUrl = `${this.config.STOREFRONT_URL}/compare?ids=${ids}&quantity=${line.quantity ?? 1}`;
    return { ...lineOf(line, judged), compareUrl: ids.includes(',') ? compareUrl : null };
  }
}

/** Can be bought as the line asks for it. */
const enough = (good: MatchedGood, { quantity }: Pick<WrittenLine, 'quantity'>): boolean =>
  quantity !== null && good.orderable && good.available >= quantity && quantity >= bulkMinimum(good);

/** What can be done with a line. What cannot be bought as it is asked for stays in the list with the reason, and with what could be bought in its place. */
function judge(line: WrittenLine, { exact, near }: GoodsMatch): Judged {
  const fitting = (goods: readonly MatchedGood[]) => goods.filter((good) => enough(good, line));
  const none = { good: null, choices: [] };
  const { quantity } = line;
  if (quantity === null) return { outcome: 'bad_quantity', reason: '数量应为 1 至 9,999 的整数。', ...none };
  const [named, ...others] = fitting(exact);
  if (named && others.length === 0) return { outcome: 'ok', reason: '', good: named, choices: [] };
  if (named)
    return { outcome: 'choose', reason: '有几个同名的商品，请选一个。', good: null, choices: [named, ...others] };
  const alike = fitting(near);
  if (exact.length === 0 && alike.length > 0)
    return { outcome: 'choose', reason: '没有同名的商品，这些比较接近，请选一个。', good: null, choices: alike };
  const good = exact.find(({ orderable }) => orderable) ?? exact.find(({ onSale }) => onSale) ?? exact[0];
  if (!good) return { outcome: 'not_found', reason: '没有这个商品，请核对名称、规格或编码。', ...none };
  const outcome = good.orderable
    ? quantity < bulkMinimum(good)
      ? 'below_minimum'
      : 'short'
    : good.onSale
      ? 'uncertified'
      : 'withdrawn';
  const more = outcome === 'below_minimum' && good.available >= bulkMinimum(good) ? [good] : [];
  return { outcome, reason: reasonOf(outcome, good), good, choices: [...more, ...alike] };
}

function reasonOf(outcome: BulkOutcome, good: MatchedGood): string {
  if (outcome === 'below_minimum') {
    const minimum = bulkMinimum(good);
    return good.available >= minimum
      ? `单位采购 ${minimum} 件起订，选它就按 ${minimum} 件采购。`
      : `单位采购 ${minimum} 件起订，现在不够。`;
  }
  if (outcome === 'short') return good.available > 0 ? `现在最多可订 ${good.available} 件。` : '已售完。';
  if (outcome === 'uncertified') return '产品认定或供应商证照已失效，现在不能采购。';
  return `${BULK_OUTCOMES[outcome]}，请另选商品。`;
}

/** What is otherwise than it was, in words. */
function changeOf({ before, quantity }: AskedLine, now: MatchedGood | null): string {
  if (!before || !now || quantity === null) return '';
  const price = bulkPriceFen(now, quantity);
  const minimum = { bulk: before.bulk ?? null };
  const said = [
    ...(price === before.priceFen ? [] : [`单价由 ${fenText(fen(before.priceFen))} 变为 ${fenText(fen(price))}`]),
    ...(before.bulk === undefined || bulkMinimum(minimum) === bulkMinimum(now)
      ? []
      : [`起订量由 ${bulkMinimum(minimum)} 件变为 ${bulkMinimum(now)} 件`]),
    ...(before.bulk === undefined || tiersOf(before) === tiersOf(now) ? [] : ['批量价的档次有变']),
  ];
  return said.length === 0 ? '' : `${said.join('，')}。`;
}
const tiersOf = ({ bulk }: Pick<RememberedLine, 'bulk'>): string =>
  (bulk?.tiers ?? []).map(({ from, priceFen }) => `${from}:${priceFen}`).join();

const lineOf = (line: AskedLine, judged: Judged): Omit<Line, 'compareUrl'> => ({
  ...shownOf(line),
  change: changeOf(line, judged.good),
  outcome: judged.outcome,
  reason: judged.reason,
  good: judged.good && goodOf(judged.good),
  certified: judged.good?.certificateNumber !== null && judged.good?.orderable === true,
  choices: judged.choices.map((choice) => ({ ...goodOf(choice), certified: choice.certificateNumber !== null })),
});

/** A line as it was written; what was kept was found by an id, which nobody reads. */
const shownOf = ({ row, code, name, sku, written, quantity, before }: AskedLine) => ({
  row,
  code: before ? '' : code,
  name,
  sku,
  written,
  quantity,
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
