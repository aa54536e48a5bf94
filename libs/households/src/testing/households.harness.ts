import { AuditLog } from '@yigou/audit';
import type { HouseholdInput, ReviewLevel } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type ActorMembership, type Caller, seatIn, type SeatedCaller } from '@yigou/identity';
import { aMembership, anOffice, anOrganisation, aPerson, identityHarness } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PersonalData } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { aFile } from '@yigou/evidence/testing';
import { mod11_2 } from 'cdigit';
import { GrantMandates } from '../grant-mandates';
import { Households } from '../households.queries';
import { ImportHouseholds } from '../import-households';
import { Mandates } from '../mandates.queries';
import { RegisterHouseholds } from '../register-households';

export const COUNTY = '640422';
export const OTHER_COUNTY = '621222';
const SECRET = {
  APP_SECRET: 'a secret that only tests know, long enough',
  NODE_ENV: 'test',
  YIGOU_DEMO: false,
} as const;

let sequence = 0;
/** A number that nobody has: of somebody born in 1900, with a check digit that holds. */
export function anIdentityNumber(): string {
  sequence += 1;
  const day = String(1 + (Math.floor(sequence / 1000) % 28)).padStart(2, '0');
  return mod11_2.generate(`${COUNTY}190001${day}${String(sequence % 1000).padStart(3, '0')}`);
}

/** A configuration's keys for personal data, the present one first: `ring('b', 'a')`. */
export const ring = (...names: string[]): PersonalData =>
  new PersonalData({
    ...SECRET,
    PII_KEYS: names.map((name) => `${name}:${Buffer.alloc(32, name).toString('base64')}`).join(','),
    PII_INDEX_KEY: Buffer.alloc(32, 7).toString('base64'),
  });

/** The services of the context, and people around them, on a database of their own. */
export async function householdsHarness() {
  const identity = await identityHarness();
  const { db, uow, limits } = identity;
  const [audit, evidence, notices, keys] = [new AuditLog(), new Evidence(), new Notices(), ring('a')];
  const regions = new RegionDirectory(db);
  const households = new Households(db, keys);
  const registry = new RegisterHouseholds(uow, keys, audit, regions, limits, households);
  const mandates = new Mandates(db, limits);

  const user = async (name = '某人'): Promise<Caller & { userId: string; login: string }> => {
    const { id: userId, login } = await aPerson(db, { name });
    return {
      userId,
      login,
      seat: null,
      address: null,
      actor: {
        userId,
        name,
        login,
        sessionId: newId(),
        client: 'storefront' as const,
        loginVerified: true,
        totpEnabled: true,
        memberships: [],
      },
    };
  };
  const supplier = async (status = 'admitted', regionCode = COUNTY): Promise<string> => {
    const supplierKind = 'cooperative';
    const { id } = await anOrganisation(db, { kind: 'supplier', supplierKind, name: `合作社 ${newId()}`, regionCode });
    await db.query(
      `INSERT INTO supplier_file (supplier_id, status, region_code, township) VALUES ($1, $2, $3, '兴隆镇')`,
      [id, status, regionCode],
    );
    return id;
  };

  return {
    ...identity,
    audit,
    evidence,
    notices,
    keys,
    regions,
    households,
    registry,
    mandates,
    user,
    supplier,
    imports: new ImportHouseholds(db, uow, keys, audit, regions, identity.importColumns),
    grants: new GrantMandates(uow, audit, evidence, notices, mandates),
    /** A member of an administration's office. */
    async office(
      regionPrefix: string,
      level: ReviewLevel | null = null,
      township: string | null = null,
    ): Promise<SeatedCaller> {
      const { actor, userId } = await user('办事员');
      const { id: organisationId, name } = await anOffice(db, level, { township });
      await aMembership(db, { userId, organisationId, role: 'clerk', regionPrefix });
      const byPrefix = ({ 0: 'national', 2: 'province', 4: 'city', 6: 'county' } as const)[regionPrefix.length];
      const membership: ActorMembership = {
        organisationId,
        organisationName: name,
        kind: 'administration' as const,
        role: 'clerk' as const,
        duties: [],
        regionPrefix,
        reviewLevel: level ?? byPrefix ?? null,
        township,
      };
      return { actor: { ...actor, memberships: [membership] }, seat: seatIn(membership), address: '203.0.113.9' };
    },
    /** A file that somebody uploaded. */
    async paper(userId: string): Promise<string> {
      return (await aFile(db, { uploadedBy: userId })).id;
    },
    aHousehold: (more: Partial<HouseholdInput> = {}): HouseholdInput => ({
      name: '张三',
      idNumber: anIdentityNumber(),
      regionCode: COUNTY,
      township: '兴隆镇',
      village: '王河村',
      people: 4,
      status: 'registered',
      ...more,
    }),
  };
}
export type HouseholdsHarness = Awaited<ReturnType<typeof householdsHarness>>;
