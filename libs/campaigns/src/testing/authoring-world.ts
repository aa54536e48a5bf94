import { AuditLog } from '@yigou/audit';
import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import type { RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import type { Caller, SeatedCaller } from '@yigou/identity';
import { anOffice, aPerson, memberOf } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { inStock } from '@yigou/inventory/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type IdempotencyClaim, PersonalData, PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import type { TestDatabase } from '@yigou/testing';
import { AddressLists } from '../addresses/address-lists.service';
import { AnswerCampaigns } from '../authoring/answer-campaigns.service';
import { CampaignAsks } from '../authoring/campaign-asks.queries';
import { CampaignReviews } from '../authoring/campaign-reviews.queries';
import { DraftCampaigns } from '../authoring/draft-campaigns.service';
import { MyCampaigns } from '../authoring/my-campaigns.queries';
import { ProgressReports } from '../authoring/progress-reports.service';
import { ReviewCampaigns } from '../authoring/review-campaigns.service';
import { CampaignComplaints } from '../moderation/complaints.service';

type Draft = RouteInput<'saveCampaign'>['body'];
const DAY_MS = 86_400_000;

/** A supplier with a bag on its shelves, and who answers for it. */
export interface Seller {
  readonly supplierId: string;
  readonly skuId: string;
  readonly clerk: SeatedCaller;
}

/** Everybody who makes a campaign, with the commands that they use: `await world.recruiting()`. */
export class AuthoringWorld {
  readonly drafts: DraftCampaigns;
  readonly mine: MyCampaigns;
  readonly answers: AnswerCampaigns;
  readonly asks: CampaignAsks;
  readonly reviews: ReviewCampaigns;
  readonly reviewed: CampaignReviews;
  readonly reports: ProgressReports;
  readonly complaints: CampaignComplaints;
  readonly addresses: AddressLists;
  readonly stock = new StockLedger();
  readonly keys = new PersonalData({
    APP_SECRET: 'a secret that only tests know, long enough',
    NODE_ENV: 'test',
    YIGOU_DEMO: true,
    PII_KEYS: undefined,
    PII_INDEX_KEY: undefined,
  });

  constructor(readonly test: TestDatabase) {
    const { db, uow } = test;
    const [policy, audit, notices, evidence] = [
      new PolicyParameters(db),
      new AuditLog(),
      new Notices(),
      new Evidence(),
    ];
    this.drafts = new DraftCampaigns(uow, policy, new RegionDirectory(db), this.stock, audit, notices);
    this.mine = new MyCampaigns(db, evidence, policy);
    this.answers = new AnswerCampaigns(uow, this.stock, audit, notices, policy);
    this.asks = new CampaignAsks(db, new PolicyParameters(db));
    this.reviews = new ReviewCampaigns(uow, this.stock, audit, notices);
    this.reviewed = new CampaignReviews(db, evidence, this.keys);
    this.reports = new ProgressReports(db, uow, policy, evidence, audit);
    this.complaints = new CampaignComplaints(db, uow, this.keys, audit);
    this.addresses = new AddressLists(uow, this.keys, policy, audit);
  }

  once = (actor: Caller): IdempotencyClaim => ({ actor: actor.actor.userId, key: newId(), fingerprint: newId() });

  /** Somebody who acts for themselves, whose login is verified. */
  async person(said: Parameters<typeof aPerson>[1] = {}): Promise<Caller> {
    const { id: userId, name, login } = await aPerson(this.test.db, { name: '赵团长', ...said });
    const actor = { userId, name, login, sessionId: newId(), client: 'storefront', loginVerified: true } as const;
    return { actor: { ...actor, totpEnabled: false, memberships: [] }, seat: null, address: '203.0.113.9' };
  }

  /** A supplier of a county with so many bags, 20 yuan each. */
  async seller(pieces = 100, countyCode = '640422'): Promise<Seller> {
    const { db } = this.test;
    await aCategory(db);
    const { supplierId } = await anAdmittedSupplier(db, { regionCode: countyCode });
    const { id: productId } = await aProduct(db, { supplierId, countyCode });
    const { id: skuId } = await aSku(db, { productId });
    await inStock(db, skuId, pieces);
    return { supplierId, skuId, clerk: await memberOf(db, supplierId) };
  }

  /** Somebody of an office that governs so much. */
  async office(regionPrefix = '640422'): Promise<SeatedCaller> {
    const { id } = await anOffice(this.test.db, null);
    return memberOf(this.test.db, id, { regionPrefix });
  }

  /** What a whole draft says: ten bags at most, two of them at least, cheaper from six on. */
  terms(sellers: readonly Seller[], said: Partial<Draft> = {}): Omit<Draft, 'version'> {
    return {
      title: '西吉小米拼团',
      story: '一起买西吉的小米，直接从合作社发货，不够数就全额退款。',
      thresholdShares: 2,
      capShares: 10,
      perPledgeShares: 5,
      deadline: new Date(Date.now() + 5 * DAY_MS).toISOString(),
      tierFrom: [1, 6],
      freightShareFen: 0,
      shipOn: null,
      deposit: null,
      balanceOn: null,
      deliveryMode: 'pickup',
      recipientId: null,
      place: null,
      goods: sellers.map(({ skuId }) => ({ skuId, pieces: 1, pricesFen: [2_000, 1_800] })),
      points: [{ name: '一号楼', contact: '赵', phone: '13900000000', regionCode: '110101', detail: '门卫室' }],
      ...said,
    };
  }

  async draft(
    organiser: Caller,
    sellers: readonly Seller[],
    {
      form = 'group_buy',
      ...said
    }: Partial<Draft> & { readonly form?: RouteInput<'createCampaign'>['body']['form'] } = {},
  ): Promise<string> {
    const { id } = await this.drafts.create(organiser, { form, title: '西吉小米拼团' }, this.once(organiser));
    await this.drafts.save(organiser, id, { ...this.terms(sellers, said), version: 1 });
    return id;
  }

  async submitted(
    organiser: Caller,
    sellers: readonly Seller[],
    said: Parameters<this['draft']>[2] = {},
  ): Promise<string> {
    const id = await this.draft(organiser, sellers, said);
    await this.drafts.submit(organiser, id);
    return id;
  }

  agree = ({ clerk }: Seller, id: string): Promise<void> =>
    this.answers.answer(clerk, id, { answer: 'agree', reason: '' }, this.once(clerk));

  decline = ({ clerk }: Seller, id: string): Promise<void> =>
    this.answers.answer(clerk, id, { answer: 'decline', reason: '价格太低' }, this.once(clerk));

  approve = (office: SeatedCaller, id: string): Promise<void> => this.reviews.approve(office, id, this.once(office));

  async toReview(
    organiser: Caller,
    sellers: readonly Seller[],
    said: Parameters<this['draft']>[2] = {},
  ): Promise<string> {
    const id = await this.submitted(organiser, sellers, said);
    for (const seller of sellers) await this.agree(seller, id);
    return id;
  }

  /** Of one seller of 640422, by the office of the whole country. */
  async recruiting(organiser: Caller, said: Parameters<this['draft']>[2] = {}): Promise<string> {
    const id = await this.toReview(organiser, [await this.seller()], said);
    await this.approve(await this.office(''), id);
    return id;
  }
}
