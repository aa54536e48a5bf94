import { AuditLog } from '@yigou/audit';
import { Evidence } from '@yigou/evidence';
import { AttemptLimits, type Caller, Organisations, type SeatedCaller } from '@yigou/identity';
import { anOffice, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Market } from '@yigou/orders/testing';
import { type IdempotencyClaim, PersonalData, PolicyParameters, producerConnection, readConfig } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import type { TestDatabase } from '@yigou/testing';
import { DeliveryQueries } from '../recipients/deliveries.queries';
import { Deliveries } from '../recipients/deliveries.service';
import { DonationQueries } from '../recipients/donations.queries';
import { Donations } from '../recipients/donations.service';
import { NeedQueries } from '../recipients/needs.queries';
import { Needs } from '../recipients/needs.service';
import { RegistrationQueries } from '../recipients/registrations.queries';
import { Registrations } from '../recipients/registrations.service';
import { Surpluses } from '../recipients/surpluses.service';

/** Seals as tests do. */
export const personalOfTests = (): PersonalData =>
  new PersonalData(
    readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: 'postgres://x/x',
      REDIS_URL: 'redis://x',
      APP_SECRET: 'a secret of tests, long enough to be one',
      STRIPE_WEBHOOK_SECRET: 'whsec_test',
      CARRIER_WEBHOOK_SECRET: 'carrier-secret',
    }),
  );

/** Registrations, needs, and what is promised and signed for, on a test database. */
export class RecipientsHarness {
  readonly personal = personalOfTests();
  private readonly redis = producerConnection(process.env['TEST_REDIS_URL'] ?? '');
  private readonly audit = new AuditLog();
  private readonly notices = new Notices();
  private readonly evidence = new Evidence();
  readonly registrations: Registrations;
  readonly registrationQueries: RegistrationQueries;
  readonly needs: Needs;
  readonly needQueries: NeedQueries;
  readonly donations: Donations;
  readonly donationQueries: DonationQueries;
  readonly deliveries: Deliveries;
  readonly deliveryQueries: DeliveryQueries;
  readonly surpluses: Surpluses;

  constructor(private readonly test: TestDatabase) {
    const { db, uow } = test;
    const regions = new RegionDirectory(db);
    const limits = new AttemptLimits(this.redis, `test:${newId()}`);
    const policies = new PolicyParameters(db);
    this.registrations = new Registrations(
      uow,
      new Organisations(db),
      regions,
      limits,
      this.evidence,
      this.personal,
      this.audit,
      this.notices,
    );
    this.registrationQueries = new RegistrationQueries(db, this.evidence, this.personal);
    this.needs = new Needs(uow, regions, limits, policies, this.personal, this.audit, this.notices);
    this.needQueries = new NeedQueries(db, this.personal);
    this.donations = new Donations(uow, regions, this.audit, this.notices);
    this.donationQueries = new DonationQueries(db, this.personal);
    const { accept } = new Market(test);
    this.deliveries = new Deliveries(uow, accept, this.evidence, this.audit, this.notices);
    this.deliveryQueries = new DeliveryQueries(db, this.evidence);
    this.surpluses = new Surpluses(uow, this.audit, this.notices);
  }

  /** Somebody of the office of a region. */
  async office(regionPrefix: string): Promise<SeatedCaller> {
    const { id } = await anOffice(this.test.db, null);
    return memberOf(this.test.db, id, { role: 'manager', regionPrefix });
  }

  /** Somebody of an organisation. */
  seat(organisationId: string): Promise<SeatedCaller> {
    return memberOf(this.test.db, organisationId, { role: 'manager' });
  }

  /** A person as they act for themselves. */
  person(userId: string): Caller {
    const account = {
      login: userId,
      sessionId: newId(),
      client: 'storefront',
      loginVerified: true,
      totpEnabled: false,
    } as const;
    return { actor: { ...account, userId, name: '某人', memberships: [] }, seat: null, address: null };
  }

  claim(): IdempotencyClaim {
    return { actor: newId(), key: newId(), fingerprint: newId() };
  }

  close(): void {
    this.redis.disconnect();
  }
}
