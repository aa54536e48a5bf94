import { expect } from '@playwright/test';
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { type ApiClient, intentOf, SandboxClient } from '../http-client/client.ts';
import { addresses } from './environment';
import { mailTo } from './mails';
import { anOffer } from './offers';
import { digits, newcomer, newWaybill } from './people';
import { enter, enterAnew } from './sessions';
import { shipPieces } from './shipping';

/** Group purchases made over HTTP as their people make them, so that a journey begins where it has something to show. */

type Terms = Omit<RouteBody<'saveCampaign'>, 'version'>;
interface Wish {
  readonly organiser: ApiClient;
  readonly start?: Partial<RouteBody<'createCampaign'>>;
  readonly terms?: Partial<Terms>;
}
export interface MadeCampaign {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  /** Of a share, by tier, fen. */
  readonly pricesFen: readonly [number, number];
  readonly pointId: string;
}

const PLACE = { phone: '13900001234', regionCode: '110108', detail: '中关村大街 27 号' };
const DAY_MS = 86_400_000;

/** Somebody who may organise: new here, with a login that is verified. */
export async function anOrganiser(): Promise<ApiClient> {
  const person = newcomer('验收发起人');
  const session = await enterAnew('storefront', person);
  await session.get('sendLoginCode');
  const { body } = await mailTo(person.login, '验证码');
  const code = /\d{6}/.exec(body)?.[0];
  await session.get('verifyLogin', { body: { code } });
  return session;
}

/** A draft that is whole: of one piece of what the seed's supplier sells: from two shares, at most three, of which the third makes all of them cheaper by a twentieth. */
export async function aDraft({ organiser, start = {}, terms = {} }: Wish): Promise<MadeCampaign> {
  const sku = await skuOf(organiser, (await anOffer()).id);
  const title = `验收团购${digits(6)}`;
  const { id } = await organiser.get('createCampaign', { body: { form: 'group_buy', title, ...start } });
  const params = { id };
  const { version, number } = await organiser.get('getMyCampaign', { params });
  const pricesFen = [sku.priceFen, Math.floor((sku.priceFen * 19) / 20)] as const;
  const usual: Terms = {
    title,
    story: '大家一起买山里的收成，农户有账算，我们有好货吃。',
    thresholdShares: 2,
    capShares: 3,
    perPledgeShares: 2,
    deadline: new Date(Date.now() + 3 * DAY_MS).toISOString(),
    tierFrom: [1, 3],
    freightShareFen: 0,
    shipOn: null,
    deliveryMode: 'pickup',
    recipientId: null,
    place: null,
    goods: [{ skuId: sku.id, pieces: 1, pricesFen: [...pricesFen] }],
    points: [{ name: '社区服务站', contact: '验收站长', ...PLACE }],
  };
  const { points } = await organiser.get('saveCampaign', { params, body: { version, ...usual, ...terms } });
  return { id, title, number, pricesFen, pointId: points[0]?.id ?? '' };
}

/** The first SKU of a product, as everybody sees it. */
export async function skuOf(reader: ApiClient, productId: string) {
  const { skus } = await reader.get('getProduct', { params: { id: productId } });
  const [sku] = skus;
  if (!sku) throw new Error('what is offered has a SKU');
  return sku;
}

/** A draft that its organiser has submitted. */
export async function aSubmittedCampaign(wish: Wish): Promise<MadeCampaign> {
  const campaign = await aDraft(wish);
  const { points } = await wish.organiser.get('submitCampaign', { params: { id: campaign.id } });
  return { ...campaign, pointId: points[0]?.id ?? '' };
}

/** The supplier agrees. */
export async function agreedTo({ id }: { readonly id: string }): Promise<void> {
  const supplier = await enter('console', 'supplier');
  await supplier.get('answerCampaign', { params: { id }, body: { answer: 'agree', reason: '' } });
}

/** The office of the county approves: people join from now on. */
export async function opened({ id }: { readonly id: string }): Promise<void> {
  const office = await enter('console', 'countyAdministrator');
  await office.get('approveCampaign', { params: { id } });
}

export async function aRecruitingCampaign(wish: Wish): Promise<MadeCampaign> {
  const campaign = await aSubmittedCampaign(wish);
  await agreedTo(campaign);
  await opened(campaign);
  return campaign;
}

/** A buyer takes shares and pays what is due at joining. @returns the pledge's id */
export async function aPaidPledge(
  buyer: ApiClient,
  { id, pointId }: Pick<MadeCampaign, 'id' | 'pointId'>,
  shares = 1,
): Promise<string> {
  const { totalFen, deposit } = await buyer.get('quoteJoin', { params: { id }, query: { shares } });
  const expected = { expectedTotalFen: totalFen, expectedDepositFen: deposit?.nowFen ?? null };
  const body = { shares, ...expected, pointId: pointId || null };
  const pledge = await buyer.get('joinCampaign', { params: { id }, body });
  const sandbox = new SandboxClient(addresses.sandbox);
  await sandbox.post(`/_sandbox/pay/${intentOf(pledge.payment.payUrl)}`, {});
  sandbox.close();
  await buyer.get('syncPledge', { params: { id: pledge.id } });
  return pledge.id;
}

type Fulfilment = RouteResponse<'getFulfilment'>;

/** Waits until the worker has brought a campaign so far. */
export async function cameTo(
  organiser: ApiClient,
  campaign: { readonly id: string },
  status: Fulfilment['status'],
): Promise<Fulfilment> {
  await stands(organiser, campaign, status);
  return organiser.get('getFulfilment', { params: { id: campaign.id } });
}

/** Likewise, before there is anything to fulfil. */
export async function stands(
  organiser: ApiClient,
  { id }: { readonly id: string },
  status: RouteResponse<'getMyCampaign'>['status'],
): Promise<void> {
  const read = () => organiser.get('getMyCampaign', { params: { id } });
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe(status);
}

/** The supplier sends all orders of a campaign. */
export async function shipped({ orders }: Fulfilment): Promise<void> {
  for (const { orderId, pieces } of orders) await shipPieces(orderId, newWaybill(), pieces);
}
