import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariant, PersonalData } from '@yigou/platform';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aRecipient, aNeed, aRegistration, RecipientsHarness } from '../testing';
import { RECIPIENTS_INVARIANTS } from './recipients.invariants';

let test: TestDatabase;
let h: RecipientsHarness;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  h = new RecipientsHarness(test);
});
afterAll(async () => {
  for (const invariant of RECIPIENTS_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  h.close();
  await test.close();
});

const approve = { decision: 'approve', reason: '' } as const;
const turned = <T>(acts: readonly T[], round: number): T[] => [
  ...acts.slice(round % acts.length),
  ...acts.slice(0, round % acts.length),
];

describe('the registration of an organisation', () => {
  it('ends once when it is approved twice, returned and taken back at once, and makes one seat only if it was approved', async () => {
    const [first, second] = [await h.office('42'), await h.office('4201')];
    for (let round = 0; round < 8; round += 1) {
      const { id, creditCode, userId } = await aRegistration(test.db, h.personal);
      const applicant = await h.person(userId);
      const acts = [
        () => h.registrations.decide(first, id, approve),
        () => h.registrations.decide(second, id, approve),
        () => h.registrations.decide(second, id, { decision: 'return', reason: '材料不全' }),
        () => h.registrations.withdraw(applicant, id),
      ];
      const ends = await Promise.allSettled(turned(acts, round).map((act) => act()));
      const row = await test.db.one<{ status: string }>('SELECT status FROM campaigns_registration WHERE id = $1', [
        id,
      ]);
      const seats = await test.db.query(
        `SELECT m.role FROM organisation o JOIN membership m ON m.organisation_id = o.id WHERE o.credit_code = $1`,
        [creditCode],
      );
      expect(seats).toEqual(row?.status === 'approved' ? [{ role: 'manager' }] : []);
      // What was returned may still be taken back: that is a second end after the first.
      const won = ends.filter(({ status }) => status === 'fulfilled').length;
      expect(won).toBe(row?.status === 'withdrawn' && won === 2 ? 2 : 1);
    }
  });
});

describe('lists', () => {
  it('take one statement each', async () => {
    const office = await h.office('42');
    const recipientId = await aRecipient(test.db);
    const recipient = await h.seat(recipientId);
    for (let turn = 0; turn < 3; turn += 1) {
      await aRegistration(test.db, h.personal);
      await aNeed(test.db, h.personal, { recipientId });
      await aNeed(test.db, h.personal, { recipientId, status: 'returned' });
    }
    const page = { limit: 2 };
    for (const list of [
      () => h.registrationQueries.list(office, page),
      () => h.registrationQueries.own(recipient),
      () => h.needQueries.board(page),
      () => h.needQueries.own(recipient, page),
      () => h.needQueries.ofRegion(office, page),
    ])
      expect(await countStatements(list)).toBe(1);
    const first = await h.needQueries.board(page);
    const rest = await h.needQueries.board({ limit: 100, cursor: first.nextCursor ?? '' });
    expect(first.items.length + rest.items.length).toBe(first.total);
    const { id } = await aNeed(test.db, h.personal, { recipientId });
    expect(await countStatements(() => h.needQueries.get(id))).toBe(1);
    expect(await countStatements(() => h.needQueries.getOwn(recipient, id))).toBe(1);
    expect(h.personal).toBeInstanceOf(PersonalData);
  });
});
