import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import type { Caller } from '@yigou/identity';
import { aMembership } from '@yigou/identity/testing';
import { anApplication } from '@yigou/certification/testing';
import { SupervisionOffice } from './testing/supervision-office';

let test: TestDatabase;
let office: SupervisionOffice;
let county: Caller;
let city: Caller;
beforeAll(async () => {
  test = await createTestDatabase();
  office = new SupervisionOffice(test);
  county = await office.officer('county');
  city = await office.officer('city');
});
afterAll(() => test.close());

const TERM = '2099-12-31';
const against = (supplierId: string, kind: string, endsOn: string | null = null) =>
  office.suspension(null, { kind, supplierId, endsOn });
const impose = (caller: Caller, body: ReturnType<typeof office.suspension>) =>
  office.sanctions.impose(caller, body, office.claim());
const lift = (caller: Caller, id: string) => office.sanctions.lift(caller, id, '已整改', office.claim());

describe('a decision', () => {
  it('R18: takes effect at once, is told, written down, and restores when it is lifted', async () => {
    const { supplierId, own } = await office.supplier();
    const certificateId = await office.certificate(supplierId);
    const id = await impose(county, office.suspension(certificateId));
    expect(await office.statusOf('certificate', certificateId)).toBe('suspended');
    const news = await test.db.query("SELECT topic FROM outbox WHERE payload->'certificateIds' ? $1", [certificateId]);
    expect(news).toEqual([{ topic: 'suppliers.standing_changed' }]);
    const notices = await test.db.query('SELECT kind, link FROM notice WHERE user_id = $1', [own.actor.userId]);
    expect(notices).toEqual([{ kind: 'sanction', link: '/supplier/decisions' }]);
    expect(await office.sanctionQueries.view(county, id)).toMatchObject({
      can: { lift: true },
      status: 'in_force',
    });
    await lift(county, id);
    expect(await office.statusOf('certificate', certificateId)).toBe('valid');
    await expect(lift(county, id)).rejects.toMatchObject({ code: 'illegal_transition', details: { status: 'lifted' } });
  });

  it('is the same when it is asked for again with its key', async () => {
    const { supplierId } = await office.supplier();
    const [body, claim] = [office.suspension(await office.certificate(supplierId)), office.claim()];
    const id = await office.sanctions.impose(county, body, claim);
    expect(await office.sanctions.impose(county, body, claim)).toBe(id);
  });

  it('restores nothing while something else holds the certificate', async () => {
    const { supplierId } = await office.supplier();
    const certificateId = await office.certificate(supplierId);
    const suspended = await impose(county, office.suspension(certificateId));
    const withdrawn = await impose(city, office.suspension(certificateId, { kind: 'withdrawal' }));
    await lift(county, suspended);
    expect(await office.statusOf('certificate', certificateId)).toBe('withdrawn');
    await lift(city, withdrawn);
    expect(await office.statusOf('certificate', certificateId)).toBe('valid');

    const again = await impose(county, office.suspension(certificateId));
    const more = await impose(city, office.suspension(certificateId, { kind: 'withdrawal' }));
    await lift(city, more);
    expect(await office.statusOf('certificate', certificateId)).toBe('suspended');
    const change = { kind: 'change', certificateId, stopsSales: true } as const;
    await anApplication(test.db, { supplierId, status: 'county_review', ...change });
    await lift(county, again);
    expect(await office.statusOf('certificate', certificateId)).toBe('suspended');
  });

  it('leaves a certificate whose term was over meanwhile expired', async () => {
    const { supplierId } = await office.supplier();
    const certificateId = await office.certificate(supplierId);
    const id = await impose(city, office.suspension(certificateId, { kind: 'withdrawal' }));
    await test.db.query('UPDATE certificate SET valid_to = current_date - 10 WHERE id = $1', [certificateId]);
    await lift(city, id);
    expect(await office.statusOf('certificate', certificateId)).toBe('expired');
  });

  it('against a supplier gives way to the severest that is left', async () => {
    const { supplierId } = await office.supplier();
    const frozen = await impose(county, against(supplierId, 'freeze'));
    const removed = await impose(city, against(supplierId, 'removal'));
    const listed = await impose(city, against(supplierId, 'blacklist', TERM));
    const status = () => office.statusOf('supplier_file', supplierId);
    expect(await status()).toBe('blacklisted');
    await lift(city, removed);
    expect(await status()).toBe('blacklisted');
    await lift(city, listed);
    expect(await status()).toBe('frozen');
    await lift(county, frozen);
    expect(await status()).toBe('admitted');
  });

  it('R18: the black list does not let a supplier back in that had left or been refused', async () => {
    for (const before of ['exited', 'refused'] as const) {
      const { supplierId } = await office.supplier(before);
      await lift(city, await impose(city, against(supplierId, 'blacklist', TERM)));
      expect(await office.statusOf('supplier_file', supplierId)).toBe(before);
    }
  });

  it('ends by its term, even when nobody was there at the moment', async () => {
    const { supplierId } = await office.supplier();
    const certificateId = await office.certificate(supplierId);
    const id = await impose(county, office.suspension(certificateId, { endsOn: TERM }));
    expect(await office.sanctions.endDue()).toBe(0);
    await test.db.query("UPDATE sanction SET ends_at = now() - interval '3 days' WHERE id = $1", [id]);
    expect(await office.sanctions.endDue()).toBe(1);
    expect([await office.statusOf('sanction', id), await office.statusOf('certificate', certificateId)]).toEqual([
      'ended',
      'valid',
    ]);
  });

  it('ends by its term though another one cannot be ended', async () => {
    const ids: string[] = [];
    for (const days of [3, 2]) {
      const { supplierId } = await office.supplier();
      const id = await impose(county, office.suspension(await office.certificate(supplierId), { endsOn: TERM }));
      await test.db.query('UPDATE sanction SET ends_at = now() - make_interval(days => $2) WHERE id = $1', [id, days]);
      ids.push(id);
    }
    const [bad = '', good = ''] = ids;
    const antidote = await poison(test.db, 'sanction', bad);
    await expect(office.sanctions.endDue(1)).rejects.toThrow('end-sanctions: 1 failed, 1 done');
    expect([await office.statusOf('sanction', bad), await office.statusOf('sanction', good)]).toEqual([
      'in_force',
      'ended',
    ]);
    await antidote();
    expect(await office.sanctions.endDue(1)).toBe(1);
  });

  it('R30: is for the level whose duty it is, within its region, and not for one’s own', async () => {
    const { supplierId, own } = await office.supplier();
    const certificateId = await office.certificate(supplierId);
    const refused: [Caller, object, string][] = [
      [await office.officer('township', '640422', '和平乡'), {}, 'forbidden'],
      [await office.officer('township', '640422', '安家镇'), {}, 'not_found'],
      [await office.officer('industry'), {}, 'forbidden'],
      [county, { kind: 'withdrawal' }, 'forbidden'],
      [await office.officer('county', '640423'), {}, 'not_found'],
    ];
    for (const [caller, more, code] of refused)
      await expect(impose(caller, office.suspension(certificateId, more))).rejects.toMatchObject({ code });
    for (const kind of ['removal', 'blacklist'])
      await expect(impose(county, against(supplierId, kind, kind === 'blacklist' ? TERM : null))).rejects.toMatchObject(
        { code: 'forbidden' },
      );
    const insider = await office.officer('county');
    await aMembership(test.db, { userId: insider.actor.userId, organisationId: supplierId, role: 'clerk' });
    await expect(impose(insider, office.suspension(certificateId))).rejects.toMatchObject({
      code: 'conflict_of_interest',
    });
    const gone = await office.officer('county');
    await test.db.query('DELETE FROM membership WHERE user_id = $1', [gone.actor.userId]);
    await expect(impose(gone, office.suspension(certificateId))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await office.statusOf('certificate', certificateId)).toBe('valid');

    const high = await impose(city, office.suspension(certificateId));
    await expect(lift(county, high)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await office.sanctionQueries.view(county, high)).can.lift).toBe(false);
    expect((await office.sanctionQueries.ofSupplier(own))[0]?.can).toEqual({ lift: false, appeal: true });
  });

  it('says what does not fit', async () => {
    const { supplierId } = await office.supplier();
    const certificateId = await office.certificate(supplierId);
    const bad = [
      office.suspension(null),
      office.suspension(null, { supplierId }),
      against(supplierId, 'blacklist'),
      against(supplierId, 'removal', TERM),
      office.suspension(certificateId, { endsOn: '2020-01-01' }),
      office.suspension(certificateId, { endsOn: '0000-01-01' }),
      office.suspension(certificateId, { inspectionId: newId() }),
      office.suspension(certificateId, { evidenceIds: [newId()] }),
    ];
    for (const body of bad) await expect(impose(city, body)).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('is listed with its region in two statements, a page after the other', async () => {
    const elsewhere = await office.officer('city', '6402');
    expect(await office.sanctionQueries.list(elsewhere, { limit: 10 })).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await office.sanctionQueries.list(city, { limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const all = await test.db.query('SELECT id FROM sanction');
    expect([seen.length, new Set(seen).size]).toEqual([all.length, all.length]);
    expect(await countStatements(() => office.sanctionQueries.list(city, { limit: 3 }))).toBeLessThanOrEqual(2);
    for (const bad of ['x', Buffer.from('["2026-02-30",1]').toString('base64url')])
      await expect(office.sanctionQueries.list(city, { limit: 3, cursor: bad })).rejects.toMatchObject({
        code: 'validation_failed',
      });
  });
});
