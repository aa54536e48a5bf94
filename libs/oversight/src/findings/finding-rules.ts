import type { FindingRule, FindingSeverity } from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import { marketDay } from '@yigou/platform';

/** From where on the watch speaks up: the policy parameters `oversight.*` of a unit's region and year. */
export interface Thresholds {
  readonly outlierTimes: number;
  readonly historyOrders: number;
  readonly roundYuan: number;
  readonly roundOrders: number;
  readonly concentrationBp: number;
  readonly concentrationOrders: number;
  readonly backdateDays: number;
}
/** Whose it is and which year it counts to. */
interface OfUnit {
  readonly unitId: string;
  readonly year: number;
}
/** A line of a finished order, with what the unit paid for the product before it. */
export interface WatchedLine extends OfUnit {
  readonly id: string;
  readonly orderId: string;
  readonly goods: string;
  /** Fen for 500 g; for a piece where no weight is known. */
  readonly price: number;
  /** Grams; pieces where no weight is known. */
  readonly amount: number;
  readonly weighed: boolean;
  /** Of the unit’s orders of the product in the year before it, at most the latest twenty: how many, and the middle of their prices and amounts. */
  readonly history: { readonly orders: number; readonly price: number | null; readonly amount: number | null };
  /** What comparable certified goods cost, fen for 500 g (`@yigou/prices`); null where there are too few. */
  readonly bandMedian: number | null;
}
/** An acceptance sheet that two people signed. */
export interface WatchedSheet {
  readonly id: string;
  readonly number: string;
  /** When the goods came, as whoever accepted them says. */
  readonly recordedAt: string;
  /** When the sheet reached us. */
  readonly signedAt: string;
  readonly remark: string;
}
/** A requisition that others of the same person come to more than a limit with. */
export interface WatchedSplit {
  readonly id: string;
  readonly purpose: string;
  readonly totalFen: number;
  readonly split: {
    readonly days: number;
    readonly others: number;
    readonly sumFen: number;
    readonly limitFen: number;
  };
}
/** A finished order of a unit. */
export interface WatchedOrder extends OfUnit {
  readonly id: string;
  readonly number: string;
  readonly supplierName: string;
  readonly totalFen: number;
  /** Pieces that were shipped. */
  readonly shipped: number;
  readonly parcels: number;
  readonly shippedAt: string | null;
  readonly sheets: readonly WatchedSheet[];
  readonly split: WatchedSplit | null;
}
/** What a unit finished in a year with one supplier, beside all that it finished. */
export interface WatchedYear extends OfUnit {
  readonly supplierId: string;
  readonly supplierName: string;
  readonly orders: number;
  readonly sumFen: number;
  readonly unitOrders: number;
  readonly unitFen: number;
  readonly roundOrders: number;
  /** The latest, at most fifty. */
  readonly orderIds: readonly string[];
  readonly roundIds: readonly string[];
}

/** What a rule says: a sentence with its figures, never a verdict. */
export interface Found extends OfUnit {
  readonly rule: FindingRule;
  /** Unique within the rule. */
  readonly subject: string;
  readonly severity: FindingSeverity;
  readonly facts: string;
  readonly orderIds: readonly string[];
}
export type Rule<Subject> = (subject: Subject, thresholds: Thresholds) => readonly Found[];

const DAY_MS = 86_400_000;
const times = (ratio: number): string => String(Math.round(ratio * 10) / 10);
const day = (instant: string): string => marketDay(new Date(instant));
const grams = (amount: number, weighed: boolean): string =>
  weighed ? `${(Math.round(amount) / 1000).toString()} 千克` : `${Math.round(amount)} 件`;

/** S44: 18.5 → 185 yuan. Against the unit’s own history first, then against comparable goods. */
const priceOutlier: Rule<WatchedLine> = (line, { outlierTimes, historyOrders }) => {
  const { history, bandMedian, price, weighed } = line;
  const said = `“${line.goods}”单价${weighed ? '折合每 500 克' : ''} ${fenText(Math.round(price))}`;
  const own = history.orders >= historyOrders && history.price !== null && price >= history.price * outlierTimes;
  if (own && history.price !== null)
    return [
      {
        ...of(line, 'price_outlier', 'high'),
        facts: `${said}，是本单位以往 ${history.orders} 次采购中位单价 ${fenText(Math.round(history.price))} 的 ${times(price / history.price)} 倍。`,
      },
    ];
  if (!weighed || bandMedian === null || price < bandMedian * outlierTimes) return [];
  return [
    {
      ...of(line, 'price_outlier', 'high'),
      facts: `${said}，是同类产品中位价 ${fenText(bandMedian)} 的 ${times(price / bandMedian)} 倍。`,
    },
  ];
};

/** S44: 176 → 1776 斤. */
const quantityOutlier: Rule<WatchedLine> = (line, { outlierTimes, historyOrders }) => {
  const { history, amount, weighed } = line;
  if (history.orders < historyOrders || !history.amount || amount < history.amount * outlierTimes) return [];
  return [
    {
      ...of(line, 'quantity_outlier', 'high'),
      facts: `“${line.goods}”本次 ${grams(amount, weighed)}，是本单位以往 ${history.orders} 次采购中位数量 ${grams(history.amount, weighed)}的 ${times(amount / history.amount)} 倍。`,
    },
  ];
};

function of(line: WatchedLine, rule: FindingRule, severity: FindingSeverity): Omit<Found, 'facts'> {
  const { unitId, year, id, orderId } = line;
  return { unitId, year, rule, severity, subject: id, orderIds: [orderId] };
}

/** S44: 缺少单据. What nothing was shipped of needs none. */
const noWaybill: Rule<WatchedOrder> = ({ id, number, unitId, year, shipped, parcels, supplierName, totalFen }) =>
  parcels > 0 || shipped === 0
    ? []
    : [
        {
          unitId,
          year,
          rule: 'no_waybill',
          severity: 'medium',
          subject: id,
          orderIds: [id],
          facts: `订单 ${number}（${supplierName}，${fenText(totalFen)}）已完成，但没有任何运单。`,
        },
      ];

/** S44: 集中补录. A reason that stands on the sheet is one. */
const backDated: Rule<WatchedOrder> = ({ id, number, unitId, year, shippedAt, sheets }, { backdateDays }) =>
  sheets.flatMap((sheet): Found[] => {
    if (sheet.remark !== '') return [];
    const [recorded, signed] = [Date.parse(sheet.recordedAt), Date.parse(sheet.signedAt)];
    const found = { unitId, year, rule: 'back_dated', subject: sheet.id, orderIds: [id] } as const;
    const said = `订单 ${number} 的验收单 ${sheet.number}`;
    if (shippedAt !== null && recorded < Date.parse(shippedAt))
      return [
        {
          ...found,
          severity: 'high',
          facts: `${said}填写的验收时间（${day(sheet.recordedAt)}）早于发货时间（${day(shippedAt)}），且没有说明原因。`,
        },
      ];
    const late = Math.floor((signed - recorded) / DAY_MS);
    if (late < backdateDays) return [];
    return [
      {
        ...found,
        severity: 'medium',
        facts: `${said}比填写的验收时间（${day(sheet.recordedAt)}）晚 ${late} 天登记，且没有说明原因。`,
      },
    ];
  });

/** Requisitions that were split to stay under a limit: what approvers were shown already (`SplitFlag`). */
const splitOrders: Rule<WatchedOrder> = ({ id, unitId, year, split }) => {
  if (!split) return [];
  const { days, others, sumFen, limitFen } = split.split;
  return [
    {
      unitId,
      year,
      rule: 'split_orders',
      severity: 'medium',
      subject: split.id,
      orderIds: [id],
      facts: `采购申请“${split.purpose}”${fenText(split.totalFen)}，未超过审批限额 ${fenText(limitFen)}；同一申请人 ${days} 天内另有 ${others} 份共 ${fenText(sumFen)}，合计超过限额。`,
    },
  ];
};

const roundSums: Rule<WatchedYear> = (one, { roundOrders, roundYuan }) => {
  const { unitId, year, supplierId, supplierName } = one;
  if (one.roundOrders < roundOrders) return [];
  return [
    {
      unitId,
      year,
      rule: 'round_sums',
      severity: 'low',
      subject: `${unitId}:${supplierId}:${year}`,
      orderIds: one.roundIds,
      facts: `${year} 年向${supplierName}采购的 ${one.orders} 笔订单中，有 ${one.roundOrders} 笔金额正好是 ${roundYuan} 元的整数倍。`,
    },
  ];
};

const concentration: Rule<WatchedYear> = (one, { concentrationBp, concentrationOrders }) => {
  const { unitId, year, supplierId, supplierName, sumFen, unitFen, unitOrders } = one;
  if (unitOrders < concentrationOrders || unitFen <= 0 || sumFen * 10_000 < unitFen * concentrationBp) return [];
  const percent = Math.floor((sumFen / unitFen) * 1_000) / 10;
  return [
    {
      unitId,
      year,
      rule: 'concentration',
      severity: 'low',
      subject: `${unitId}:${supplierId}:${year}`,
      orderIds: one.orderIds,
      facts: `${year} 年已完成的 ${unitOrders} 笔订单共 ${fenText(unitFen)}，其中 ${one.orders} 笔 ${fenText(sumFen)}（${percent}%）来自${supplierName}。`,
    },
  ];
};

/** The rules by what they look at; a new one is a line here, its word in `FINDING_RULES` and a row in the table test. */
export const FINDING_RULES_BY_SUBJECT = {
  lines: [priceOutlier, quantityOutlier],
  orders: [noWaybill, backDated, splitOrders],
  years: [roundSums, concentration],
} as const satisfies {
  readonly lines: readonly Rule<WatchedLine>[];
  readonly orders: readonly Rule<WatchedOrder>[];
  readonly years: readonly Rule<WatchedYear>[];
};
