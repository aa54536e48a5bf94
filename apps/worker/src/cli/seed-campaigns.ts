import {
  aCampaign,
  aLeader,
  aPledge,
  aPoint,
  aUnitPledge,
  type MadeCampaign,
  PledgeMarket,
  type SaidOfCampaign,
} from '@yigou/campaigns/testing';
import type { Caller } from '@yigou/identity';
import { restocked } from '@yigou/inventory/testing';
import { marketDay } from '@yigou/platform';
import type { CommandContext } from './command-context';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';
import { agreedByAll, openNeed } from './seed-needs';
import { numbersOf } from './seed-numbers';
import { ResultStory } from './seed-results';

/** Who organises, who is given, and whose goods they are. */
export interface CampaignPlaces {
  readonly union: string;
  readonly recipient: string;
  /** A school, and what it may spend of its union's money. */
  readonly school: { readonly unitId: string; readonly budgetId: string };
  readonly supplierId: string;
  /** Of the county that they all lie in, and its names. */
  readonly code: string;
  readonly placePath: string;
}
interface Good {
  readonly skuId: string;
  readonly name: string;
  readonly priceFen: number;
}

const DAY_MS = 86_400_000;
/** Since when people join, one about every twenty hours. */
const OPENED_DAYS_AGO = 7;
/** The one whose results are published. */
const PUBLISHED_OPENED_DAYS_AGO = 21;
const JOINED_EVERY_MS = 20 * 3_600_000;
const SHARES = 96;
const STOCK = 800;
const PEOPLE = 8;
const WISHES = ['加油！', '为家乡出一份力', '好吃再来', '支持农户'];
/** So many bags the hospital needs, of which the donation promises one for each of its shares. */
const NEEDED = 240;
/** So long balances of a pre-sale may be paid. */
const BALANCE_DAYS = 14;

interface Taken {
  readonly shares: number;
  /** One of the people who join everywhere, where it is not said. */
  readonly userId?: string;
  readonly shownName?: string;
  /** The sub-leader whose link it came by. */
  readonly viaId?: string;
  /** For a budget unit, of its budget. */
  readonly of?: { readonly unitId: string; readonly budgetId: string };
}

/**
 * Group purchases of the cooperative's goods: one that recruits and lacks two shares, one that nobody paid in time and that failed, one that succeeded and whose results are published, a pre-sale whose balances are due, a donation
 * of what a hospital needs, and a gift pack of a union; a school takes some of the one that succeeded, of its budget. What people paid came past the provider, as all money of the demo: the provider of a start knows nothing of it. So nothing goes back
 * either: what came by transfer is given back on the voucher of an order, and a pledge has none.
 */
export class CampaignStory {
  private readonly market: PledgeMarket;
  private people: Caller[] = [];

  constructor(
    private readonly context: CommandContext,
    private readonly places: CampaignPlaces,
  ) {
    this.market = new PledgeMarket(context);
  }

  async tell(): Promise<void> {
    for (let at = 0; at < PEOPLE; at += 1) this.people.push(await this.market.person());
    const [grain, other = grain] = await this.goods();
    if (!grain || !other) throw new Error('the cooperative of the demo sells nothing');
    const running = { title: `${grain.name}拼团，满 20 份成团`, thresholdShares: 20, tierFrom: [1, 20, 40] };
    const open = await this.campaign([grain], running);
    const viaId = await this.led(open);
    await this.pledged(
      open,
      sharesOf(5, 4, 3, 2, 2, 1, 1).map((taken, at) => (at % 2 === 0 ? { ...taken, viaId } : taken)),
    );
    const lost = await this.campaign([grain], { title: `${grain.name}尝鲜团`, thresholdShares: 30 });
    await this.market.passDeadline(lost);
    await this.preSale(grain);
    const home = await this.succeeding(grain);
    await this.donation(other);
    const pack = { form: 'gift_pack', title: '工会慰问礼包', thresholdShares: 10 } as const;
    await this.pledged(await this.campaign([grain, other], pack), sharesOf(4, 3));
    await this.market.work();
    await new ResultStory(this.context).tell(home.campaign.id);
  }

  /** At one price, freight included: what people paid is what it cost, and nothing goes back. */
  private async succeeding(good: Good): Promise<MadeCampaign> {
    const [openedAt, createdAt] = [daysAgo(PUBLISHED_OPENED_DAYS_AGO), daysAgo(PUBLISHED_OPENED_DAYS_AGO + 4)];
    const said = { title: `${good.name}职工团购`, thresholdShares: 12, openedAt, createdAt };
    const made = await this.campaign([good], said);
    const school = await demoPerson(this.context.db, DEMO_LOGINS.unitBuyer);
    await this.pledged(made, [
      { shares: 2, userId: await this.buyer(), shownName: '演示买家' },
      { shares: 4, shownName: '安装一班' },
      { shares: 3, shownName: '李师傅' },
      { shares: 5, shownName: '第一小学工会', userId: school.actor.userId, of: this.places.school },
      ...sharesOf(2, 2, 1, 1),
    ]);
    await this.market.passDeadline(made);
    return made;
  }

  /** It came about, and its balances may be paid; what the buyer took is enough for it to hold. */
  private async preSale(good: Good): Promise<void> {
    const made = await this.campaign([good], {
      form: 'pre_sale',
      title: `${good.name}采收预售`,
      held: false,
      thresholdShares: 3,
      depositShareFen: Math.floor(good.priceFen / 10),
      balanceOn: marketDay(new Date()),
      balanceDays: BALANCE_DAYS,
      shipOn: marketDay(daysAgo(-2 * BALANCE_DAYS)),
    });
    await this.pledged(made, [{ shares: 3, userId: await this.buyer(), shownName: '演示买家' }, ...sharesOf(2, 1, 4)]);
    await this.market.passDeadline(made);
  }

  /** The buyer gathers people for it, and hands out at its point. */
  private async led({ campaign }: MadeCampaign): Promise<string> {
    const { db } = this.context;
    const point = await db.one<{ id: string }>('SELECT id FROM campaigns_point WHERE campaign_id = $1', [campaign.id]);
    const said = { userId: await this.buyer(), name: '演示买家帮卖', pointId: point?.id ?? null };
    const since = campaign.openedAt ?? new Date();
    return (await aLeader(db, campaign.id, { ...said, askedAt: since })).id;
  }

  private async buyer(): Promise<string> {
    const buyer = await this.context.db.one<{ id: string }>('SELECT id FROM app_user WHERE login = $1', [
      DEMO_LOGINS.buyer,
    ]);
    if (!buyer) throw new Error('the demo has no buyer');
    return buyer.id;
  }

  /** To the hospital, of a need that it promises a part of; another need waits for somebody to begin. */
  private async donation(good: Good): Promise<void> {
    const { recipient, code: regionCode } = this.places;
    const why = '住院病人和值班医护的一日三餐（演示）';
    const needId = await openNeed(this.context, regionCode, {
      title: `${good.name}，食堂用`,
      quantity: NEEDED,
      unit: '袋',
      why,
    });
    await openNeed(this.context, regionCode, { title: '营养餐用杂粮', quantity: 500, unit: '公斤', why });
    const given = { form: 'donation', title: `为县医院送${good.name}`, recipientId: recipient, needId } as const;
    const made = await this.campaign(
      [good],
      { ...given, thresholdShares: 10, deliveryMode: 'recipient', openedAt: null, place: null },
      'to_recipient',
    );
    await agreedByAll(this.context, { id: made.campaign.id, shares: SHARES, quantity: SHARES, regionCode });
    await this.pledged(made, sharesOf(3, 2, 1));
  }

  /** A campaign of the union with three days to go, fetched at its office where nothing else is said; each good is cheaper by a twentieth at each tier. */
  private async campaign(
    goods: readonly Good[],
    said: SaidOfCampaign,
    at: 'recruiting' | 'to_recipient' = 'recruiting',
  ): Promise<MadeCampaign> {
    const { db } = this.context;
    const { union, supplierId, code, placePath } = this.places;
    const { actor, seat } = await demoPerson(db, DEMO_LOGINS.organiser);
    const { tierFrom = [1] } = said;
    const place = { regionCode: code, regionPath: placePath, detail: '职工之家（演示）', phone: '13800000017' };
    const distinct = [...new Map(goods.map((one) => [one.skuId, one])).values()];
    const [number = ''] = await numbersOf(db, 'campaign', 1);
    const made = await aCampaign(db, {
      number,
      organiserUserId: actor.userId,
      organiserId: union,
      organiserName: seat.organisationName,
      story: '买一份合作社的好货，帮一把当地农户。（演示）',
      place: { ...place, receiver: actor.name },
      reviewPrefix: code,
      capShares: SHARES,
      deadline: daysAgo(-3),
      openedAt: daysAgo(OPENED_DAYS_AGO),
      createdAt: daysAgo(OPENED_DAYS_AGO + 4),
      deliveryMode: 'pickup',
      ...said,
      tierFrom,
      goods: distinct.map(({ skuId, priceFen }) => ({
        skuId,
        supplierId,
        pricesFen: tierFrom.map((_, tier) => Math.round((priceFen * (20 - tier)) / 20)),
      })),
    }).in(at);
    if (made.campaign.deliveryMode === 'pickup')
      await aPoint(db, made.campaign.id, { ...place, name: '职工之家', contact: actor.name });
    return made;
  }

  /** By one person after the other. */
  private async pledged(made: MadeCampaign, pledges: readonly Taken[]): Promise<void> {
    const { db } = this.context;
    const point = await db.one<{ id: string }>('SELECT id FROM campaigns_point WHERE campaign_id = $1', [
      made.campaign.id,
    ]);
    const numbers = await numbersOf(db, 'pledge', pledges.length);
    for (const [at, { of, ...taken }] of pledges.entries()) {
      const said = {
        number: numbers[at] ?? '',
        userId: this.people[at % PEOPLE]?.actor.userId ?? '',
        pointId: point?.id ?? null,
        message: WISHES[at % WISHES.length] ?? '',
        ...joinedAfter(made.campaign.openedAt, at),
        ...taken,
      };
      await (of
        ? this.context.uow.run((tx) => aUnitPledge(tx, made, of, said))
        : aPledge(db, made, { ...said, byTransfer: true }));
    }
  }

  /** Goods of the cooperative that are on the shelves, with enough in stock for what follows. */
  private async goods(): Promise<Good[]> {
    const { db } = this.context;
    const goods = await db.query<Good>(
      `SELECT DISTINCT ON (p.id) k.id AS "skuId", p.name, k.price_fen AS "priceFen" FROM product p JOIN sku k ON k.product_id = p.id AND k.active
         JOIN listing l ON l.product_id = p.id
       WHERE p.supplier_id = $1 AND l.certificate_number IS NOT NULL ORDER BY p.id DESC, k.price_fen LIMIT 2`,
      [this.places.supplierId],
    );
    for (const { skuId } of goods) await restocked(db, skuId, STOCK);
    return goods;
  }
}

const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);
/** Of one that has been open for a while; what opens now is joined now. */
const joinedAfter = (openedAt: Date | null, place: number): { createdAt: Date; paidAt: Date } | undefined => {
  const at = openedAt && new Date(openedAt.getTime() + (place + 1) * JOINED_EVERY_MS);
  return at ? { createdAt: at, paidAt: at } : undefined;
};
const sharesOf = (...counts: readonly number[]): Taken[] => counts.map((shares) => ({ shares }));
