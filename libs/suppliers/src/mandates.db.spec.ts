import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HouseholdInput, MechanismInput } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { aClaim, countStatements } from '@yigou/testing';
import type { z } from 'zod';
import { benefitSummary } from './benefit-summary';
import type { Member } from './testing';
import { COUNTY, suppliersHarness, type SuppliersHarness } from './testing/suppliers.harness';

const MECHANISM: z.infer<typeof MechanismInput> = {
  kind: 'contract_farming',
  incomeKind: 'operating',
  description: '按保底价收购',
  yearlyFen: 300_000,
  startsOn: '2020-01-01',
  endsOn: null,
};

let s: SuppliersHarness;
let county: SeatedCaller;
let by: Member;
beforeAll(async () => {
  s = await suppliersHarness();
  county = await s.office(COUNTY);
  by = await s.member(await s.supplier('admitted'));
});
afterAll(() => s.close());

const household = async (): Promise<HouseholdInput & { id: string }> => {
  const input = s.aHousehold();
  return { ...input, id: (await s.registry.create(county, input, aClaim())).id };
};
const grant = async (subject: { kind: 'household' | 'supplier'; id: string }, helperLogin: string, from = county) =>
  s.grants.grant(
    from,
    {
      helperLogin,
      title: 'first_secretary',
      subject,
      consentNote: '本人签字',
      endsOn: '2199-12-31',
      consentEvidenceId: await s.paper(from.actor.userId),
    },
    aClaim(),
  );

describe('whom a supplier carries', () => {
  it('R28: is declared, changed and ended, with its links', async () => {
    const made = await s.mechanisms.create(by, MECHANISM, aClaim());
    expect(made).toMatchObject({ households: 0, ended: false });
    await expect(s.mechanisms.create(by, { ...MECHANISM, endsOn: '2019-01-01' }, aClaim())).rejects.toMatchObject({
      code: 'validation_failed',
    });
    expect(await s.mechanisms.update(by, made.id, { ...MECHANISM, yearlyFen: null })).toMatchObject({
      yearlyFen: null,
    });
    const family = await household();
    await s.links.link(by, made.id, family, aClaim());
    expect(await benefitSummary(s.db, by.supplierId, [made.id])).toEqual({ households: 1, people: 4 });
    const stranger = await s.member(await s.supplier('admitted'));
    await expect(s.mechanisms.end(stranger, made.id)).rejects.toMatchObject({ code: 'not_found' });
    await s.mechanisms.end(by, made.id);
    expect(await benefitSummary(s.db, by.supplierId, [made.id])).toEqual({ households: 0, people: 0 });
    await expect(s.mechanisms.update(by, made.id, MECHANISM)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is linked by number and name together; a wrong pair and nobody answer alike', async () => {
    const { id } = await s.mechanisms.create(by, MECHANISM, aClaim());
    const family = await household();
    const link = await s.links.link(by, id, { ...family, name: ' 张 三' }, aClaim());
    expect(link).toMatchObject({ status: 'declared', household: { id: family.id, nameMasked: '张*' } });
    const answers = await Promise.all(
      [{ ...family, name: '李四' }, s.aHousehold()].map((wrong) =>
        s.links
          .link(by, id, wrong, aClaim())
          .catch((error: { code: string; message: string }) => [error.code, error.message]),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toContain('not_found');
    await expect(s.links.link(by, id, family, aClaim())).rejects.toMatchObject({ code: 'household_exists' });
    await s.links.unlink(by, link.id);
    await expect(s.links.unlink(by, link.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await s.links.link(by, id, family, aClaim())).toMatchObject({ status: 'declared' });
  });

  it('cannot be fished for, and who finds pays nothing', async () => {
    const fisher = await s.member(await s.supplier('admitted'));
    const { id } = await s.mechanisms.create(fisher, MECHANISM, aClaim());
    for (let n = 0; n < 3; n += 1) await s.links.link(fisher, id, await household(), aClaim());
    const codes: string[] = [];
    for (let n = 0; n < 21; n += 1)
      await s.links
        .link(fisher, id, s.aHousehold(), aClaim())
        .catch((error: { code: string }) => codes.push(error.code));
    expect(codes).toEqual([...Array.from({ length: 20 }, () => 'not_found'), 'rate_limited']);
  });

  it('is listed page by page in two statements', async () => {
    const { id } = await s.mechanisms.create(by, MECHANISM, aClaim());
    for (let n = 0; n < 3; n += 1) await s.links.link(by, id, await household(), aClaim());
    const first = await s.links.list(by.supplierId, id, { limit: 2 });
    const second = await s.links.list(by.supplierId, id, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([first.items.length, second.items.length, first.total, second.nextCursor]).toEqual([2, 1, 3, null]);
    expect(await countStatements(() => s.links.list(by.supplierId, id, { limit: 2 }))).toBe(2);
    await expect(s.links.list(await s.supplier(), id, { limit: 2 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a mandate for a household', () => {
  it('lets the helper answer once, in a log that whoever has the code can read', async () => {
    const family = await household();
    const helper = await s.user('第一书记');
    const mechanism = await s.mechanisms.create(by, MECHANISM, aClaim());
    const link = await s.links.link(by, mechanism.id, family, aClaim());
    const mandate = await grant({ kind: 'household', id: family.id }, helper.login);
    expect(mandate).toMatchObject({
      helper: '第一书记',
      live: true,
      acts: 0,
      subject: { name: '张*（兴隆镇王河村）' },
    });
    await expect(grant({ kind: 'household', id: family.id }, helper.login)).rejects.toMatchObject({
      code: 'validation_failed',
    });

    const seen = await s.answers.household(helper, mandate.id);
    expect(seen.links).toEqual([expect.objectContaining({ id: link.id, status: 'declared', yearlyFen: 300_000 })]);
    const ids = { mandateId: mandate.id, linkId: link.id };
    const answered = await s.answers.answer(helper, ids, { answer: 'disputed', note: '没有收购过' });
    expect(answered.links[0]?.status).toBe('disputed');
    expect(await benefitSummary(s.db, by.supplierId, [mechanism.id])).toEqual({ households: 0, people: 0 });
    await expect(s.answers.answer(helper, ids, { answer: 'confirmed', note: '' })).rejects.toMatchObject({
      code: 'already_decided',
    });
    const [notice] = await s.db.query(
      "SELECT title FROM notice WHERE user_id = $1 AND kind = 'household' ORDER BY id DESC",
      [by.actor.userId],
    );
    expect(notice).toEqual({ title: '一户对带动关系有异议' });
    const log = await s.mandates.log(mandate.code, '203.0.113.1');
    expect(log.acts).toEqual([expect.objectContaining({ by: '第一书记', act: '户主答复带动关系' })]);
    await expect(s.mandates.log('0000-0000-0000-0000', '203.0.113.1')).rejects.toMatchObject({ code: 'not_found' });

    const other = await s.user();
    await expect(s.answers.household(other, mandate.id)).rejects.toMatchObject({ code: 'not_found' });
    await s.grants.revoke(county, mandate.id, '到期');
    await expect(s.answers.household(helper, mandate.id)).rejects.toMatchObject({ code: 'mandate_invalid' });
    expect((await s.mandates.ofHelper(helper.userId))[0]).toMatchObject({ live: false });
  });

  it('is not granted to oneself, to the other side, outside the jurisdiction, or without a paper', async () => {
    const family = await household();
    const mechanism = await s.mechanisms.create(by, MECHANISM, aClaim());
    await s.links.link(by, mechanism.id, family, aClaim());
    const subject = { kind: 'household', id: family.id } as const;
    await expect(grant(subject, county.actor.login)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    await expect(grant(subject, by.actor.login)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    const helper = await s.user();
    await expect(grant(subject, helper.login, await s.office('621222'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(grant(subject, 'nobody@example.test')).rejects.toMatchObject({
      details: { fields: { helperLogin: expect.any(String) } },
    });
    const body = { title: 'responsible', subject, consentNote: '本人签字', endsOn: '2199-12-31' } as const;
    const foreign = await s.paper((await s.user()).userId);
    await expect(
      s.grants.grant(county, { ...body, helperLogin: helper.login, consentEvidenceId: foreign }, aClaim()),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    const late = { ...body, endsOn: '2020-01-01', helperLogin: helper.login, consentEvidenceId: newId() };
    await expect(s.grants.grant(county, late, aClaim())).rejects.toMatchObject({
      details: { fields: { endsOn: expect.any(String) } },
    });
  });
});

describe('a mandate for a supplier', () => {
  const seatOf = (userId: string, supplierId: string) =>
    s.db.one('SELECT role, mandate_id, expires_at FROM membership WHERE user_id = $1 AND organisation_id = $2', [
      userId,
      supplierId,
    ]);

  it('is a clerk’s place as long as it lasts, and what is done in it can be read', async () => {
    const own = await s.member(await s.supplier('draft'));
    const helper = await s.user('包村干部');
    const mandate = await grant({ kind: 'supplier', id: own.supplierId }, helper.login);
    expect(await seatOf(helper.userId, own.supplierId)).toMatchObject({ role: 'clerk', mandate_id: mandate.id });
    const acting = s.byOf(helper.actor, own.supplierId);
    // Where the money goes is the manager's alone.
    await expect(s.commands.save(acting, s.filled(1))).rejects.toMatchObject({ code: 'forbidden' });
    await s.commands.save(acting, { ...s.filled(1), bankAccount: null });
    await s.mechanisms.create(own, MECHANISM, aClaim());
    const acts = await s.mandates.acts({ supplierId: own.supplierId });
    expect(acts).toEqual([expect.objectContaining({ by: '包村干部', act: '修改主体档案' })]);
    expect((await s.mandates.log(mandate.code, '203.0.113.2')).acts).toEqual(acts);
    const [listed] = (await s.mandates.list(county.seat, { limit: 1 })).items;
    expect(listed).toMatchObject({ id: mandate.id, acts: 1 });
    expect(await countStatements(() => s.mandates.list(county.seat, { limit: 10 }))).toBe(1);
    expect((await s.mandates.list((await s.office('621222')).seat, { limit: 10 })).total).toBe(0);

    await expect(s.grants.revoke(await s.office('621222'), mandate.id, '越权')).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await s.grants.revoke(county, mandate.id, '换人')).toMatchObject({ live: false });
    expect(await seatOf(helper.userId, own.supplierId)).toBeUndefined();
    await expect(s.grants.revoke(county, mandate.id, '再撤')).rejects.toMatchObject({ code: 'illegal_transition' });
    expect(await s.mandates.acts({ supplierId: own.supplierId })).toEqual(acts);
  });

  it('leaves a place of the helper’s own as it is', async () => {
    const own = await s.member(await s.supplier('draft'));
    const mandate = await grant({ kind: 'supplier', id: own.supplierId }, own.actor.login);
    await s.grants.revoke(county, mandate.id, '多余');
    expect(await seatOf(own.actor.userId, own.supplierId)).toMatchObject({ role: 'manager', mandate_id: null });
  });

  it('makes the helper a party, who decides nothing about it', async () => {
    const { by: own, version } = await s.submitted();
    const helper = await s.office(COUNTY);
    await grant({ kind: 'supplier', id: own.supplierId }, helper.actor.login);
    await expect(s.decide(helper, own.supplierId, version)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    const decided = await s.decide(county, own.supplierId, version);
    expect(decided.file.status).toBe('platform_review');
    const decider = { kind: 'supplier', id: own.supplierId } as const;
    await expect(grant(decider, county.actor.login, await s.office(COUNTY))).rejects.toMatchObject({
      code: 'conflict_of_interest',
    });
  });
});
