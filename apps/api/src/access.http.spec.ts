import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GOVERNING_KINDS,
  mayCall,
  MEMBER_DUTY_CODES,
  type MemberDuty,
  type MemberRole,
  type OrganisationKind,
  paths,
  REVIEW_LEVEL_CODES,
  type ReviewLevel,
  type RouteId,
} from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { ApiHarness } from './testing/api.harness';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

const PREFIXES = {
  township: '640422',
  industry: '640422',
  county: '640422',
  city: '6404',
  province: '64',
  national: '',
};
/** Every row has all four: for what is missing Jest would hand in a callback, and wait for it. */
const SEATS: readonly (readonly [OrganisationKind, ReviewLevel | null, MemberRole, readonly MemberDuty[]])[] = [
  ['supplier', null, 'manager', []],
  ['supplier', null, 'viewer', []],
  ['agency', null, 'manager', []],
  ['agency', null, 'clerk', []],
  ...MEMBER_DUTY_CODES.map((duty) => ['agency', null, 'clerk', [duty]] as const),
  ['agency', null, 'viewer', []],
  ['finance', 'county', 'manager', []],
  ['finance', 'county', 'clerk', []],
  ['finance', 'county', 'viewer', []],
  ['auditor', null, 'viewer', []],
  ['recipient', null, 'clerk', []],
  ['recipient', null, 'viewer', []],
  ...REVIEW_LEVEL_CODES.map((level) => ['administration', level, 'clerk', []] as const),
  ['administration', 'county', 'manager', []],
  ['administration', 'county', 'viewer', []],
  ['administration', 'national', 'manager', []],
  ['administration', 'national', 'viewer', []],
];
/** All but the one that ends the seat from which the others are asked. */
const ofConsole = (Object.keys(paths) as RouteId[]).filter(
  (id) =>
    ['supplier', 'agency', 'recipient', ...GOVERNING_KINDS, 'console', 'member'].includes(paths[id].who) &&
    id !== 'leaveOrganisation',
);

describe('the access table', () => {
  // The console shows what `mayCall` allows: so this holds what it shows to what the API answers, route by route.
  it.each(SEATS)('says of %s %s %s %s what the API does', async (kind, level, role, duties) => {
    const organisationId = await api.organisation(kind);
    const township = level === 'township' ? '硝河乡' : null;
    // A finance department states no level: it follows from the region that its member governs.
    await api.test.db.query('UPDATE organisation SET review_level = $2, township = $3 WHERE id = $1', [
      organisationId,
      kind === 'administration' ? level : null,
      township,
    ]);
    const regionPrefix = level === null ? '' : PREFIXES[level];
    const visitor = await api.person({ organisationId, role, duties: [...duties], regionPrefix });
    const seat = { kind, role, duties, level, regionPrefix, township };
    const wrong: string[] = [];
    for (const id of ofConsole) {
      const params = { id: newId(), kind: 'suppliers', queue: 'orders', evidenceId: newId(), photoId: newId() };
      const { status, body } = await visitor.call(id, { params, ...(paths[id].method === 'GET' ? {} : { body: {} }) });
      const refused = status === 403 && (body as { error: { code: string } }).error.code === 'forbidden';
      if (refused === mayCall(paths[id], seat)) wrong.push(`${id} ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});
