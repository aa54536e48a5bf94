import type { OcdsRecord, OcdsRelease } from '@yigou/contracts';
import type { Fen } from '@yigou/kernel';

/** A party as it signed, and where it is. */
export interface OcdsParty {
  readonly organisationId: string;
  readonly name: string;
  readonly creditCode: string | null;
  /** Whose name and code may be a person’s: nothing of it is published but where it is. */
  readonly soleTrader: boolean;
  /** 省 地市 县; null where nobody said. */
  readonly place: string | null;
}

/** What a unit and a supplier signed: what of it concerns everybody, and nobody in person. */
export interface OcdsProcurement {
  readonly number: string;
  readonly demo: boolean;
  readonly buyer: OcdsParty;
  readonly supplier: OcdsParty;
  readonly lines: readonly {
    readonly productName: string;
    readonly skuName: string;
    readonly quantity: number;
    readonly priceFen: Fen;
    readonly byWeight: boolean;
  }[];
  readonly freightFen: Fen;
  readonly totalFen: Fen;
  readonly onAcceptance: boolean;
  /** 省 地市 县 to which it goes. */
  readonly destination: string | null;
}

export type OcdsStage = 'signed' | 'accepted' | 'paid' | 'refunded' | 'ended';

/** What happened to a procurement that everybody may know. */
export interface OcdsHappening {
  readonly stage: OcdsStage;
  /** ISO 8601 with the market’s offset. */
  readonly at: string;
  /** Of the sheet or the refund; of the others there is one. */
  readonly ref: string;
  readonly amountFen: Fen | null;
  readonly accepted: number;
  readonly short: number;
  readonly refused: number;
  /** How it ended. */
  readonly ending: 'completed' | 'cancelled' | 'expired' | null;
}

type Contract = OcdsRelease['contracts'][number];
type Reference = OcdsRelease['buyer'];

const ENDINGS = { completed: '已完成', cancelled: '签订后取消', expired: '超过付款期限关闭' } as const;
const WITHHELD = '个体经营者（名称不公开）';

const value = (fen: Fen) => ({ amount: fen / 100, currency: 'CNY' as const });

/** Scheme and code as the standard puts an organisation’s id together; without a code that may be told, the platform’s own. */
const partyId = ({ organisationId, creditCode, soleTrader }: OcdsParty): string =>
  creditCode === null || soleTrader ? `YIGOU-${organisationId}` : `CN-USCC-${creditCode}`;
const partyName = ({ name, soleTrader }: OcdsParty): string => (soleTrader ? WITHHELD : name);
const reference = (party: OcdsParty): Reference => ({ id: partyId(party), name: partyName(party) });

function partyOf(party: OcdsParty, roles: OcdsRelease['parties'][number]['roles']): OcdsRelease['parties'][number] {
  const [region, ...rest] = party.place?.split(' ') ?? [];
  const told = party.soleTrader ? null : party.creditCode;
  return {
    ...reference(party),
    ...(told === null ? {} : { identifier: { scheme: 'CN-USCC', id: told, legalName: party.name } }),
    ...(region
      ? { address: { region, ...(rest.length > 0 ? { locality: rest.join(' ') } : {}), countryName: '中国' } }
      : {}),
    roles,
  };
}

/** What a happening adds to what was told before. Its content never changes: it is told of what was signed, and of what was written once. */
export function releaseOf(ocid: string, of: OcdsProcurement, happening: OcdsHappening): OcdsRelease {
  const { stage, ref, at } = happening;
  const contract: Contract = { id: of.number, awardID: awardId(of) };
  const release: OcdsRelease = {
    ocid,
    id: [ocid, stage, ref].filter((part) => part !== '').join('-'),
    date: at,
    tag: ['implementation'],
    initiationType: 'tender',
    language: 'zh',
    parties: [partyOf(of.buyer, ['buyer', 'payer']), partyOf(of.supplier, ['supplier', 'payee'])],
    buyer: reference(of.buyer),
    contracts: [contract],
  };
  switch (stage) {
    case 'signed':
      return { ...release, ...signed(of, at, contract) };
    case 'paid':
      return within(release, contract, { transactions: [transaction(of, happening, 'out')] });
    case 'refunded':
      return within(release, contract, { transactions: [transaction(of, happening, 'back')] });
    case 'accepted':
      return within(release, contract, { milestones: [acceptance(happening)] });
    case 'ended': {
      const how = `${description(of)}；${ENDINGS[happening.ending ?? 'completed']}`;
      return {
        ...release,
        tag: ['contractTermination'],
        contracts: [{ ...contract, description: how, status: 'terminated' }],
      };
    }
  }
}

const awardId = ({ number }: OcdsProcurement): string => `${number}-award`;

/** Ordered directly of one supplier: what was asked for, awarded and contracted is the same. */
function signed(of: OcdsProcurement, at: string, contract: Contract): Partial<OcdsRelease> {
  const title = `${of.buyer.name}采购农副产品${of.demo ? '（演示数据）' : ''}`;
  const total = value(of.totalFen);
  return {
    tag: ['tender', 'award', 'contract'],
    tender: {
      id: of.number,
      title,
      status: 'complete',
      procurementMethod: 'direct',
      procurementMethodDetails: '平台直接订购',
      mainProcurementCategory: 'goods',
      value: total,
    },
    awards: [
      {
        id: awardId(of),
        status: 'active',
        date: at,
        value: total,
        suppliers: [reference(of.supplier)],
        items: items(of),
      },
    ],
    contracts: [{ ...contract, title, description: description(of), status: 'active', dateSigned: at, value: total }],
  };
}

const items = ({ lines }: OcdsProcurement) =>
  lines.map(({ productName, skuName, quantity, priceFen, byWeight }, at) => ({
    id: String(at + 1),
    description: `${productName} ${skuName}${byWeight ? '（按实际重量结算，单价为每件最高金额）' : ''}`,
    quantity,
    unit: { name: '件', value: value(priceFen) },
  }));

const description = ({ destination, onAcceptance, freightFen }: OcdsProcurement): string =>
  [
    destination === null ? null : `交货地：${destination}`,
    onAcceptance ? '付款方式：验收后付款' : '付款方式：签订后付款',
    freightFen > 0 ? `总额含运费 ${(freightFen / 100).toFixed(2)} 元` : null,
  ]
    .filter((part) => part !== null)
    .join('；');

const within = (release: OcdsRelease, contract: Contract, implementation: Contract['implementation']): OcdsRelease => ({
  ...release,
  contracts: [{ ...contract, implementation }],
});

function transaction(of: OcdsProcurement, { ref, at, amountFen }: OcdsHappening, way: 'out' | 'back') {
  const [unit, seller] = [reference(of.buyer), reference(of.supplier)];
  return {
    id: way === 'out' ? 'payment' : `refund-${ref}`,
    date: at,
    value: value(amountFen ?? 0),
    payer: way === 'out' ? unit : seller,
    payee: way === 'out' ? seller : unit,
  };
}

const acceptance = ({ ref, at, accepted, short, refused }: OcdsHappening) => ({
  id: ref,
  title: '验收',
  type: 'delivery' as const,
  description: `验收合格 ${accepted} 件，短缺 ${short} 件，拒收 ${refused} 件`,
  status: short + refused === 0 ? ('met' as const) : ('partiallyMet' as const),
  dateMet: at,
});

/** Releases of one procurement, the earliest first, with what they come to, as the standard merges them: by the ids of lists, the later value before the earlier one. */
export function recordOf(releases: readonly OcdsRelease[]): OcdsRecord {
  const [first] = releases;
  const last = releases.at(-1);
  if (!first || !last) throw new Error('a record has a release');
  const told = releases.flatMap(({ contracts }) => contracts);
  const transactions = told.flatMap(({ implementation }) => implementation?.transactions ?? []);
  const milestones = told.flatMap(({ implementation }) => implementation?.milestones ?? []);
  const implementation = {
    ...(transactions.length > 0 ? { transactions } : {}),
    ...(milestones.length > 0 ? { milestones } : {}),
  };
  const contract = Object.assign({}, ...told) as Contract;
  delete contract.implementation;
  if (Object.keys(implementation).length > 0) contract.implementation = implementation;
  const compiled = Object.assign({}, ...releases) as OcdsRelease;
  return {
    ocid: first.ocid,
    releases: [...releases],
    compiledRelease: {
      ...compiled,
      id: `${first.ocid}-${last.date}`,
      date: last.date,
      tag: ['compiled'],
      contracts: [contract],
    },
  };
}
