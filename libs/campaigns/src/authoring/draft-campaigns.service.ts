import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { auditOf, type Caller } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, MARKET_TODAY, PolicyParameters, type Tx, UnitOfWork } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { isDraft } from '../campaign-status';
import type { LockedCampaign } from '../lock-campaign';
import { type CampaignTerms, draftCampaign, moveCampaign, rewriteDraft } from '../move-campaign';
import { depositShareFen } from '../balances/deposit-share';
import { tellSuppliers } from './ask-suppliers';
import { campaignGoods } from './campaign-goods.queries';
import { renameGoods } from './campaign-stock';
import { recipientOfNeed } from '../recipients/start-at-need';
import { cancelCampaign } from './cancel-campaign';
import { draftFacts } from './draft-facts';
import { draftProblems } from './draft-problems';
import { draftRules } from './draft-rules';
import { holdOrganiser, lockOwn } from './organiser';
import { reviewPrefix } from './review-prefix';
import { requireRecipient, resolveDraft, writeParts } from './write-draft';

type Body = RouteInput<'saveCampaign'>['body'];
/** States in which a campaign counts against how many its organiser may have at once. */
const RUNNING = `('to_recipient', 'agreeing', 'to_review', 'recruiting')`;

/** Campaigns as their organisers write them. */
@Injectable()
export class DraftCampaigns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policy: PolicyParameters,
    private readonly regions: RegionDirectory,
    private readonly stock: StockLedger,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Begins a draft; answers its id. One for a need is given to the recipient whose need it is. Throws `login_unverified`, `forbidden`, `not_found` for a need that there is not,
   * `need_closed`, `validation_failed` for a recipient that there is not.
   */
  create(caller: Caller, body: RouteInput<'createCampaign'>['body'], once: IdempotencyClaim): Promise<{ id: string }> {
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, once, { id: newId() });
      if (!first) return result;
      const by = await holdOrganiser(tx, caller);
      const recipientId = await this.recipientOf(tx, body);
      await draftCampaign(tx, by, { ...EMPTY, ...started(body), recipientId }, result.id);
      return result;
    });
  }

  /** Throws `not_found`, `campaign_moved` for what is a draft no more, `version_conflict`, `validation_failed` at the field. */
  async save(caller: Caller, id: string, { version, ...body }: Body): Promise<void> {
    await this.uow.run(async (tx) => {
      const { campaign } = await lockOwn(tx, caller, id);
      if (!isDraft(campaign.status)) throw new DomainError('campaign_moved', { status: campaign.status });
      if (campaign.lockVersion !== version) throw new DomainError('version_conflict');
      const resolved = await resolveDraft(tx, this.regions, { version, ...body });
      const { goods: _goods, points: _points, deposit, ...terms } = body;
      const balanceDays = deposit && (await this.policy.get('campaigns.balance_days'));
      const kept = await tx.one<{ needId: string | null; recipientId: string | null }>(
        `SELECT c.need_id AS "needId", n.recipient_id AS "recipientId" FROM campaigns_campaign c
         LEFT JOIN campaigns_need n ON n.id = c.need_id WHERE c.id = $1`,
        [id],
      );
      await rewriteDraft(tx, campaign, {
        ...terms,
        form: campaign.form,
        photoKey: resolved.photoKey,
        depositBp: deposit?.by === 'part' ? deposit.bp : null,
        depositShareFen: campaign.form === 'pre_sale' ? depositShareFen(deposit, body.goods) : null,
        balanceOn: deposit && terms.balanceOn,
        balanceDays,
        needId: kept?.needId ?? null,
        // Who needs it is given it: a draft cannot lead somebody's need to another.
        recipientId: kept?.recipientId ?? terms.recipientId,
        place: resolved.place,
      });
      await writeParts(tx, id, resolved);
    });
  }

  /**
   * Hands a draft over: a donation to its recipient, anything else to the suppliers. Throws `not_found`, `campaign_moved`, `validation_failed` with what is missing at its field,
   * `organiser_is_supplier`, `organiser_busy` with `details.limit`, `organiser_report_due`.
   */
  async submit(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      await lockOrganiser(tx, id);
      const { by, campaign } = await lockOwn(tx, caller, id);
      if (!isDraft(campaign.status)) throw new DomainError('campaign_moved', { status: campaign.status });
      const counties = await this.requireWhole(tx, campaign);
      await this.requireWithinLimits(tx, campaign);
      await renameGoods(tx, id);
      await tx.query('DELETE FROM campaigns_supplier WHERE campaign_id = $1', [id]);
      await tx.query(
        'INSERT INTO campaigns_supplier (campaign_id, supplier_id) SELECT DISTINCT campaign_id, supplier_id FROM campaigns_goods WHERE campaign_id = $1',
        [id],
      );
      await tx.query(`UPDATE campaigns_campaign SET review_prefix = $2, review_notes = '{}' WHERE id = $1`, [
        id,
        reviewPrefix(counties),
      ]);
      const to = campaign.form === 'donation' ? 'to_recipient' : 'agreeing';
      await moveCampaign(tx, campaign, { action: 'submit', to, by });
      await this.note(tx, by, 'submitted', campaign, `提交团购“${campaign.title}”`);
      if (to === 'agreeing') await tellSuppliers(tx, this.notices, campaign);
      else await this.tellRecipient(tx, campaign);
    });
  }

  /** Cancels the own campaign before it has succeeded. Throws `not_found`, `campaign_moved`. */
  async cancel(caller: Caller, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, campaign } = await lockOwn(tx, caller, id);
      await cancelCampaign(tx, this.stock, campaign, { by, reason });
      await this.note(tx, by, 'cancelled', campaign, `取消团购“${campaign.title}”：${reason}`);
    });
  }

  private async recipientOf(
    tx: Tx,
    { needId, recipientId }: RouteInput<'createCampaign'>['body'],
  ): Promise<string | null> {
    if (needId !== undefined) return recipientOfNeed(tx, needId);
    if (recipientId !== undefined) await requireRecipient(tx, recipientId);
    return recipientId ?? null;
  }

  /** Gives the county codes of the goods; null for goods of no county. */
  private async requireWhole(tx: Tx, { id }: LockedCampaign): Promise<(string | null)[]> {
    const goods = await campaignGoods(tx, id);
    const facts = await draftFacts(tx, id, goods);
    const fields = draftProblems(facts, await draftRules(this.policy));
    if (facts.goods.some(({ own }) => own)) throw new DomainError('organiser_is_supplier', { fields });
    if (Object.keys(fields).length > 0) throw new DomainError('validation_failed', { fields });
    return goods.map(({ county }) => county?.code ?? null);
  }

  private async requireWithinLimits(tx: Tx, { id, organiserId, organiserUserId }: LockedCampaign): Promise<void> {
    const limit = await this.policy.get('campaigns.open_per_organiser');
    const of = await tx.one<{ running: number; overdue: number }>(
      `SELECT (count(*) FILTER (WHERE c.status IN ${RUNNING}))::int AS running, (count(*) FILTER (WHERE c.report_due_on < ${MARKET_TODAY}))::int AS overdue
       FROM campaigns_campaign c WHERE c.id <> $1
         AND CASE WHEN $2::uuid IS NULL THEN c.organiser_id IS NULL AND c.organiser_user_id = $3 ELSE c.organiser_id = $2 END`,
      [id, organiserId, organiserUserId],
    );
    if (of && of.overdue > 0) throw new DomainError('organiser_report_due', { campaigns: of.overdue });
    if (of && of.running >= limit) throw new DomainError('organiser_busy', { limit });
  }

  private async tellRecipient(tx: Tx, { id, recipientId, title }: LockedCampaign): Promise<void> {
    if (recipientId === null) return;
    await this.notices.tell(
      tx,
      { organisationIds: [recipientId] },
      {
        kind: 'campaign',
        title: '有以购代捐待确认',
        body: `“${title}”拟送给本单位，请确认是否需要和数量。`,
        link: `/recipient/campaigns?id=${id}`,
      },
    );
  }

  private note(
    tx: Tx,
    by: Caller,
    what: 'submitted' | 'cancelled',
    { id, number }: LockedCampaign,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action: `campaigns.campaign_${what}`,
      subjectKind: 'campaign',
      subjectId: id,
      summary,
      data: { number },
    });
  }
}

/** Those of one organiser go one after the other: each counts those before. Throws `not_found`. */
async function lockOrganiser(tx: Tx, id: string): Promise<void> {
  const locked = await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('campaign-organiser|' || coalesce(organiser_id, organiser_user_id)::text, 0)) FROM campaigns_campaign WHERE id = $1`,
    [id],
  );
  if (locked.length === 0) throw new DomainError('not_found');
}

const EMPTY: Omit<CampaignTerms, 'form' | 'title' | 'deliveryMode' | 'recipientId' | 'needId'> = {
  story: '',
  photoKey: null,
  thresholdShares: 10,
  capShares: 100,
  perPledgeShares: 10,
  deadline: null,
  tierFrom: [1],
  freightShareFen: 0,
  depositBp: null,
  depositShareFen: null,
  balanceOn: null,
  balanceDays: null,
  shipOn: null,
  place: null,
};

const started = ({ form, title, needId }: RouteInput<'createCampaign'>['body']) =>
  ({
    form,
    title,
    needId: needId ?? null,
    deliveryMode: form === 'donation' ? 'recipient' : 'pickup',
  }) as const;
