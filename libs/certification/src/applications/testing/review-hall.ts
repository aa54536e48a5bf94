import { AuditLog } from '@yigou/audit';
import type {
  ApplicationForm,
  ApplicationStatus,
  EvidenceKind,
  PolicyName,
  ReviewLevel,
  SupplierStatus,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type ActorMembership, type AttemptLimits, type Caller, seatIn, type SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { fingerprintOf, type IdempotencyClaim, MARKET_TODAY, PersonalData, PolicyParameters } from '@yigou/platform';
import { PriceBands } from '@yigou/prices';
import { aClaim, type TestDatabase } from '@yigou/testing';
import { aMembership, anOffice, aPerson } from '@yigou/identity/testing';
import { aBenefitLink, aMechanism, anAdmittedSupplier } from '@yigou/suppliers/testing';
import { aHousehold } from '@yigou/households/testing';
import { aFile } from '@yigou/evidence/testing';
import { CertificateTerms } from '../../certificates/certificate-terms';
import { ExitCertificate } from '../../certificates/exit-certificate';
import { ApplicationCommands } from '../application-commands';
import { ApplicationFlow } from '../application-flow';
import { EMPTY_FORM } from '../application-form';
import { ApplicationQueries } from '../application.queries';
import { ChangeReviews } from '../change-reviews';
import { ClosePublicity } from '../close-publicity';
import { DecideReview } from '../decide-review';
import { ExamineObjection } from '../examine-objection';
import { FileObjection } from '../file-objection';
import { ReopenApplication } from '../reopen-application';
import { ReviewViews } from '../review-view';
import { SubmitApplication } from '../submit-application';

/** 西吉县, one of the 832. */
export const COUNTY = '640422';
export const TOWNSHIP = '兴隆镇';
const EVIDENCE_NEEDED: readonly EvidenceKind[] = ['business_licence', 'quality_report', 'benefit_proof', 'commitment'];
const PREFIX: Readonly<Record<ReviewLevel, string>> = {
  township: COUNTY,
  industry: COUNTY,
  county: COUNTY,
  city: COUNTY.slice(0, 4),
  province: COUNTY.slice(0, 2),
  national: '',
};
/** Visitors of the tests are not counted. */
const NO_LIMITS = { take: () => Promise.resolve() } as unknown as AttemptLimits;
const SECRET = {
  APP_SECRET: 'a secret that only tests know, long enough',
  NODE_ENV: 'test',
  YIGOU_DEMO: false,
} as const;

export interface Applicant extends SeatedCaller {
  readonly supplierId: string;
  readonly mechanismId: string;
}

/** The services of certification on a database, with people in their seats. */
export class ReviewHall {
  private readonly policy: PolicyParameters;
  readonly personal = new PersonalData({ ...SECRET, PII_KEYS: undefined, PII_INDEX_KEY: undefined });
  readonly flow: ApplicationFlow;
  readonly commands: ApplicationCommands;
  readonly submitting: SubmitApplication;
  readonly queries: ApplicationQueries;
  readonly decisions: DecideReview;
  readonly views: ReviewViews;
  readonly objections: FileObjection;
  readonly examinations: ExamineObjection;
  readonly publicity: ClosePublicity;
  readonly reopening: ReopenApplication;
  readonly changes: ChangeReviews;
  readonly terms: CertificateTerms;
  readonly exits: ExitCertificate;

  constructor(readonly test: TestDatabase) {
    const { db, uow } = test;
    const [audit, notices, evidence] = [new AuditLog(), new Notices(), new Evidence()];
    this.policy = new PolicyParameters(db);
    const prices = new PriceBands(this.policy);
    this.flow = new ApplicationFlow(notices, audit);
    this.commands = new ApplicationCommands(uow, this.flow, evidence, audit);
    this.submitting = new SubmitApplication(db, uow, prices, this.flow);
    this.queries = new ApplicationQueries(db, this.policy);
    this.decisions = new DecideReview(db, uow, this.flow, evidence, audit, notices);
    this.views = new ReviewViews(db, this.queries, prices);
    this.objections = new FileObjection(uow, this.flow, evidence, this.personal, NO_LIMITS, audit);
    this.examinations = new ExamineObjection(db, uow, this.flow, evidence);
    this.publicity = new ClosePublicity(db, uow, this.flow);
    this.reopening = new ReopenApplication(this.flow);
    this.changes = new ChangeReviews(notices, audit);
    this.terms = new CertificateTerms(db, uow, this.policy, notices);
    this.exits = new ExitCertificate(uow, this.flow, audit);
  }

  /** Submits after something else has happened between the look at the prices and the lock. */
  submittingAfter(meanwhile: () => Promise<unknown>): SubmitApplication {
    const prices = new PriceBands(this.policy);
    const look = prices.checkAll.bind(prices);
    prices.checkAll = async (...asked) => {
      const checks = await look(...asked);
      await meanwhile();
      return checks;
    };
    return new SubmitApplication(this.test.db, this.test.uow, prices, this.flow);
  }

  /** Categories and nothing else. */
  async open(): Promise<this> {
    await this.category('grain', '粮油');
    return this;
  }

  /** A kind of goods, below another where one is named; the same one when it is there already. */
  async category(slug: string, name: string, parent: string | null = null): Promise<void> {
    await this.test.db.query(
      'INSERT INTO category (slug, name, position, parent_slug) VALUES ($1, $2, 1, $3) ON CONFLICT DO NOTHING',
      [slug, name, parent],
    );
  }

  /** A policy value from now on, for everywhere, of one category where it is named. */
  async set(name: PolicyName, value: unknown, category = ''): Promise<void> {
    await this.test.db.query(
      "INSERT INTO policy_parameter (id, name, value, source, category, effective_from) VALUES ($1, $2, $3, '测试', $4, clock_timestamp() - interval '1 second')",
      [newId(), name, JSON.stringify(value), category],
    );
  }

  private async user(name: string): Promise<string> {
    return (await aPerson(this.test.db, { name })).id;
  }

  /** Somebody who sits in an office of a level. */
  async reviewer(
    level: ReviewLevel,
    more: { readonly prefix?: string; readonly township?: string } = {},
  ): Promise<SeatedCaller> {
    const name = `${level} 办公室`;
    const township = more.township ?? (level === 'township' ? TOWNSHIP : null);
    const { id: organisationId } = await anOffice(this.test.db, level, { name, regionCode: COUNTY, township });
    const userId = await this.user(`${level} 审核员`);
    const regionPrefix = more.prefix ?? PREFIX[level];
    return this.seat({ userId, organisationId, organisationName: name, level, regionPrefix, township });
  }

  /** Another seat of a person, in the same office or in one of another level. */
  async seat(seat: {
    userId: string;
    organisationId: string;
    organisationName: string;
    level: ReviewLevel;
    regionPrefix: string;
    township: string | null;
  }): Promise<SeatedCaller> {
    const { userId, organisationId, organisationName, level, regionPrefix, township } = seat;
    await aMembership(this.test.db, { userId, organisationId, role: 'clerk', regionPrefix });
    const place = { duties: [], regionPrefix, reviewLevel: level, township };
    return personIn(userId, `${level} 审核员`, {
      organisationId,
      organisationName,
      kind: 'administration',
      role: 'clerk',
      ...place,
    });
  }

  /** A supplier in the county with one mechanism that carries households of `people` each. */
  async applicant(
    households = 1,
    more: { readonly status?: SupplierStatus; readonly county?: string } = {},
  ): Promise<Applicant> {
    const [supplierId, mechanismId] = [newId(), newId()];
    const county = more.county ?? COUNTY;
    const { db } = this.test;
    await anAdmittedSupplier(db, {
      supplierId,
      name: `合作社 ${supplierId.slice(-6)}`,
      status: more.status ?? 'admitted',
      regionCode: county,
      township: TOWNSHIP,
      productionBase: '王河村梯田',
    });
    await aMechanism(db, { id: mechanismId, supplierId });
    for (let at = 0; at < households; at += 1) await this.household(mechanismId);
    const userId = await this.user('理事长');
    await aMembership(db, { userId, organisationId: supplierId });
    const membership = {
      organisationId: supplierId,
      organisationName: '合作社',
      kind: 'supplier',
      role: 'manager',
    } as const;
    const place = { duties: [], regionPrefix: '', reviewLevel: null, township: null };
    return { ...personIn(userId, '理事长', { ...membership, ...place }), supplierId, mechanismId };
  }

  private async household(mechanismId: string): Promise<void> {
    const { db } = this.test;
    const household = await aHousehold(db, { regionCode: COUNTY, township: TOWNSHIP });
    await aBenefitLink(db, { mechanismId, householdId: household.id, status: 'confirmed' });
  }

  form({ mechanismId }: Applicant, more: Partial<ApplicationForm> = {}): ApplicationForm {
    return {
      ...EMPTY_FORM,
      productName: '西吉小米',
      categorySlug: 'grain',
      variety: '小米',
      grade: '一级',
      annualOutputKg: 20_000,
      specifications: [{ name: '一袋', netWeightGrams: 500, priceFen: 1_000 }],
      productionBase: '王河村梯田',
      qualityStandard: 'GB/T 11766',
      description: '',
      mechanismIds: [mechanismId],
      commitment: true,
      ...more,
    };
  }

  /** An uploaded file of a person. */
  async file(userId: string): Promise<string> {
    return (await aFile(this.test.db, { uploadedBy: userId })).id;
  }

  claim({ actor }: Caller, body: unknown, key: string = newId()): IdempotencyClaim {
    return { actor: actor.userId, key, fingerprint: fingerprintOf(body) };
  }

  /** A draft with everything that a submission needs. */
  async ready(applicant: Applicant, more: Partial<ApplicationForm> = {}): Promise<string> {
    const id = await this.commands.create(applicant, { kind: 'initial', certificateId: null, causes: [] }, aClaim());
    await this.complete(applicant, id, more);
    return id;
  }

  /** Fills in the form and attaches what policy asks for. */
  async complete(applicant: Applicant, id: string, more: Partial<ApplicationForm> = {}): Promise<void> {
    const { version } = await this.at(id);
    await this.commands.save(applicant, id, { version, form: this.form(applicant, more) });
    for (const kind of EVIDENCE_NEEDED)
      await this.commands.attach(applicant, id, { evidenceId: await this.file(applicant.actor.userId), kind });
  }

  async submit(by: Caller, id: string): Promise<void> {
    await this.submitting.execute(by, id, (await this.at(id)).version, this.claim(by, id));
  }

  async submitted(applicant: Applicant, more: Partial<ApplicationForm> = {}): Promise<string> {
    const id = await this.ready(applicant, more);
    await this.submit(applicant, id);
    return id;
  }

  async decide(by: Caller, id: string, decision: 'approve' | 'return' | 'refuse', version?: number): Promise<void> {
    const body = {
      decision,
      reason: '依据材料',
      version: version ?? (await this.at(id)).version,
      fieldNotes: {},
      evidenceIds: [],
    };
    await this.decisions.decide(by, id, body, this.claim(by, [id, body]));
  }

  object(id: string): Promise<{ number: string }> {
    const body = { name: '李某', contact: '13900000000', reason: '产品不是本地生产的，请核查', evidence: [] };
    return this.objections.execute(id, body, '203.0.113.7', aClaim());
  }

  /** Publications end now, by the database's clock. */
  async endPublicity(id: string): Promise<void> {
    await this.test.db.query(
      "UPDATE application SET publicity_ends_at = clock_timestamp() - interval '1 second' WHERE id = $1 AND status = 'publicity'",
      [id],
    );
    await this.publicity.close(id);
  }

  /** Through every level that policy names, to the certificate; gives its id. */
  async issued(
    applicant: Applicant,
    reviewers: Readonly<Partial<Record<ApplicationStatus, Caller>>>,
    id?: string,
  ): Promise<string> {
    const applicationId = id ?? (await this.submitted(applicant));
    for (;;) {
      const { status, certificateId } = await this.at(applicationId);
      if (status === 'issued' && certificateId) return certificateId;
      const reviewer = reviewers[status];
      if (status === 'publicity') await this.endPublicity(applicationId);
      else if (reviewer) await this.decide(reviewer, applicationId, 'approve');
      else throw new Error(`nobody reviews ${status}`);
    }
  }

  async at(id: string): Promise<{ status: ApplicationStatus; version: number; certificateId: string | null }> {
    const row = await this.test.db.one<{ status: ApplicationStatus; version: number; certificateId: string | null }>(
      'SELECT status, version, certificate_id AS "certificateId" FROM application WHERE id = $1',
      [id],
    );
    if (!row) throw new Error('no such application');
    return row;
  }

  certificate(id: string) {
    return this.test.db.one<{
      number: string;
      status: string;
      version: number;
      validFrom: string;
      validTo: string;
      today: string;
      scope: { priceFen: number }[];
    }>(
      `SELECT number, status, version, valid_from AS "validFrom", valid_to AS "validTo", scope,
         (${MARKET_TODAY})::text AS today FROM certificate WHERE id = $1`,
      [id],
    );
  }
}

/** Somebody with one seat, which they act from. */
function personIn(userId: string, name: string, membership: ActorMembership): SeatedCaller {
  const account = { login: '', sessionId: '', client: 'admin', loginVerified: true, totpEnabled: true } as const;
  return { actor: { ...account, userId, name, memberships: [membership] }, seat: seatIn(membership), address: null };
}

/** Errors by their codes. */
export async function outcomes(work: readonly Promise<unknown>[]): Promise<{ done: number; codes: string[] }> {
  const settled = await Promise.allSettled(work);
  const codes = settled.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as { code?: string }).code ?? String(result.reason)] : [],
  );
  return { done: settled.length - codes.length, codes };
}
