import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { REFUSED, runWithdrawn, WITHDRAWALS } from '@yigou/identity/testing';
import { aClaim, changedTables } from '@yigou/testing';
import { type Member, suppliersHarness, type SuppliersHarness } from './testing';

const MECHANISM = {
  kind: 'contract_farming',
  incomeKind: 'operating',
  description: '订单收购',
  yearlyFen: null,
  startsOn: '2020-01-01',
  endsOn: null,
} as const;

let s: SuppliersHarness;
let by: Member;
beforeAll(async () => {
  s = await suppliersHarness();
});
afterAll(() => s.close());
beforeEach(async () => {
  by = await s.register();
});

const added = async () => (await s.licences.add(by, (await s.licence(by)) as never, aClaim())).licences[0]?.id ?? '';
async function household() {
  const input = s.aHousehold();
  await s.registry.create(await s.office('640422'), input, aClaim());
  return input;
}

/** What is prepared while the seat is there; gives what is asked for. */
const COMMANDS: Record<string, () => Promise<() => Promise<unknown>>> = {
  'a saved file': async () => () => s.commands.save(by, s.filled(1)),
  'a submitted file': async () => {
    await added();
    const { version } = await s.commands.save(by, s.filled(1));
    return () => s.commands.submit(by, version);
  },
  'a licence': async () => {
    const licence = await s.licence(by);
    return () => s.licences.add(by, licence as never, aClaim());
  },
  'a removed licence': async () => {
    const id = await added();
    return () => s.licences.remove(by, id);
  },
  'a mechanism': async () => () => s.mechanisms.create(by, MECHANISM, aClaim()),
  'a changed mechanism': async () => {
    const { id } = await s.mechanisms.create(by, MECHANISM, aClaim());
    return () => s.mechanisms.update(by, id, { ...MECHANISM, description: '务工' });
  },
  'an ended mechanism': async () => {
    const { id } = await s.mechanisms.create(by, MECHANISM, aClaim());
    return () => s.mechanisms.end(by, id);
  },
  'a linked household': async () => {
    const { id } = await s.mechanisms.create(by, MECHANISM, aClaim());
    const family = await household();
    return () => s.links.link(by, id, family, aClaim());
  },
  'an unlinked household': async () => {
    const { id } = await s.mechanisms.create(by, MECHANISM, aClaim());
    const link = await s.links.link(by, id, await household(), aClaim());
    return () => s.links.unlink(by, link.id);
  },
};

describe.each(Object.entries(COMMANDS))('%s of a supplier', (_, prepare) => {
  it.each(WITHDRAWALS)('is refused and writes nothing for whose seat was %s since the request came in', async (how) => {
    expect(await runWithdrawn(s.db, { by, run: await prepare() }, how)).toEqual(REFUSED);
  });

  it('goes through for who still has the seat', async () => {
    expect(await changedTables(s.db, await prepare())).toContain('audit_entry');
  });
});
