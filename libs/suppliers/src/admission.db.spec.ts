import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { endOfWorkingDays } from '@yigou/platform';
import { aClaim, countStatements } from '@yigou/testing';
import { aCreditCode, aMembership } from '@yigou/identity/testing';
import { COUNTY, once, suppliersHarness, type SuppliersHarness } from './testing/suppliers.harness';

let s: SuppliersHarness;
let county: SeatedCaller;
let platform: SeatedCaller;
beforeAll(async () => {
  s = await suppliersHarness();
  county = await s.office(COUNTY);
  platform = await s.office('');
});
afterAll(() => s.close());

const topics = async () => (await s.db.query<{ topic: string }>('SELECT topic FROM outbox')).map(({ topic }) => topic);

describe('registration', () => {
  const body = (more: object = {}) => ({
    kind: 'cooperative',
    name: `合作社 ${newId()}`,
    creditCode: aCreditCode(),
    countyCode: COUNTY,
    township: '兴隆镇',
    ...more,
  });
  const register = async (more: object) => s.registration.register(await s.user(), body(more) as never, aClaim());

  it('R14: takes suppliers of the 832 counties alone', async () => {
    await expect(register({ countyCode: '110105' })).rejects.toMatchObject({
      details: { fields: { countyCode: expect.stringContaining('832') } },
    });
    await expect(register({ countyCode: '640400' })).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await register({})).toEqual({ supplierId: expect.any(String) });
  });

  it.each(['cooperative', 'enterprise', 'workshop', 'family_farm', 'village_collective'])(
    'R27: a legal person may apply, be it a %s',
    async (kind) => {
      const { supplierId } = await register({ kind });
      expect(await s.db.one('SELECT supplier_kind AS kind FROM organisation WHERE id = $1', [supplierId])).toEqual({
        kind,
      });
    },
  );

  it('refuses a credit code with a wrong check digit, and one that is registered', async () => {
    const creditCode = aCreditCode();
    const wrong = creditCode.slice(0, 17) + (creditCode.endsWith('0') ? '1' : '0');
    await expect(register({ creditCode: wrong })).rejects.toMatchObject({
      details: { fields: { creditCode: expect.stringContaining('校验位') } },
    });
    await register({ creditCode });
    await expect(register({ creditCode })).rejects.toMatchObject({ code: 'credit_code_taken' });
  });

  it('gives the person one place, and not a hundred tries', async () => {
    const caller = await s.user();
    const { actor } = caller;
    await s.registration.register(caller, body() as never, aClaim());
    await expect(s.registration.register(caller, body() as never, aClaim())).rejects.toMatchObject({
      code: 'validation_failed',
    });
    for (let n = 0; n < 8; n += 1) await s.limits.take('supplierRegistration', actor.userId);
    await expect(s.registration.register(caller, body() as never, aClaim())).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });
});

describe('the file', () => {
  it('says what is missing until nothing is', async () => {
    const by = await s.register();
    const empty = await s.files.get(by.supplierId);
    expect(Object.keys(empty.missing)).toEqual(
      expect.arrayContaining(['address', 'contact', 'phone', 'bankAccount', 'licences.business_licence']),
    );
    await expect(s.commands.submit(by, empty.version)).rejects.toMatchObject({
      code: 'file_incomplete',
      details: { fields: { 'licences.business_licence': expect.stringContaining('营业执照') } },
    });
    await s.licences.add(by, (await s.licence(by)) as never, once(by));
    const saved = await s.commands.save(by, s.filled(1));
    expect(saved).toMatchObject({ missing: {}, bankAccountMasked: '尾号 1234', version: 2 });
    expect((await s.commands.save(by, s.filled(2, { bankAccount: null }))).bankAccountMasked).toBe('尾号 1234');
    const row = await s.db.one('SELECT bank_account_sealed FROM supplier_file WHERE supplier_id = $1', [by.supplierId]);
    expect(JSON.stringify(row)).not.toContain('6228480000001234');
    expect(s.keys.open(String(row?.['bank_account_sealed']), by.supplierId)).toBe('6228480000001234');
  });

  it('R14: an agent shows whom it sells for', async () => {
    const by = await s.register();
    await s.licences.add(by, (await s.licence(by)) as never, once(by));
    expect((await s.commands.save(by, s.filled(1, { agent: true }))).missing).toEqual({
      'licences.entrustment': expect.stringContaining('委托销售协议'),
    });
  });

  it('refuses a phone number that cannot be, and a version that is old', async () => {
    const by = await s.register();
    await expect(s.commands.save(by, s.filled(1, { phone: '12345' }))).rejects.toMatchObject({
      details: { fields: { phone: expect.any(String) } },
    });
    await s.commands.save(by, s.filled(1));
    await expect(s.commands.save(by, s.filled(1))).rejects.toMatchObject({ code: 'version_conflict' });
  });
});

describe('admission', () => {
  it('R16: self-application, the county’s recommendation, the platform’s review', async () => {
    const { by, version } = await s.submitted();
    await expect(s.commands.save(by, s.filled(version))).rejects.toMatchObject({ code: 'illegal_transition' });
    const seen = await s.admissions.get(county, by.supplierId);
    expect(seen).toMatchObject({
      can: { decide: true, why: null },
      file: { status: 'county_review', can: { edit: false } },
    });
    expect(seen.file.dueAt).toBe(endOfWorkingDays(new Date(seen.file.statusSince), 10).toISOString());
    await expect(s.decide(platform, by.supplierId, version)).rejects.toMatchObject({ code: 'forbidden' });
    const recommended = await s.decide(county, by.supplierId, version);
    expect(recommended).toMatchObject({ file: { status: 'platform_review' }, can: { decide: false } });
    await expect(s.decide(county, by.supplierId, recommended.file.version)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const admitted = await s.decide(platform, by.supplierId, recommended.file.version);
    expect(admitted.file).toMatchObject({ status: 'admitted', dueAt: null });
    expect(await s.steps(by.supplierId)).toEqual(['register', 'submit', 'recommend', 'admit']);
    const notices = await s.db.query('SELECT title FROM notice WHERE user_id = $1 ORDER BY created_at', [
      by.actor.userId,
    ]);
    expect(notices.map(({ title }) => title)).toEqual(['县级已推荐，等待平台审核', '已同意入驻']);
    expect(await s.db.query('SELECT title FROM notice WHERE user_id = $1', [platform.actor.userId])).not.toEqual([]);
    expect(await topics()).toContain('suppliers.standing_changed');

    const later = s.filled(admitted.file.version, { contact: '王五', bankAccount: '6228480000009999' });
    expect(await s.commands.save(by, later)).toMatchObject({ contact: '王五', bankAccountMasked: '尾号 9999' });
    const moved = s.filled(admitted.file.version + 1, { productionBase: '别处', bankAccount: null, contact: '王五' });
    await expect(s.commands.save(by, moved)).rejects.toMatchObject({
      code: 'illegal_transition',
      details: { fields: ['productionBase'] },
    });
  });

  it('comes back with reasons at the fields, and returns to the review that sent it', async () => {
    const { by, version } = await s.submitted();
    const recommended = await s.decide(county, by.supplierId, version);
    const back = await s.decide(platform, by.supplierId, recommended.file.version, 'return', {
      contact: '请填写真实联系人',
    });
    expect(back.file).toMatchObject({ status: 'returned', fieldNotes: { contact: '请填写真实联系人' } });
    const saved = await s.commands.save(by, s.filled(back.file.version, { contact: '赵六' }));
    expect(await s.commands.submit(by, saved.version)).toMatchObject({ status: 'platform_review', fieldNotes: {} });
  });

  it('may be refused; to change the file is to apply again', async () => {
    const { by, version } = await s.submitted();
    const refused = await s.decide(county, by.supplierId, version, 'refuse');
    expect(refused.file.status).toBe('refused');
    expect((await s.commands.save(by, s.filled(refused.file.version))).status).toBe('draft');
  });

  it('is decided by nobody who wrote in it, belongs to it, or decided at the other level', async () => {
    const { by, version } = await s.submitted();
    const inside = await s.office(COUNTY);
    await aMembership(s.db, { userId: inside.actor.userId, organisationId: by.supplierId, role: 'viewer' });
    await expect(s.decide(inside, by.supplierId, version)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    const editor = await s.office(COUNTY);
    await s.db.query('UPDATE supplier_file SET edited_by = $2 WHERE supplier_id = $1', [
      by.supplierId,
      editor.actor.userId,
    ]);
    await expect(s.decide(editor, by.supplierId, version)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    expect((await s.admissions.get(editor, by.supplierId)).can.why).toContain('回避');

    const recommended = await s.decide(county, by.supplierId, version);
    await s.db.query("UPDATE membership SET region_prefix = '' WHERE user_id = $1", [county.actor.userId]);
    const risen = { ...county, seat: { ...county.seat, regionPrefix: '', level: 'national' as const } };
    await expect(s.decide(risen, by.supplierId, recommended.file.version)).rejects.toMatchObject({
      code: 'decided_at_other_level',
    });
    await s.db.query('UPDATE membership SET region_prefix = $2 WHERE user_id = $1', [county.actor.userId, COUNTY]);
  });

  it('is nobody’s business outside the jurisdiction, and not of a role that is gone', async () => {
    const { by, version } = await s.submitted();
    const stranger = await s.office('621222');
    await expect(s.admissions.get(stranger, by.supplierId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(s.decide(stranger, by.supplierId, version)).rejects.toMatchObject({ code: 'not_found' });
    const gone = await s.office(COUNTY);
    await s.db.query('DELETE FROM membership WHERE user_id = $1', [gone.actor.userId]);
    await expect(s.decide(gone, by.supplierId, version)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('answers the same request with the same key once', async () => {
    const { by, version } = await s.submitted();
    const claim = once(county);
    const body = { decision: 'approve', version, reason: '同意', fieldNotes: {}, evidenceIds: [] } as const;
    const decide = () => s.decisions.decide(county, by.supplierId, { ...body, evidenceIds: [] }, claim);
    expect((await decide()).file.status).toBe('platform_review');
    expect((await decide()).file.status).toBe('platform_review');
  });

  it('has a work list by deadline in one statement, each supplier once', async () => {
    const office = await s.office('640425');
    for (let n = 0; n < 5; n += 1) {
      const id = await s.supplier('county_review', '640425');
      await s.db.query('UPDATE supplier_file SET due_at = now() + make_interval(days => $2) WHERE supplier_id = $1', [
        id,
        n - 2,
      ]);
    }
    await s.supplier('draft', '640425');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await s.admissions.list(office, { limit: 2, cursor });
      expect(page.total).toBe(6);
      seen.push(...page.items.map((row) => `${row.status} ${row.overdue} ${row.mine}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([
      'county_review true true',
      'county_review true true',
      'county_review true true',
      'county_review false true',
      'county_review false true',
      'draft false false',
    ]);
    expect(await countStatements(() => s.admissions.list(office, { limit: 2, status: 'county_review' }))).toBe(1);
  });
});

describe('licences', () => {
  const admitted = async () => s.member(await s.supplier('admitted'));
  const term = async (supplierId: string) =>
    (
      await s.db.one<{ to: string | null }>('SELECT licences_to AS "to" FROM supplier_file WHERE supplier_id = $1', [
        supplierId,
      ])
    )?.to;
  const FOOD = { kind: 'food_production', number: 'SC10633018500187' };

  it('end what is sold with the first kind that ends, of each kind the one that lasts longest', async () => {
    const by = await admitted();
    const business = aCreditCode();
    await s.licences.add(by, (await s.licence(by, { number: business, validTo: '2199-12-31' })) as never, once(by));
    expect(await term(by.supplierId)).toBe('2199-12-31');
    await s.licences.add(by, (await s.licence(by, { ...FOOD, validTo: '2188-06-30' })) as never, once(by));
    expect(await term(by.supplierId)).toBe('2188-06-30');
    const file = await s.licences.add(
      by,
      (await s.licence(by, { ...FOOD, validFrom: '2188-07-01', validTo: null })) as never,
      once(by),
    );
    expect(await term(by.supplierId)).toBe('2199-12-31');
    expect(file.licences).toHaveLength(3);
    const news = await s.db.query(
      "SELECT FROM outbox WHERE topic = 'suppliers.standing_changed' AND payload->'supplierIds' ? $1",
      [by.supplierId],
    );
    expect(news).toHaveLength(3);
  });

  it('are refused with a wrong check digit, twice, or when over', async () => {
    const by = await admitted();
    const add = async (more: object) => s.licences.add(by, (await s.licence(by, more)) as never, once(by));
    await expect(add({ ...FOOD, number: 'SC10633018500188' })).rejects.toMatchObject({
      details: { fields: { number: expect.stringContaining('校验位') } },
    });
    await expect(add({ validTo: '2020-01-01' })).rejects.toMatchObject({
      details: { fields: { validTo: expect.any(String) } },
    });
    const number = aCreditCode();
    await add({ number });
    await expect(add({ number })).rejects.toMatchObject({ details: { fields: { number: '该证照已登记' } } });
    const stranger = await s.user();
    await expect(add({ evidenceId: await s.paper(stranger.userId) })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('cannot be taken away from under what is sold', async () => {
    const by = await admitted();
    const number = aCreditCode();
    const one = await s.licences.add(by, (await s.licence(by, { number, validTo: '2190-01-01' })) as never, once(by));
    const first = one.licences[0]?.id ?? '';
    await expect(s.licences.remove(by, first)).rejects.toMatchObject({ code: 'licence_in_use' });
    await expect(s.licences.remove(await admitted(), first)).rejects.toMatchObject({ code: 'not_found' });
    await s.licences.add(
      by,
      (await s.licence(by, { number, validFrom: '2020-01-01', validTo: null })) as never,
      once(by),
    );
    expect((await s.licences.remove(by, first)).licences).toHaveLength(1);
    expect(await term(by.supplierId)).toBeNull();
  });

  it('that are others than before are news for the reviews of its certificates; a longer term is none', async () => {
    const by = await admitted();
    const changes = async () =>
      (
        await s.db.query(
          "SELECT FROM outbox WHERE topic = 'suppliers.licence_changed' AND payload->>'supplierId' = $1",
          [by.supplierId],
        )
      ).length;
    const number = aCreditCode();
    await s.licences.add(by, (await s.licence(by, { number })) as never, once(by));
    await s.licences.add(by, (await s.licence(by, { number, validFrom: '2020-05-01' })) as never, once(by));
    expect(await changes()).toBe(0);
    await s.licences.add(by, (await s.licence(by)) as never, once(by));
    expect(await changes()).toBe(1);
  });

  it('that had ended sell again after a review, and not by being entered anew with a later date', async () => {
    const by = await admitted();
    const number = aCreditCode();
    await s.licences.add(by, (await s.licence(by, { number, validTo: '2199-12-31' })) as never, once(by));
    await s.db.query('UPDATE supplier_licence SET valid_to = current_date - 2 WHERE supplier_id = $1', [by.supplierId]);
    await s.db.query('UPDATE supplier_file SET licences_to = current_date - 2 WHERE supplier_id = $1', [by.supplierId]);
    const again = { number, validFrom: '2020-05-01', validTo: '2199-12-31' };
    await s.licences.add(by, (await s.licence(by, again)) as never, once(by));
    expect(
      await s.db.query(
        "SELECT payload->'lapsed' AS lapsed FROM outbox WHERE topic = 'suppliers.licence_changed' AND payload->>'supplierId' = $1",
        [by.supplierId],
      ),
    ).toEqual([{ lapsed: true }]);
    expect(
      await s.db.one('SELECT licences_to < current_date AS over FROM supplier_file WHERE supplier_id = $1', [
        by.supplierId,
      ]),
    ).toEqual({ over: true });
  });
});
