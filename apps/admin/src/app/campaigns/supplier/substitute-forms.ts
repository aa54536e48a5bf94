import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { formatCount, formatMoney } from '../../shared/format';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { parseYuan } from '../../shared/typed-amounts';

export type Substitutes = RouteResponse<'listSubstitutes'>;
type Goods = Substitutes['goods'][number];

/** The last moment of a day of the market, as the route takes it. */
const endOf = (day: string): string => (day ? `${day}T23:59:59+08:00` : '');

/** Offers other own goods in place of some that cannot be delivered. */
export const offerForm = (
  api: ApiClient,
  campaignId: string,
  { choices, shares, mostDays }: Substitutes,
  goods: Goods,
  done: (now: Substitutes) => void,
): FormConfig => {
  const needed = goods.pieces * shares;
  const options = Object.fromEntries(
    choices
      .filter(({ available }) => available >= needed)
      .map(({ skuId, name, priceFen, available }) => [
        skuId,
        `${name}（在售价 ${formatMoney(priceFen)}，可用 ${formatCount(available)} 件）`,
      ]),
  );
  return {
    heading: `不能供货：${goods.name}`,
    testId: 'substitute-offer',
    intro: `每位参与者自己决定：接受就改发替代商品，按单价退差价；谢绝或不答复就退这种商品的全款。替代商品先为全部 ${formatCount(shares)} 份留出 ${formatCount(needed)} 件库存，没有接受的答复截止后放开；答复截止前整个团购都不下单。替代商品的运费由本单位承担。`,
    fields: [
      {
        key: 'skuId',
        label: '替代商品',
        kind: 'select',
        options,
        hint: Object.keys(options).length === 0 ? '没有库存足够的在售商品，请先补充库存' : '只列出库存足够的在售商品',
      },
      {
        key: 'price',
        label: '单价（元）',
        kind: 'text',
        max: 12,
        hint: `每份 ${formatCount(goods.pieces)} 件，单价不高于原商品的 ${formatMoney(goods.priceFen)}`,
      },
      { key: 'answerBy', label: '答复期限', kind: 'date', hint: `当天结束时截止，最早明天、最晚 ${mostDays} 天内` },
      {
        key: 'reason',
        label: '不能供货的原因',
        kind: 'area',
        max: 200,
        quick: ['受灾减产', '质量没有达到标准', '加工来不及'],
      },
    ],
    action: '提出替代商品',
    ...sendsTo(
      'offerSubstitute',
      (values) => ({
        goodsId: goods.id,
        skuId: values.text('skuId'),
        priceFen: parseYuan(values.text('price')) ?? Number.NaN,
        answerBy: endOf(values.text('answerBy')),
        reason: values.text('reason'),
      }),
      async (sent) => {
        done(await api.call('offerSubstitute', { params: { id: campaignId }, ...sent }));
        return '已提出，参与者会收到通知。';
      },
      { priceFen: 'price' },
    ),
  };
};

/** Takes an offer back. */
export const withdrawForm = (
  api: ApiClient,
  offer: Substitutes['items'][number],
  done: (now: Substitutes) => void,
): FormConfig => ({
  heading: `撤回替代商品：${offer.name}`,
  testId: 'substitute-withdraw',
  intro: `撤回表示可以按原来的商品供货：${offer.goodsName}。已有的答复作废，留出的库存放开，团购继续下单。`,
  fields: [],
  action: '撤回',
  danger: true,
  contract: null,
  send: async (_values, idempotencyKey) => {
    done(await api.call('withdrawSubstitute', { params: { id: offer.id }, idempotencyKey }));
    return '已撤回。';
  },
});
