import { AuditLog } from '@yigou/audit';
import { ApplicationFlow, ReopenApplication } from '@yigou/certification';
import type { ReviewLevel, SupplierStatus } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type ActorMembership, type SeatedCaller, seatIn } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type IdempotencyClaim, PersonalData, readConfig } from '@yigou/platform';
import type { TestDatabase } from '@yigou/testing';
import { aMembership, anOffice, aPerson } from '@yigou/identity/testing';
import { aCertificate } from '@yigou/certification/testing';
import { anAdmittedSupplier } from '@yigou/suppliers/testing';
import { AppealQueries } from '../appeals.queries';
import { Appeals } from '../appeals.service';
import { ComplaintQueries } from '../complaints.queries';
import { Complaints } from '../complaints.service';
import { InspectionDraw } from '../inspection-draw';
import { InspectionQueries } from '../inspections.queries';
import { Inspections } from '../inspections.service';
import { SanctionSteps } from '../sanction-steps';
import { SanctionQueries } from '../sanctions.queries';
import { Sanctions } from '../sanctions.service';

export const COUNTY = '640422';
const PREFIXES: Readonly<Record<ReviewLevel, string>> = {
  township: COUNTY,
  industry: COUNTY,
  county: COUNTY,
  city: '6404',
  province: '64',
  national: '',
};
export const ADDRESS = '203.0.113.9';

/** Offices, suppliers and certificates on a database of their own, with everything that supervises them. */
export class SupervisionOffice {
  private readonly audit = new AuditLog();
  private readonly notices = new Notices();
  private readonly evidence = new Evidence();
  readonly personal = new PersonalData(
    readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: 'postgres://x/x',
      REDIS_URL: 'redis://x',
      APP_SECRET: 'a secret of tests, long enough to be one',
      STRIPE_WEBHOOK_SECRET: 'whsec_test',
      CARRIER_WEBHOOK_SECRET: 'carrier-secret',
    }),
  );
  readonly steps = new SanctionSteps(this.audit, this.notices, this.evidence);
  readonly sanctions: Sanctions;
  readonly sanctionQueries: SanctionQueries;
  readonly complaints: Complaints;
  readonly complaintQueries: ComplaintQueries;
  readonly draws: InspectionDraw;
  readonly inspections: Inspections;
  readonly inspectionQueries: InspectionQueries;
  readonly appeals: Appeals;
  readonly appealQueries: AppealQueries;

  constructor(private readonly test: TestDatabase) {
    const { db, uow } = test;
    const reopen = new ReopenApplication(new ApplicationFlow(this.notices, this.audit));
    this.sanctions = new Sanctions(uow, this.steps);
    this.sanctionQueries = new SanctionQueries(db, this.evidence);
    this.complaints = new Complaints(uow, this.audit, this.notices, this.evidence, this.steps, this.personal);
    this.complaintQueries = new ComplaintQueries(db, this.evidence, this.personal);
    this.draws = new InspectionDraw(uow, db, this.audit);
    this.inspections = new Inspections(uow, this.audit, this.notices, this.evidence);
    this.inspectionQueries = new InspectionQueries(db, this.evidence);
    this.appeals = new Appeals(uow, this.audit, this.notices, this.evidence, this.steps, reopen);
    this.appealQueries = new AppealQueries(db, this.evidence);
  }

  claim(): IdempotencyClaim {
    return { actor: newId(), key: newId(), fingerprint: 'x' };
  }

  private async member(membership: Omit<ActorMembership, 'organisationName' | 'role'>): Promise<SeatedCaller> {
    const { db } = this.test;
    const { id: userId } = await aPerson(db, { name: '王主任' });
    const { organisationId, regionPrefix } = membership;
    await aMembership(db, { userId, organisationId, regionPrefix });
    const full: ActorMembership = { ...membership, organisationName: '扶贫办', role: 'manager' };
    const actor = {
      userId,
      name: '王主任',
      login: userId,
      sessionId: newId(),
      client: 'storefront' as const,
      loginVerified: true,
      totpEnabled: true,
      memberships: [full],
    };
    return { actor, seat: seatIn(full), address: ADDRESS };
  }

  /** A member of an office of this level, of Pengyang's county, city, province or the nation unless a prefix says where. */
  async officer(
    level: ReviewLevel,
    regionPrefix = PREFIXES[level],
    township: string | null = null,
  ): Promise<SeatedCaller> {
    const { id: organisationId } = await anOffice(this.test.db, level, { township });
    const seat = {
      organisationId,
      kind: 'administration',
      duties: [],
      regionPrefix,
      reviewLevel: level,
      township,
    } as const;
    return this.member(seat);
  }

  /** A supplier in Pengyang with a member. */
  async supplier(
    status: SupplierStatus = 'admitted',
    township = '和平乡',
  ): Promise<{ supplierId: string; own: SeatedCaller }> {
    const said = { status, regionCode: COUNTY, township };
    const { supplierId } = await anAdmittedSupplier(this.test.db, said);
    const seat = {
      organisationId: supplierId,
      kind: 'supplier',
      duties: [],
      regionPrefix: '',
      reviewLevel: null,
      township: null,
    } as const;
    return { supplierId, own: await this.member(seat) };
  }

  async certificate(supplierId: string, regionCode = COUNTY): Promise<string> {
    return (await aCertificate(this.test.db, { supplierId, regionCode })).id;
  }

  /** The body of a suspension, or of whatever `more` says. */
  suspension(certificateId: string | null, more: object = {}) {
    return {
      kind: 'suspension' as const,
      certificateId,
      supplierId: null,
      reason: '抽检不合格',
      endsOn: null,
      inspectionId: null,
      complaintId: null,
      evidenceIds: [],
      ...more,
    };
  }

  async statusOf(
    table: 'certificate' | 'supplier_file' | 'sanction' | 'appeal' | 'inspection' | 'complaint',
    id: string,
  ) {
    const key = table === 'supplier_file' ? 'supplier_id' : 'id';
    const row = await this.test.db.one<{ status: string }>(`SELECT status FROM ${table} WHERE ${key} = $1`, [id]);
    return row?.status;
  }
}
