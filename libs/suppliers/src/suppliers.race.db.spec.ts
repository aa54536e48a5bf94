import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouteBody } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { aCreditCode } from '@yigou/identity/testing';
import { aClaim } from '@yigou/testing';
import { COUNTY, suppliersHarness, type SuppliersHarness } from './testing/suppliers.harness';

const ROUNDS = 8;
const MECHANISM: RouteBody<'createMechanism'> = {
  kind: 'employment',
  incomeKind: 'wage',
  description: '务工',
  yearlyFen: null,
  startsOn: '2020-01-01',
  endsOn: null,
};
let s: SuppliersHarness;
let offices: SeatedCaller[];
beforeAll(async () => {
  s = await suppliersHarness();
  offices = [await s.office(COUNTY), await s.office(COUNTY)];
});
afterAll(() => s.close());

type Refused = { readonly code: string; readonly details: Record<string, unknown> };
/** Runs all at once; gives what came of each: its value, or the refusal. */
async function together<T>(work: readonly (() => Promise<T>)[]): Promise<{ done: T[]; refused: Refused[] }> {
  const settled = await Promise.allSettled(work.map((start) => start()));
  return {
    done: settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    refused: settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as Refused] : [])),
  };
}

describe('at the same instant', () => {
  it('two administrators decide one admission: one wins, the other is told who did', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { by, version } = await s.submitted();
      const { done, refused } = await together([
        () => s.decide(offices[0] as SeatedCaller, by.supplierId, version, 'approve'),
        () => s.decide(offices[1] as SeatedCaller, by.supplierId, version, 'return'),
      ]);
      expect(done).toHaveLength(1);
      expect(refused).toEqual([expect.objectContaining({ code: 'already_decided' })]);
      expect(refused[0]?.details).toMatchObject({ by: '办事员', status: done[0]?.file.status, at: expect.any(String) });
      expect(await s.steps(by.supplierId)).toHaveLength(3);
    }
  });

  it('a file is submitted and saved: the one that came second saw an old version', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const by = await s.register();
      await s.licences.add(by, (await s.licence(by)) as never, aClaim());
      const { version } = await s.commands.save(by, s.filled(1));
      const { done, refused } = await together([
        () => s.commands.submit(by, version),
        () => s.commands.save(by, s.filled(version, { contact: '别人' })),
      ]);
      expect([done.length, refused.map(({ code }) => code)]).toEqual([1, ['version_conflict']]);
      const file = await s.files.get(by.supplierId);
      expect(file.status === 'county_review' ? file.contact === '李四' : file.contact === '别人').toBe(true);
    }
  });

  it('one credit code is registered by eight: it is registered once', async () => {
    const code = aCreditCode();
    const { done, refused } = await together(Array.from({ length: 8 }, () => () => s.register(code)));
    expect(done).toHaveLength(1);
    expect(new Set(refused.map((refusal) => refusal.code))).toEqual(new Set(['credit_code_taken']));
    const [row] = await s.db.query('SELECT count(*)::int AS n FROM organisation WHERE credit_code = $1', [code]);
    expect(row).toEqual({ n: 1 });
  });

  it('one key adds one licence and one mechanism, however often it is pressed', async () => {
    const by = await s.member(await s.supplier('admitted'));
    const [papers, claim] = [await s.licence(by, { number: aCreditCode() }), aClaim()];
    const pressed = await together(Array.from({ length: 16 }, () => () => s.licences.add(by, papers as never, claim)));
    expect([pressed.done.length, new Set(pressed.done.map(({ licences }) => JSON.stringify(licences))).size]).toEqual([
      16, 1,
    ]);
    const licences = await s.db.query('SELECT 1 FROM supplier_licence WHERE supplier_id = $1 AND number = $2', [
      by.supplierId,
      papers.number,
    ]);
    expect(licences).toHaveLength(1);
    const another = { ...claim, fingerprint: 'another licence' };
    await expect(s.licences.add(by, papers as never, another)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    const once = aClaim();
    const made = await together(Array.from({ length: 16 }, () => () => s.mechanisms.create(by, MECHANISM, once)));
    expect(new Set(made.done.map(({ id }) => id)).size).toBe(1);
    expect(await s.mechanisms.list(by.supplierId)).toEqual([made.done[0]]);
  });

  it('one household is linked 32 times: it is linked once', async () => {
    const by = await s.member(await s.supplier('admitted'));
    const mechanism = await s.mechanisms.create(by, MECHANISM, aClaim());
    const family = s.aHousehold();
    await s.registry.create(offices[0] as SeatedCaller, family, aClaim());
    const { done, refused } = await together(
      Array.from({ length: 32 }, () => () => s.links.link(by, mechanism.id, family, aClaim())),
    );
    expect(done).toHaveLength(1);
    // The guesses under way are counted until they turn out to be none, so some may be refused for their number.
    for (const { code } of refused) expect(['household_exists', 'rate_limited']).toContain(code);
    expect((await s.links.list(by.supplierId, mechanism.id, { limit: 10 })).total).toBe(1);
  });

  it('a mandate is revoked and acted on: what was done, was done before', async () => {
    const by = await s.member(await s.supplier('admitted'));
    const mechanism = await s.mechanisms.create(by, MECHANISM, aClaim());
    for (let round = 0; round < ROUNDS; round += 1) {
      const family = s.aHousehold();
      const office = offices[0] as SeatedCaller;
      const { id } = await s.registry.create(office, family, aClaim());
      const link = await s.links.link(by, mechanism.id, family, aClaim());
      const helper = await s.user();
      const mandate = await s.grants.grant(
        office,
        {
          helperLogin: helper.login,
          title: 'responsible',
          subject: { kind: 'household', id },
          consentNote: '签字',
          consentEvidenceId: await s.paper(office.actor.userId),
          endsOn: '2199-12-31',
        },
        aClaim(),
      );
      const ids = { mandateId: mandate.id, linkId: link.id };
      const { refused } = await together<unknown>([
        () => s.grants.revoke(office, mandate.id, '到期'),
        () => s.answers.answer(helper, ids, { answer: 'confirmed', note: '' }),
      ]);
      const log = await s.mandates.log(mandate.code, '203.0.113.3');
      if (refused.length > 0) expect(refused).toEqual([expect.objectContaining({ code: 'mandate_invalid' })]);
      expect(log.acts).toHaveLength(1 - refused.length);
      for (const act of log.acts) expect(act.at <= (log.revokedAt ?? '')).toBe(true);
    }
  });

  it('a licence is removed and another added: the term is that of what is left', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const by = await s.member(await s.supplier('admitted'));
      const number = aCreditCode();
      await s.licences.add(by, (await s.licence(by, { number, validTo: '2190-01-01' })) as never, aClaim());
      const file = await s.licences.add(
        by,
        (await s.licence(by, { number, validFrom: '2020-01-01', validTo: '2191-01-01' })) as never,
        aClaim(),
      );
      const papers = await s.licence(by, { number, validFrom: '2021-01-01', validTo: '2192-01-01' });
      await together<unknown>([
        ...file.licences.map(
          ({ id }) =>
            () =>
              s.licences.remove(by, id),
        ),
        () => s.licences.add(by, papers as never, aClaim()),
      ]);
      const row = await s.db.one<{ stored: string; real: string }>(
        `SELECT licences_to AS stored, (SELECT max(valid_to) FROM supplier_licence WHERE supplier_id = $1) AS real
         FROM supplier_file WHERE supplier_id = $1`,
        [by.supplierId],
      );
      expect(row?.stored).toBe(row?.real);
      expect(row?.real).not.toBeNull();
    }
  });
});
