import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import type { CampaignStatus, PledgeStatus } from '@yigou/contracts';
import { aPerson } from '@yigou/identity/testing';
import { heldFor, inStock } from '@yigou/inventory/testing';
import { newId, sumFen } from '@yigou/kernel';
import { aPayment } from '@yigou/payments/testing';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { CampaignGoods } from '../campaign-goods.entity';
import { CampaignStep } from '../campaign-step.entity';
import { CampaignSupplier } from '../campaign-supplier.entity';
import { Campaign } from '../campaign.entity';
import { LeaderStep } from '../leaders/leader-step.entity';
import { Leader } from '../leaders/leader.entity';
import { PledgeStep } from '../pledge-step.entity';
import { Pledge } from '../pledge.entity';
import { Point } from '../point.entity';
import { Slot } from '../slot.entity';

/** Where a campaign stands when it is made; what follows on `recruiting` a command makes. */
type MadeStatus = Extract<CampaignStatus, 'draft' | 'to_recipient' | 'agreeing' | 'to_review' | 'recruiting'>;
const PATHS: Readonly<Record<MadeStatus, readonly [action: CampaignStep['action'], to: CampaignStatus][]>> = {
  draft: [['draft', 'draft']],
  to_recipient: [
    ['draft', 'draft'],
    ['submit', 'to_recipient'],
  ],
  agreeing: [
    ['draft', 'draft'],
    ['submit', 'agreeing'],
  ],
  to_review: [
    ['draft', 'draft'],
    ['submit', 'agreeing'],
    ['agree', 'to_review'],
  ],
  recruiting: [
    ['draft', 'draft'],
    ['submit', 'agreeing'],
    ['agree', 'to_review'],
    ['approve', 'recruiting'],
  ],
};
const SHARDS = 16;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Fen per piece at each tier. */
const PRICES = [2_000, 1_800];

/** What may be said of a campaign: of itself, and of what a share holds. */
export type SaidOfCampaign = Partial<Campaign> & {
  /** What one share holds; a piece of a bag of its own where nothing is said. */
  readonly goods?: readonly (Pick<CampaignGoods, 'skuId' | 'supplierId'> & Partial<CampaignGoods>)[];
  /** False: nothing is held of the stock, as of a pre-sale. */
  readonly held?: boolean;
};
export interface MadeCampaign {
  readonly campaign: Campaign;
  readonly goods: readonly CampaignGoods[];
}

/** A group buy of one bag of a cooperative per share, from 3 shares on, 10 at most, cheaper from 6 on: `await aCampaign(db).recruiting()`. Who and what nobody named is made, too. */
export class CampaignToBe {
  constructor(
    private readonly db: Queryable,
    private readonly said: SaidOfCampaign,
  ) {}

  readonly draft = () => this.in('draft');
  readonly agreeing = () => this.in('agreeing');
  /** Its suppliers agreed, and hold their stock. */
  readonly toReview = () => this.in('to_review');
  readonly recruiting = () => this.in('recruiting');

  async in(status: MadeStatus): Promise<MadeCampaign> {
    const { db } = this;
    const { goods: saidGoods, held = true, ...said } = this.said;
    const organiserUserId = said.organiserUserId ?? (await aPerson(db, { name: '赵团长' })).id;
    const open = status === 'recruiting';
    const campaign = await given(db, Campaign, {
      number: `TG${newId().slice(-12)}`,
      form: 'group_buy',
      status,
      organiserUserId,
      organiserName: '赵团长',
      title: '小米拼团',
      thresholdShares: 3,
      capShares: 10,
      perPledgeShares: 10,
      deadline: new Date(Date.now() + HOUR_MS),
      tierFrom: [1, 6],
      deliveryMode: 'each',
      openedAt: open ? new Date() : null,
      place: {
        receiver: '赵团长',
        phone: '13900000000',
        regionCode: '110101',
        regionPath: '北京市 / 东城区',
        detail: '安定门内大街 1 号',
      },
      ...said,
    });
    const goods: CampaignGoods[] = [];
    for (const [position, row] of (saidGoods ?? [await aBag(db, campaign.capShares)]).entries())
      goods.push(
        await given(db, CampaignGoods, { campaignId: campaign.id, position, pieces: 1, pricesFen: PRICES, ...row }),
      );
    const agreed = status === 'to_review' || open;
    await this.suppliers(campaign.id, goods, agreed);
    if (agreed && held)
      for (const { id, skuId, pieces } of goods)
        await heldFor(db, id, { skuId, quantity: pieces * campaign.capShares, shipped: 0, closed: false });
    if (open) await this.slots(campaign);
    let from: CampaignStatus | null = null;
    const path = PATHS[status];
    for (const [place, [action, toStatus]] of path.entries()) {
      // Of one that is said to have opened some time ago: a day for each step before.
      const at = said.openedAt && { at: new Date(said.openedAt.getTime() - (path.length - 1 - place) * DAY_MS) };
      await given(db, CampaignStep, { campaignsCampaignId: campaign.id, action, fromStatus: from, toStatus, ...at });
      from = toStatus;
    }
    return { campaign, goods };
  }

  private async suppliers(campaignId: string, goods: readonly CampaignGoods[], agreed: boolean): Promise<void> {
    for (const supplierId of new Set(goods.map((row) => row.supplierId)))
      await given(this.db, CampaignSupplier, {
        campaignId,
        supplierId,
        ...(agreed && { answer: 'agreed', answeredAt: new Date() }),
      });
  }

  /** The cap over the shards, the first ones taking what is left over. */
  private async slots({ id: campaignId, capShares }: Campaign): Promise<void> {
    for (let shard = 0; shard < SHARDS; shard += 1) {
      const capacity = Math.floor(capShares / SHARDS) + (shard < capShares % SHARDS ? 1 : 0);
      if (capacity > 0) await given(this.db, Slot, { campaignId, shard, capacity });
    }
  }
}

export const aCampaign = (db: Queryable, said: SaidOfCampaign = {}): CampaignToBe => new CampaignToBe(db, said);

/** A bag on the shelves of an admitted supplier of its own, with stock for so many shares. */
async function aBag(db: Queryable, pieces: number): Promise<Pick<CampaignGoods, 'skuId' | 'supplierId'>> {
  await aCategory(db);
  const { supplierId } = await anAdmittedSupplier(db);
  const product = await aProduct(db, { supplierId });
  const { id: skuId } = await aSku(db, { productId: product.id });
  await inStock(db, skuId, pieces);
  return { skuId, supplierId };
}

/** What somebody pledged of a campaign that recruits: a share unless said otherwise, in the first shards that have room; its price is the first tier's. */
export async function aPledge(
  db: Queryable,
  { campaign, goods }: MadeCampaign,
  {
    status = 'paid',
    byTransfer = false,
    ...said
  }: Partial<Pledge> & {
    readonly status?: Extract<PledgeStatus, 'pending' | 'paid'>;
    /** Past the provider, which then knows nothing of it. */
    readonly byTransfer?: boolean;
  } = {},
): Promise<Pledge> {
  const [id, shares] = [said.id ?? newId(), said.shares ?? 1];
  const priceFen = sumFen(goods.map(({ pieces, pricesFen }) => pieces * (pricesFen[0] ?? 0)));
  const amountFen = said.amountFen ?? shares * (priceFen + campaign.freightShareFen);
  const depositFen = campaign.depositShareFen && shares * campaign.depositShareFen;
  const channel = byTransfer ? 'transfer' : 'online';
  const payment = await aPayment(db, {
    holder: id,
    purpose: 'pledge',
    amountFen: depositFen ?? amountFen,
    status,
    channel,
    atProvider: !byTransfer,
  });
  const slots = await takenSlots(db, campaign.id, shares, status === 'paid' ? 'paid' : 'held');
  const userId = said.userId ?? (await aPerson(db)).id;
  const pledge = await given(db, Pledge, {
    id,
    number: `BN${newId().slice(-12)}`,
    campaignId: campaign.id,
    userId,
    status,
    shares,
    amountFen,
    depositFen,
    paymentId: payment.id,
    slotShards: slots.map(({ shard }) => shard),
    slotShares: slots.map((slot) => slot.shares),
    expiresAt: status === 'pending' ? new Date(Date.now() + HOUR_MS) : null,
    paidAt: status === 'paid' ? new Date() : null,
    ...said,
  });
  const step = { campaignsPledgeId: id, ...(said.paidAt && { at: said.paidAt }) };
  await given(db, PledgeStep, { ...step, action: 'join', fromStatus: null, toStatus: 'pending' });
  if (status === 'paid')
    await given(db, PledgeStep, { ...step, action: 'pay', fromStatus: 'pending', toStatus: 'paid' });
  return pledge;
}

/** Where shares of a campaign are fetched. */
export const aPoint = (db: Queryable, campaignId: string, said: Partial<Point> = {}): Promise<Point> =>
  given(db, Point, {
    campaignId,
    name: '门卫室',
    contact: '王师傅',
    phone: '13900000002',
    regionCode: '110101',
    regionPath: '北京市 / 东城区',
    detail: '安定门内大街 3 号',
    ...said,
  });

async function takenSlots(db: Queryable, campaignId: string, shares: number, as: 'held' | 'paid') {
  const taken = await db.query<{ shard: number; shares: number }>(
    `WITH free AS (
       SELECT shard, capacity - held - paid AS room, sum(capacity - held - paid) OVER (ORDER BY shard) - (capacity - held - paid) AS before
       FROM campaigns_slot WHERE campaign_id = $1),
     taken AS (SELECT shard, least(room, $2 - before)::int AS shares FROM free WHERE before < $2 AND room > 0)
     UPDATE campaigns_slot s SET ${as} = ${as} + taken.shares FROM taken WHERE s.campaign_id = $1 AND s.shard = taken.shard
     RETURNING s.shard, taken.shares`,
    [campaignId, shares],
  );
  if (taken.reduce((sum, slot) => sum + slot.shares, 0) !== shares)
    throw new Error('the campaign has no room for the pledge');
  return taken;
}

/** Somebody who gathers people for a campaign under an own link; asked and accepted before anybody joined. */
export async function aLeader(
  db: Queryable,
  campaignId: string,
  { status = 'active', ...said }: Partial<Leader> & { readonly status?: 'asked' | 'active' } = {},
): Promise<Leader> {
  const userId = said.userId ?? (await aPerson(db, { name: '钱大姐' })).id;
  const code = newId().slice(-12);
  const leader = await given(db, Leader, { campaignId, userId, status, code, name: '钱大姐帮卖', ...said });
  const at = (minutes: number) => new Date((said.askedAt?.getTime() ?? Date.now()) - minutes * 60_000);
  const step = { campaignsLeaderId: leader.id, byId: userId };
  await given(db, LeaderStep, { ...step, action: 'ask', fromStatus: null, toStatus: 'asked', at: at(2) });
  if (status === 'active')
    await given(db, LeaderStep, { ...step, action: 'accept', fromStatus: 'asked', toStatus: 'active', at: at(1) });
  return leader;
}
