// Bought together instead of given: how people write, open and join campaigns, for a neighbourhood's own tables and for a hospital's.
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { randomUUID } from 'node:crypto';
import { type ApiClient, intentOf } from '../http-client/client.ts';
import { at, check, eventually, type Stage, there, yuan } from './stage.ts';
import { levelOf, type Offer, type Shop } from './supplier-acts.ts';
import { HOME_REGION, type World } from './world.ts';

type Terms = Omit<RouteBody<'saveCampaign'>, 'version'>;
export type Pledge = RouteResponse<'getPledge'>;
/** Somebody's shares. */
export interface Taken {
  readonly client: ApiClient;
  readonly pledge: Pledge;
}
export interface Together {
  readonly id: string;
  readonly title: string;
  readonly offer: Offer;
  readonly taken: readonly Taken[];
}
/** Who stands behind all of them. */
interface Cast {
  readonly union: ApiClient;
  readonly county: ApiClient;
  readonly shop: Shop;
}
export interface Begun extends Cast {
  readonly groupBuy: Together;
  readonly calledOff: Together;
  readonly donation: Together;
  readonly hospital: ApiClient;
  readonly needId: string;
  /** Stock of the offers before. */
  readonly levels: readonly { onHand: number; reserved: number }[];
}

const DAY_MS = 86_400_000;
const PLACE = { phone: '13900001234', regionCode: HOME_REGION, detail: '中关村大街 27 号（演示地址）' };
export const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Of one piece of an offer: from two shares, at most three, a twentieth cheaper for all with the third. */
const termsOf = ({ sku }: Offer, title: string): Terms => ({
  title,
  story: '大家一起买山里的收成，农户有账算，我们有好货吃。（演示）',
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
  goods: [{ skuId: sku.id, pieces: 1, pricesFen: [sku.priceFen, Math.floor((sku.priceFen * 19) / 20)] }],
  points: [{ name: '社区服务站', contact: '演示站长', ...PLACE }],
});

async function submitted(union: ApiClient, start: object, terms: Terms): Promise<string> {
  const { id } = await union.get('createCampaign', { body: { title: terms.title, form: 'group_buy', ...start } });
  const { version } = await union.get('getMyCampaign', { params: { id } });
  await union.get('saveCampaign', { params: { id }, body: { version, ...terms } });
  await union.get('submitCampaign', { params: { id } });
  return id;
}

/** The supplier agrees and holds its stock; the office of the county looks at it, and people may join. */
async function opened({ shop, county }: Cast, id: string): Promise<void> {
  await shop.client.get('answerCampaign', { params: { id }, body: { answer: 'agree', reason: '' } });
  const open = await county.get('approveCampaign', { params: { id } });
  check.equal(open.status, 'recruiting', 'after the review');
}

/** Takes shares, pays on the sandbox, and waits for the webhook. */
async function join(world: World, client: ApiClient, id: string, shares: number, said: object = {}): Promise<Taken> {
  const { totalFen } = await client.get('quoteJoin', { params: { id }, query: { shares } });
  const { points } = await client.get('getGroupBuy', { params: { id } });
  const body = { shares, expectedTotalFen: totalFen, pointId: points[0]?.id ?? null, ...said };
  const key = randomUUID();
  const made = await client.get('joinCampaign', { params: { id }, body, key });
  const again = await client.get('joinCampaign', { params: { id }, body, key });
  check.equal(again.id, made.id, 'the pledge of the repeated request');
  await world.sandbox.post(`/_sandbox/pay/${intentOf(made.payment.payUrl)}`, { method: 'alipay' });
  const read = () => client.get('getPledge', { params: { id: made.id } });
  const pledge = await eventually('payment of the shares', read, ({ paidAt }) => paidAt !== null);
  check.equal(pledge.amountFen, totalFen, 'what was paid for the shares');
  return { client, pledge };
}

async function newcomer(world: World): Promise<ApiClient> {
  const client = world.browser();
  await client.get('register', { body: world.newcomer() });
  return client;
}

/** All that has to be begun: what follows comes through queues, while the play goes on. */
export async function buyTogether(stage: Stage, world: World, shop: Shop): Promise<Begun> {
  const cast = { shop, union: world.browser(), county: world.browser('admin') };
  await world.signIn('organiser', cast.union);
  await world.signIn('county', cast.county);
  const levels = [await levelOf(shop, shop.offers[0]), await levelOf(shop, shop.offers[1])];
  const groupBuy = await openGroupBuy(stage, world, cast);
  const calledOff = await callOff(stage, world, cast);
  return { ...cast, levels, groupBuy, calledOff, ...(await give(stage, world, cast)) };
}

async function openGroupBuy(stage: Stage, world: World, cast: Cast): Promise<Together> {
  const { union, shop } = cast;
  const [offer] = shop.offers;
  const title = `职工团购${offer.product.name}（演示）`;
  const id = await stage.step('A union writes a group buy; what is missing is named at its field', async (tell) => {
    const { id: empty } = await union.get('createCampaign', { body: { form: 'group_buy', title } });
    const early = await union.call('submitCampaign', { params: { id: empty }, expect: 400 });
    const { fields } = early.body.error.details;
    check.that(fields['goods'] && fields['deadline'], 'goods and deadline are named as missing');
    await union.get('cancelCampaign', { params: { id: empty }, body: { reason: '重新填写（演示）' } });
    const made = await submitted(union, {}, termsOf(offer, title));
    const view = await union.get('getMyCampaign', { params: { id: made } });
    check.equal(view.status, 'agreeing', 'whose turn it is');
    tell(`${view.number} · ${title}: ${Object.keys(fields).length} fields were missing; now ${view.status}`);
    return made;
  });
  await stage.step('The supplier agrees and holds its stock; the county opens it', async (tell) => {
    const before = await levelOf(shop, offer);
    await opened(cast, id);
    const after = await levelOf(shop, offer);
    check.equal(after, { ...before, reserved: before.reserved + 3 }, 'stock that is held for the shares');
    tell(`${offer.product.name}: held ${before.reserved} → ${after.reserved}`);
  });
  const taken = await stage.step('Two take all three shares and pay; nobody gets one more', async (tell) => {
    const neighbour = await newcomer(world);
    const first = await join(world, neighbour, id, 2, { shownName: '演示邻居' });
    const invoice = { forOrganisation: true, shownName: '演示工会', invoiceTitle: '演示工会委员会' };
    const second = await join(world, union, id, 1, invoice);
    check.that(second.pledge.organisationName, 'the union’s share is the union’s');
    const late = await neighbour.call('joinCampaign', {
      params: { id },
      body: { shares: 1, expectedTotalFen: offer.sku.priceFen, pointId: at([first]).pledge.point?.id },
      expect: 409,
    });
    const { code } = late.body.error;
    check.that(code === 'campaign_full' || code === 'campaign_not_recruiting', `one share too many: ${code}`);
    for (const { pledge } of [first, second]) tell(`${pledge.number}: ${pledge.shares} × ${yuan(offer.sku.priceFen)}`);
    return [first, second];
  });
  return { id, title, offer, taken };
}

async function callOff(stage: Stage, world: World, cast: Cast): Promise<Together> {
  const { union, shop } = cast;
  const [offer] = shop.offers;
  const title = `职工尝鲜团${offer.product.name}（演示）`;
  return stage.step('Another one is called off by its organiser while people have paid', async (tell) => {
    const id = await submitted(union, {}, termsOf(offer, title));
    await opened(cast, id);
    const taken = await join(world, await newcomer(world), id, 1);
    const off = await union.get('cancelCampaign', { params: { id }, body: { reason: '供货时间有变（演示）' } });
    check.equal(off.status, 'cancelled', 'after it was called off');
    tell(`${off.number} ${off.status}, ${yuan(taken.pledge.amountFen)} to go back`);
    return { id, title, offer, taken: [taken] };
  });
}

async function give(stage: Stage, world: World, cast: Cast): Promise<Pick<Begun, 'donation' | 'hospital' | 'needId'>> {
  const { union, shop } = cast;
  const offer = shop.offers[1];
  const hospital = world.browser('admin');
  const door = {
    regionCode: HOME_REGION,
    detail: '中关村大街 29 号（演示）',
    contactName: '演示护士',
    contactPhone: '13900001235',
  };
  const need = await stage.step('A hospital says what it needs; its door and number stay its own', async (tell) => {
    await world.signIn('recipient', hospital);
    const said = { title: '病房食堂米面（演示）', category: null, quantity: 10, unit: '袋', until: dayIn(30) };
    const made = await hospital.get('createNeed', {
      body: { ...said, why: '病人食堂每天要用，冬天路不好走。（演示）', ...door },
    });
    const office = world.browser('admin');
    await world.signIn('administrator', office);
    if (made.status === 'waiting')
      await office.get('decideNeed', { params: { id: made.id }, body: { decision: 'approve', reason: '' } });
    const shown = await world.browser().get('getNeed', { params: { id: made.id } });
    check.equal([shown.promised, shown.delivered], [0, 0], 'promised and delivered of a new need');
    check.that(!JSON.stringify(shown).includes(door.contactPhone), 'the number of whom to call is not public');
    tell(`${made.number}: ${shown.quantity} ${shown.unit} for ${shown.recipient.name}`);
    return { id: made.id, recipientId: shown.recipient.id };
  });
  const title = `为病房送${offer.product.name}（演示）`;
  const id = await stage.step(
    'The union offers two shares of two pieces; the hospital takes them first',
    async (tell) => {
      const usual = termsOf(offer, title);
      const goods = [{ ...at(usual.goods), pieces: 2, pricesFen: [offer.sku.priceFen] }];
      const given = {
        tierFrom: [1],
        goods,
        deliveryMode: 'recipient',
        recipientId: need.recipientId,
        points: [],
      } as const;
      const start = { form: 'donation', needId: need.id };
      const made = await submitted(union, start, { ...usual, ...given, tierFrom: [1], points: [] });
      const promise = { decision: 'confirm', shares: 2, quantity: 4, deliverBy: dayIn(20), ...door };
      await hospital.get('answerCampaignNeed', { params: { id: made }, body: promise });
      await opened(cast, made);
      const { promised } = await hospital.get('getNeed', { params: { id: need.id } });
      check.equal(promised, 4, 'promised of the need');
      tell(`${title}: ${promised} of the need are promised`);
      return made;
    },
  );
  const taken = await stage.step('Somebody gives both', async (tell) => {
    const giver = await join(world, await newcomer(world), id, 2, { shownName: '演示爱心人士' });
    tell(`${giver.pledge.number}: ${yuan(giver.pledge.amountFen)}`);
    return [giver];
  });
  return { hospital, needId: need.id, donation: { id, title, offer, taken } };
}

/** Waits until the worker has brought it so far. */
export async function cameTo(union: ApiClient, { id, title }: Together, status: string) {
  const read = () => union.get('getFulfilment', { params: { id } });
  return eventually(`${title}: ${status}`, read, (view) => view.status === status);
}

/** The supplier sends all that a campaign ordered of it, a parcel for each order. */
export async function sendAll(shop: Shop, { orders }: RouteResponse<'getFulfilment'>): Promise<void> {
  for (const { orderId: id, number } of orders) {
    const { lines } = await shop.client.get('getSupplierOrder', { params: { id } });
    const parcel = {
      carrier: 'ems',
      waybill: `TG${number.slice(2)}${Date.now().toString(36).toUpperCase()}`,
      lines: lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity })),
    };
    await shop.client.get('shipOrder', { params: { id }, body: { parcels: [parcel] } });
  }
}

/** The number of the certificate of a pledge, as its owner reads it. */
export async function certificateOf({ client, pledge }: Taken): Promise<string> {
  const { number } = await client.get('getOwnParticipation', { params: { id: pledge.id } });
  return there(number, 'the certificate of a published campaign');
}
