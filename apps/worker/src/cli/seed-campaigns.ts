import { aPledge, aPoint, type MadeCampaign, PledgeMarket, type SaidOfCampaign } from '@yigou/campaigns/testing';
import type { Caller } from '@yigou/identity';
import { restocked } from '@yigou/inventory/testing';
import type { CommandContext } from './command-context';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';

/** Who organises, who is given, and whose goods they are. */
export interface CampaignPlaces {
  readonly union: string;
  readonly recipient: string;
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
const SHARES = 96;
const STOCK = 800;
const PEOPLE = 8;
const WISHES = ['加油！', '为家乡出一份力', '好吃再来', '支持农户'];

/**
 * Group purchases of the cooperative's goods: one that recruits and lacks two shares, one that nobody paid in time and that failed, a donation to a hospital, and a gift pack of a union. What
 * people paid came past the provider, as all money of the demo: the provider of a start knows nothing of it.
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
    const { recipient } = this.places;
    for (let at = 0; at < PEOPLE; at += 1) this.people.push(await this.market.person());
    const [grain, other = grain] = await this.goods();
    if (!grain || !other) throw new Error('the cooperative of the demo sells nothing');
    const running = { title: `${grain.name}拼团，满 20 份成团`, thresholdShares: 20, tierFrom: [1, 20, 40] };
    await this.pledged(await this.campaign([grain], running), [5, 4, 3, 2, 2, 1, 1]);
    const lost = await this.campaign([grain], { title: `${grain.name}尝鲜团`, thresholdShares: 30 });
    await this.market.passDeadline(lost);
    const given = { form: 'donation', title: `为县医院送${other.name}`, recipientId: recipient } as const;
    await this.pledged(
      await this.campaign([other], { ...given, thresholdShares: 10, deliveryMode: 'recipient' }),
      [3, 2, 1],
    );
    const pack = { form: 'gift_pack', title: '工会慰问礼包', thresholdShares: 10 } as const;
    await this.pledged(await this.campaign([grain, other], pack), [4, 3]);
    await this.market.work();
  }

  /** A campaign of the union that recruits for three more days, fetched at its office; each good is cheaper by a twentieth at each tier. */
  private async campaign(goods: readonly Good[], said: SaidOfCampaign): Promise<MadeCampaign> {
    const { union, supplierId, code, placePath } = this.places;
    const { actor, seat } = await demoPerson(this.context.db, DEMO_LOGINS.organiser);
    const { tierFrom = [1] } = said;
    const place = { regionCode: code, regionPath: placePath, detail: '职工之家（演示）', phone: '13800000017' };
    const distinct = [...new Map(goods.map((one) => [one.skuId, one])).values()];
    const made = await this.market.campaign({
      organiserUserId: actor.userId,
      organiserId: union,
      organiserName: seat.organisationName,
      story: '买一份合作社的好货，帮一把当地农户。（演示）',
      place: { ...place, receiver: actor.name },
      capShares: SHARES,
      deadline: new Date(Date.now() + 3 * DAY_MS),
      deliveryMode: 'pickup',
      ...said,
      tierFrom,
      goods: distinct.map(({ skuId, priceFen }) => ({
        skuId,
        supplierId,
        pricesFen: tierFrom.map((_, tier) => Math.round((priceFen * (20 - tier)) / 20)),
      })),
    });
    if (made.campaign.deliveryMode === 'pickup')
      await aPoint(this.context.db, made.campaign.id, { ...place, name: '职工之家', contact: actor.name });
    return made;
  }

  /** So many shares each, by one person after the other. */
  private async pledged(made: MadeCampaign, shares: readonly number[]): Promise<void> {
    const { db } = this.context;
    const point = await db.one<{ id: string }>('SELECT id FROM campaigns_point WHERE campaign_id = $1', [
      made.campaign.id,
    ]);
    for (const [at, count] of shares.entries())
      await aPledge(db, made, {
        shares: count,
        userId: this.people[at % PEOPLE]?.actor.userId ?? '',
        pointId: point?.id ?? null,
        message: WISHES[at % WISHES.length] ?? '',
        byTransfer: true,
      });
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
