import type { RegionRef, RouteResponse } from '@yigou/contracts';
import type { Draft } from '@yigou/web-ui';
import type { RouteBody } from '@yigou/contracts';
import type { DeliveryMode } from '@yigou/contracts/labels';

export type Mine = RouteResponse<'getMyCampaign'>;

export interface DraftGood {
  readonly skuId: string;
  readonly label: string;
  readonly supplierName: string;
  /** What everybody pays today, fen. */
  readonly publicFen: number;
  readonly pieces: number | null;
  /** A price per piece for each tier, fen. */
  readonly pricesFen: readonly (number | null)[];
}
export interface DraftPoint {
  readonly name: string;
  readonly contact: string;
  readonly phone: string;
  readonly region: RegionRef | null;
  readonly detail: string;
}
export interface DraftModel {
  readonly title: string;
  readonly story: string;
  readonly thresholdShares: number | null;
  readonly capShares: number | null;
  readonly perPledgeShares: number | null;
  /** `YYYY-MM-DDTHH:mm` by the clocks of the market; empty: not chosen yet. */
  readonly deadline: string;
  readonly tierFrom: readonly (number | null)[];
  readonly freightShareFen: number | null;
  readonly shipOn: string;
  /** How a pre-sale is paid: all of it at joining, or a deposit before, as whole percent of the lowest price or as fen per share. */
  readonly depositBy: 'none' | 'part' | 'sum';
  readonly depositPercent: number | null;
  readonly depositShareFen: number | null;
  readonly balanceOn: string;
  readonly deliveryMode: DeliveryMode;
  readonly place: {
    readonly receiver: string;
    readonly phone: string;
    readonly region: RegionRef | null;
    readonly detail: string;
  };
  readonly goods: readonly DraftGood[];
  readonly points: readonly DraftPoint[];
}

const CHINA_MS = 8 * 3_600_000;

/** ISO instant → what an input of a day and time holds, by the clocks of the market, which keep UTC+8 all year. */
export const toLocal = (instant: string | null): string =>
  instant === null ? '' : new Date(Date.parse(instant) + CHINA_MS).toISOString().slice(0, 16);
export const fromLocal = (local: string): string | null => (local === '' ? null : `${local}:00+08:00`);

export const EMPTY_POINT: DraftPoint = { name: '', contact: '', phone: '', region: null, detail: '' };
const NO_PLACE = { receiver: '', phone: '', region: null, detail: '' };

/** What a form of a draft begins with. */
export const modelOf = (one: Mine): DraftModel => ({
  title: one.title,
  story: one.story,
  thresholdShares: one.thresholdShares,
  capShares: one.capShares,
  perPledgeShares: one.perPledgeShares,
  deadline: toLocal(one.deadline),
  tierFrom: one.tierFrom,
  freightShareFen: one.freightShareFen,
  shipOn: one.shipOn ?? '',
  ...depositOf(one),
  deliveryMode: one.deliveryMode,
  place: one.place ?? NO_PLACE,
  goods: one.goods.map(({ skuId, productName, skuName, supplierName, publicFen, pieces, pricesFen }) => ({
    skuId,
    label: `${productName} ${skuName}`,
    supplierName,
    publicFen,
    pieces,
    pricesFen,
  })),
  points: one.points.map(({ id: _id, ...point }) => point),
});

/** What is sent of it. Who the goods are given to is not chosen here: a campaign begins at what a recipient needs. */
export function bodyOf(model: DraftModel, one: Mine): Draft<RouteBody<'saveCampaign'>> {
  const { place, goods, points, deadline, shipOn, depositBy, depositPercent, depositShareFen, balanceOn, ...terms } =
    model;
  const twice = one.form === 'pre_sale' && depositBy !== 'none';
  return {
    ...terms,
    version: one.version,
    deadline: fromLocal(deadline),
    shipOn: one.form === 'pre_sale' && shipOn !== '' ? shipOn : null,
    deposit: twice ? chosen({ depositBy, depositPercent, depositShareFen }) : null,
    balanceOn: twice && balanceOn !== '' ? balanceOn : null,
    recipientId: one.recipient?.id ?? null,
    place: model.deliveryMode === 'pickup' || isEmpty(place) ? null : placed(place),
    goods: goods.map(({ skuId, pieces, pricesFen }) => ({ skuId, pieces, pricesFen })),
    points: model.deliveryMode === 'pickup' ? points.map(placed) : [],
  };
}

const PERCENT_BP = 100;
const depositOf = ({
  deposit,
}: Mine): Pick<DraftModel, 'depositBy' | 'depositPercent' | 'depositShareFen' | 'balanceOn'> => ({
  depositBy: deposit === null ? 'none' : deposit.bp === null ? 'sum' : 'part',
  depositPercent: deposit?.bp ? deposit.bp / PERCENT_BP : null,
  depositShareFen: deposit?.bp === null ? deposit.shareFen : null,
  balanceOn: deposit?.balanceOn ?? '',
});
const chosen = ({
  depositBy,
  depositPercent,
  depositShareFen,
}: Pick<DraftModel, 'depositBy' | 'depositPercent' | 'depositShareFen'>) =>
  depositBy === 'sum'
    ? { by: depositBy, shareFen: depositShareFen }
    : { by: 'part' as const, bp: depositPercent === null ? null : depositPercent * PERCENT_BP };

const isEmpty = ({ receiver, phone, region, detail }: DraftModel['place']): boolean =>
  receiver === '' && phone === '' && detail === '' && region === null;

function placed<P extends { readonly region: RegionRef | null }>({ region, ...rest }: P) {
  return { ...rest, regionCode: region?.code ?? null };
}

/** Another tier of prices behind the last: for each of the goods a little less. */
export function withTier({ tierFrom, goods, capShares, ...model }: DraftModel): DraftModel {
  const last = tierFrom.at(-1) ?? 1;
  return {
    ...model,
    capShares,
    tierFrom: [...tierFrom, Math.min(last * 2 + 1, capShares ?? last * 2 + 1)],
    goods: goods.map((good) => ({ ...good, pricesFen: [...good.pricesFen, good.pricesFen.at(-1) ?? null] })),
  };
}

export const withoutTier = ({ tierFrom, goods, ...model }: DraftModel, tier: number): DraftModel => ({
  ...model,
  tierFrom: tierFrom.filter((_, at) => at !== tier),
  goods: goods.map((good) => ({ ...good, pricesFen: good.pricesFen.filter((_, at) => at !== tier) })),
});

/** Another kind of goods at what everybody pays. One that is there already stays as it is. */
export const withGood = (
  model: DraftModel,
  good: Pick<DraftGood, 'skuId' | 'label' | 'supplierName' | 'publicFen'>,
): DraftModel =>
  model.goods.some(({ skuId }) => skuId === good.skuId)
    ? model
    : {
        ...model,
        goods: [...model.goods, { ...good, pieces: 1, pricesFen: model.tierFrom.map(() => good.publicFen) }],
      };
