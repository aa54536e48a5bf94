import type { JoinCampaignBody, JoinedPledge } from '@yigou/contracts';
import { AuditLog } from '@yigou/audit';
import type { Caller } from '@yigou/identity';
import { aPerson } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { UnitTerms } from '@yigou/orders';
import { PaymentEvents, PaymentHolders, Payments, Refunds, SettlePayment } from '@yigou/payments';
import { MemoryGateway } from '@yigou/payments/testing';
import { type Config, fingerprintOf, type IdempotencyClaim, PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { someAtATime, type TestDatabase } from '@yigou/testing';
import { BalancePayments } from '../balances/balance-payments';
import { CollectBalances } from '../balances/collect-balances';
import { PayBalances } from '../balances/pay-balances';
import { SettleBalances } from '../balances/settle-balances';
import { CloseCampaigns } from '../closing/close-campaigns';
import { SettlePledges } from '../closing/settle-pledges';
import { EndPledges } from '../pledges/end-pledges';
import { JoinCampaign } from '../pledges/join-campaign';
import { PledgePayments } from '../pledges/pledge-payments';
import { PledgeQueries } from '../pledges/pledges.queries';
import { aCampaign, type MadeCampaign, type SaidOfCampaign } from './a-campaign';

const CONFIG = {
  STOREFRONT_URL: 'http://shop.test',
  APP_SECRET: 'a secret of the tests that is long enough',
  NODE_ENV: 'test',
} as unknown as Config;

/** People who join and pay campaigns at a provider in memory, and whoever closes them. */
export class PledgeMarket {
  readonly gateway = new MemoryGateway();
  readonly holders = new PaymentHolders();
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly settle: SettlePayment;
  readonly join: JoinCampaign;
  readonly ending: EndPledges;
  readonly closing: CloseCampaigns;
  readonly settling: SettlePledges;
  readonly pledges: PledgeQueries;
  readonly balances: PayBalances;
  readonly collecting: CollectBalances;

  constructor(readonly test: Pick<TestDatabase, 'db' | 'uow'> & { readonly config?: Config }) {
    const { db, uow, config = CONFIG } = test;
    const notices = new Notices();
    const stock = new StockLedger();
    const policy = new PolicyParameters(db);
    const { holders } = this;
    this.payments = new Payments(db, this.gateway);
    this.refunds = new Refunds(db, uow, this.gateway);
    new PledgePayments(holders, this.refunds, notices).onModuleInit();
    new BalancePayments(holders, this.refunds, notices).onModuleInit();
    this.settle = new SettlePayment(uow, this.payments, this.refunds, new PaymentEvents(db, this.gateway), holders);
    this.pledges = new PledgeQueries(db, policy, config);
    this.join = new JoinCampaign(
      uow,
      this.payments,
      this.pledges,
      new RegionDirectory(db),
      policy,
      new UnitTerms(db, policy),
      config,
    );
    this.ending = new EndPledges(db, uow, this.payments, this.refunds, this.settle, new AuditLog());
    this.closing = new CloseCampaigns(db, uow, stock, notices);
    this.settling = new SettlePledges(
      db,
      uow,
      this.refunds,
      stock,
      notices,
      new SettleBalances(this.payments, this.refunds, notices),
    );
    this.balances = new PayBalances(uow, this.payments, config);
    this.collecting = new CollectBalances(db, uow, this.payments, this.settle, policy, notices);
  }

  /** One that recruits, and sends nothing to anybody until it is told where: everybody fetches it from the organiser. */
  campaign(said: SaidOfCampaign = {}): Promise<MadeCampaign> {
    return aCampaign(this.test.db, { deliveryMode: 'recipient', ...said }).recruiting();
  }

  async person(): Promise<Caller> {
    const { id: userId, login, name } = await aPerson(this.test.db);
    const actor = {
      userId,
      name,
      login,
      sessionId: newId(),
      client: 'storefront' as const,
      loginVerified: true,
      totpEnabled: false,
      memberships: [],
    };
    return { actor, seat: null, address: null };
  }

  people(count: number): Promise<Caller[]> {
    return someAtATime(Array(count).keys(), () => this.person());
  }

  claim(by: Caller, body: unknown, key: string = newId()): IdempotencyClaim {
    return { actor: by.actor.userId, key, fingerprint: fingerprintOf(body) };
  }

  /** What somebody says who takes so many shares at the price of the first tier. */
  body({ campaign, goods }: MadeCampaign, shares = 1, said: Partial<JoinCampaignBody> = {}): JoinCampaignBody {
    const shareFen = goods.reduce((sum, { pieces, pricesFen }) => sum + pieces * (pricesFen[0] ?? 0), 0);
    return {
      shares,
      expectedTotalFen: shares * (shareFen + campaign.freightShareFen),
      expectedDepositFen: campaign.depositShareFen && shares * campaign.depositShareFen,
      pointId: null,
      address: null,
      via: '',
      forOrganisation: false,
      budgetId: null,
      shownName: '',
      message: '',
      invoiceTitle: '',
      invoiceCode: '',
      ...said,
    };
  }

  async joined(made: MadeCampaign, shares = 1, by?: Caller): Promise<JoinedPledge & { readonly by: Caller }> {
    const caller = by ?? (await this.person());
    const body = this.body(made, shares);
    return { ...(await this.join.execute(caller, made.campaign.id, body, this.claim(caller, body))), by: caller };
  }

  /** The provider's intent of a pledge that was just made. */
  refOf({ payment }: JoinedPledge): string {
    return payment.payUrl?.split('/').at(-1) ?? '';
  }

  /** Pays at the provider and says so to us. False: the provider did not take it any more. */
  async pay(pledge: JoinedPledge): Promise<boolean> {
    const ref = this.refOf(pledge);
    if (!this.gateway.pay(ref)) return false;
    await this.settle.execute(this.gateway.intent(ref));
    return true;
  }

  async paid(made: MadeCampaign, shares = 1): Promise<JoinedPledge & { readonly by: Caller }> {
    const pledge = await this.joined(made, shares);
    await this.pay(pledge);
    return pledge;
  }

  /** The deadline was a second ago. */
  async passDeadline({ campaign }: MadeCampaign): Promise<void> {
    await this.test.db.query(
      `UPDATE campaigns_campaign SET deadline = clock_timestamp() - interval '1 second' WHERE id = $1`,
      [campaign.id],
    );
    // What was paid before was paid before.
    await this.test.db.query(
      `UPDATE campaigns_pledge SET paid_at = least(paid_at, clock_timestamp() - interval '2 seconds') WHERE campaign_id = $1 AND paid_at IS NOT NULL`,
      [campaign.id],
    );
  }

  /** The time to pay balances was over so long ago. */
  async passBalance({ campaign }: Pick<MadeCampaign, 'campaign'>, ago = '1 second'): Promise<void> {
    await this.test.db.query(
      `UPDATE campaigns_campaign SET balance_until = clock_timestamp() - $2::interval WHERE id = $1`,
      [campaign.id, ago],
    );
  }

  /** The worker's work: closes, settles and expires all that is due, and takes every refund to the provider. */
  async work(): Promise<void> {
    await this.closing.closeDue(50);
    await this.ending.expireDue(50);
    await this.settling.settleAll();
    await this.collecting.openDue(50);
    await this.collecting.tellDue(50);
    if ((await this.collecting.closeDue(50)) > 0) await this.settling.settleAll();
    await this.submitRefunds();
  }

  /** What is to go back of what was paid at this provider. */
  private async submitRefunds(): Promise<void> {
    const waiting = await this.test.db.query<{ id: string; ref: string }>(
      `SELECT f.id, a.provider_ref AS ref FROM refund f JOIN payment_attempt a ON a.payment_id = f.payment_id AND a.status = 'succeeded' WHERE f.status = 'pending'`,
    );
    for (const { id } of waiting.filter(({ ref }) => this.gateway.intents.has(ref))) await this.refunds.submit(id);
  }

  statusOf(pledgeId: string): Promise<string | undefined> {
    return this.one<{ status: string }>('SELECT status FROM campaigns_pledge WHERE id = $1', pledgeId).then(
      (row) => row?.status,
    );
  }

  campaignStatus(campaignId: string): Promise<string | undefined> {
    return this.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', campaignId).then(
      (row) => row?.status,
    );
  }

  slots(campaignId: string): Promise<{ held: number; paid: number } | undefined> {
    return this.one(
      'SELECT sum(held)::int AS held, sum(paid)::int AS paid FROM campaigns_slot WHERE campaign_id = $1',
      campaignId,
    );
  }

  /** Causes and amounts of what went back to a pledge. */
  refundsOf(pledgeId: string): Promise<{ cause: string; fen: number; status: string }[]> {
    return this.test.db.query(
      'SELECT cause, amount_fen AS fen, status FROM refund WHERE holder = $1 ORDER BY created_at',
      [pledgeId],
    );
  }

  private one<Row>(sql: string, id: string): Promise<Row | undefined> {
    return this.test.db.one<Row>(sql, [id]);
  }
}
