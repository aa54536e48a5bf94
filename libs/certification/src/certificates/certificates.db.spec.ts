import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SeatedCaller, SYSTEM } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { aClaim, countStatements, createTestDatabase, madeUpCursor, poison, type TestDatabase } from '@yigou/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { heldByChangeReview } from '../applications/change-reviews';
import { LicenceReviews } from '../applications/licence-reviews';
import { PublicityQueries } from '../applications/publicity.queries';
import { ReviewLists } from '../applications/review-list.queries';
import { type Applicant, COUNTY, outcomes, ReviewHall } from '../applications/testing/review-hall';
import { CertificatePages } from './certificate-page.queries';
import { SupplierCertificateLists } from './supplier-certificates.queries';

let test: TestDatabase;
let hall: ReviewHall;
let pages: CertificatePages;
let lists: SupplierCertificateLists;
let applicant: Applicant;
const seats: Record<string, SeatedCaller> = {};

beforeAll(async () => {
  test = await createTestDatabase({ pool: 15 });
  hall = await new ReviewHall(test).open();
  await hall.set('certification.levels', ['county', 'national']);
  seats['county_review'] = await hall.reviewer('county');
  seats['national_filing'] = await hall.reviewer('national');
  pages = new CertificatePages(test.db);
  lists = new SupplierCertificateLists(test.db, new PolicyParameters(test.db));
});
afterAll(() => test.close());
beforeEach(async () => {
  applicant = await hall.applicant(3);
});

const create = (kind: 'renewal' | 'change', certificateId: string) =>
  hall.commands.create(
    applicant,
    { kind, certificateId, causes: kind === 'change' ? ['specification'] : [] },
    aClaim(),
  );
/** The term ends in so many days. */
const endsIn = (id: string, days: number) =>
  test.db.query(
    `UPDATE certificate SET valid_from = (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date - 700,
       valid_to = (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date + $2::int WHERE id = $1`,
    [id, days],
  );
async function renewed(kind: 'renewal' | 'change', certificateId: string, priceFen = 1_000): Promise<void> {
  const id = await create(kind, certificateId);
  await hall.complete(applicant, id, { specifications: [{ name: '一袋', netWeightGrams: 500, priceFen }] });
  await hall.submit(applicant, id);
  await hall.issued(applicant, seats, id);
}
const publishedEvents = () =>
  test.db.query<{ ids: string[] }>(
    `SELECT payload->'certificateIds' AS ids FROM outbox WHERE topic = 'suppliers.standing_changed'`,
  );

describe('renewal', () => {
  it('opens some days before the end, by policy; the number stays, the term goes on from the day after', async () => {
    const id = await hall.issued(applicant, seats);
    await expect(create('renewal', id)).rejects.toMatchObject({
      code: 'renewal_not_open',
      details: { opensOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    await endsIn(id, 90);
    expect((await lists.of(applicant.supplierId)).items[0]).toMatchObject({ canRenew: true, openApplicationId: null });
    const before = await hall.certificate(id);
    const application = await create('renewal', id);
    const view = await hall.queries.own(applicant.supplierId, application);
    expect(view.form).toMatchObject({
      productName: '西吉小米',
      variety: '小米',
      annualOutputKg: 20_000,
      commitment: false,
    });
    expect((await lists.of(applicant.supplierId)).items[0]).toMatchObject({
      canRenew: false,
      openApplicationId: application,
    });
    await hall.complete(applicant, application);
    await hall.submit(applicant, application);
    await hall.issued(applicant, seats, application);
    const after = await hall.certificate(id);
    expect(after).toMatchObject({ number: before?.number, version: 2, status: 'valid', validFrom: before?.validFrom });
    const versions = await test.db.query<{ version: number; starts: boolean }>(
      `SELECT version, valid_from = $2::date + 1 AS starts FROM certificate_version WHERE certificate_id = $1 ORDER BY version`,
      [id, before?.validTo],
    );
    expect(versions).toEqual([
      { version: 1, starts: false },
      { version: 2, starts: true },
    ]);
  });

  it('of an expired one begins today', async () => {
    const id = await hall.issued(applicant, seats);
    await endsIn(id, -30);
    await hall.terms.expireDue();
    expect((await hall.certificate(id))?.status).toBe('expired');
    await renewed('renewal', id);
    const after = await hall.certificate(id);
    expect(after).toMatchObject({ status: 'valid', version: 2, validFrom: after?.today });
  });

  it('is reminded of once', async () => {
    const id = await hall.issued(applicant, seats);
    await endsIn(id, 60);
    expect(await hall.terms.remindDue()).toBeGreaterThan(0);
    expect(await hall.terms.remindDue()).toBe(0);
    const notices = await test.db.query("SELECT 1 FROM notice WHERE user_id = $1 AND title LIKE '%即将到期%'", [
      applicant.actor.userId,
    ]);
    expect(notices).toHaveLength(1);
  });

  it('is reminded of though another one cannot be', async () => {
    const [bad, good] = [await hall.issued(applicant, seats), await hall.issued(applicant, seats)];
    await endsIn(bad, 10);
    await endsIn(good, 11);
    const antidote = await poison(test.db, 'certificate', bad);
    await expect(hall.terms.remindDue()).rejects.toThrow('remind-renewals: 1 failed');
    const marked = await test.db.query('SELECT id FROM certificate WHERE id IN ($1, $2) AND reminded_at IS NOT NULL', [
      bad,
      good,
    ]);
    expect(marked).toEqual([{ id: good }]);
    await antidote();
    expect(await hall.terms.remindDue()).toBe(1);
  });
});

describe('change', () => {
  it('has a new scope within the old term', async () => {
    const id = await hall.issued(applicant, seats);
    const before = await hall.certificate(id);
    await renewed('change', id, 1_500);
    expect(await hall.certificate(id)).toMatchObject({
      version: 2,
      status: 'valid',
      validTo: before?.validTo,
      scope: [{ priceFen: 1_500 }],
    });
  });

  it('the old version stays valid while a price is reviewed; an origin stops the sale until a new one is issued', async () => {
    const id = await hall.issued(applicant, seats);
    const open = (causes: ('price' | 'origin')[]) =>
      test.uow.run((tx) => hall.changes.open(tx, { certificateId: id, causes, by: SYSTEM, reason: '变动' }));
    const first = await open(['price']);
    expect(first).toMatchObject({ opened: true, suspended: false });
    expect((await hall.certificate(id))?.status).toBe('valid');
    const second = await open(['origin']);
    expect(second).toEqual({ applicationId: first.applicationId, opened: false, suspended: true });
    expect((await hall.certificate(id))?.status).toBe('suspended');
    expect((await hall.queries.own(applicant.supplierId, first.applicationId)).causes).toEqual(['origin', 'price']);
    expect(await heldByChangeReview(test.db, [id])).toEqual(new Set([id]));
    await hall.complete(applicant, first.applicationId);
    await hall.submit(applicant, first.applicationId);
    await hall.issued(applicant, seats, first.applicationId);
    expect((await hall.certificate(id))?.status).toBe('valid');
    expect(await heldByChangeReview(test.db, [id])).toEqual(new Set());
  });

  it('refused, the certificate stays suspended', async () => {
    const id = await hall.issued(applicant, seats);
    const request = { certificateId: id, causes: ['origin'], by: SYSTEM, reason: '变动' } as const;
    const { applicationId } = await test.uow.run((tx) => hall.changes.open(tx, request));
    await hall.complete(applicant, applicationId);
    await hall.submit(applicant, applicationId);
    await hall.decide(seats['county_review'] as SeatedCaller, applicationId, 'refuse');
    expect((await hall.certificate(id))?.status).toBe('suspended');
    expect((await heldByChangeReview(test.db, [id])).has(id)).toBe(true);
  });

  it('a decision in force outlasts the review', async () => {
    const id = await hall.issued(applicant, seats);
    const request = { certificateId: id, causes: ['origin'], by: SYSTEM, reason: '变动' } as const;
    const { applicationId } = await test.uow.run((tx) => hall.changes.open(tx, request));
    await test.db.query(
      `INSERT INTO sanction (id, kind, status, supplier_id, certificate_id, reason, decided_by_name, seat, appeal_by)
       VALUES ($1, 'suspension', 'in_force', $2, $3, '抽查不合格', '某人', '县', now())`,
      [newId(), applicant.supplierId, id],
    );
    await hall.complete(applicant, applicationId);
    await hall.submit(applicant, applicationId);
    await hall.issued(applicant, seats, applicationId);
    expect(await hall.certificate(id)).toMatchObject({ status: 'suspended', version: 2 });
  });

  it('two that are opened at once are one', async () => {
    const id = await hall.issued(applicant, seats);
    const open = (cause: 'price' | 'origin') =>
      test.uow.run((tx) => hall.changes.open(tx, { certificateId: id, causes: [cause], by: SYSTEM, reason: '变动' }));
    const opened = await Promise.all([open('price'), open('origin'), open('price'), open('origin')]);
    expect(new Set(opened.map(({ applicationId }) => applicationId)).size).toBe(1);
    expect(opened.filter((one) => one.opened)).toHaveLength(1);
    expect(opened.filter((one) => one.suspended)).toHaveLength(1);
  });

  it('follows a changed licence once for one event', async () => {
    const id = await hall.issued(applicant, seats);
    const reviews = new LicenceReviews(test.uow, hall.changes);
    const event = { id: newId(), hearer: 'certification' };
    const payload = { supplierId: applicant.supplierId, reason: '营业执照过期后重新登记', lapsed: true };
    // Whatever policy says of licences: nothing is sold until somebody has looked at what had ended.
    await hall.set('certification.change_stops_sales', []);
    await test.db.query("INSERT INTO outbox (id, topic, payload) VALUES ($1, 'test', '{}')", [event.id]);
    await test.db.query('INSERT INTO event_delivery (event_id, hearer, due_at) VALUES ($1, $2, now())', [
      event.id,
      event.hearer,
    ]);
    for (let time = 0; time < 2; time += 1) await reviews.open(event, payload);
    expect(
      await test.db.query("SELECT 1 FROM application WHERE certificate_id = $1 AND kind = 'change'", [id]),
    ).toHaveLength(1);
    expect((await hall.certificate(id))?.status).toBe('suspended');
  });
});

describe('giving up', () => {
  it('ends a certificate of one’s own with its application under way', async () => {
    const id = await hall.issued(applicant, seats);
    const application = await create('change', id);
    const other = await hall.applicant();
    await expect(hall.exits.execute(other, id, '捣乱')).rejects.toMatchObject({ code: 'not_found' });
    await hall.exits.execute(applicant, id, '不再生产');
    expect((await hall.certificate(id))?.status).toBe('exited');
    expect((await hall.at(application)).status).toBe('withdrawn');
    await expect(hall.exits.execute(applicant, id, '再次')).rejects.toMatchObject({
      code: 'illegal_transition',
    });
  });
});

describe('the end of terms', () => {
  async function many(count: number): Promise<string> {
    const prefix = newId();
    await test.db.query(
      `INSERT INTO certificate (id, number, product_name, supplier_id, region_code, level, status, valid_from, valid_to)
       SELECT gen_random_uuid(), $1 || '-' || n, '小米', $2, $3, 'county', 'valid', '2020-01-01', '2020-12-31' FROM generate_series(1, $4::int) n`,
      [prefix, applicant.supplierId, COUNTY, count],
    );
    return prefix;
  }
  const left = (prefix: string) =>
    test.db.query("SELECT 1 FROM certificate WHERE number LIKE $1 || '-%' AND status = 'valid'", [prefix]);

  it('is entered in batches; ended between two of them, it is taken up where it was', async () => {
    const prefix = await many(1_200);
    expect(await hall.terms.expireBatch(500)).toBe(500);
    expect(await left(prefix)).toHaveLength(700);
    expect(await hall.terms.expireDue(500)).toBe(700);
    expect(await left(prefix)).toEqual([]);
    const steps = await test.db.query(
      `SELECT s.certificate_id FROM certificate_step s JOIN certificate c ON c.id = s.certificate_id
       WHERE c.number LIKE $1 || '-%' AND s.action = 'expire'`,
      [prefix],
    );
    expect(steps).toHaveLength(1_200);
    expect(await hall.terms.expireDue(500)).toBe(0);
  });

  it('is entered for the others of a batch, and of the batches after it, though one cannot be moved', async () => {
    const prefix = await many(5);
    const [first] = await test.db.query<{ id: string }>(
      "SELECT id FROM certificate WHERE number LIKE $1 || '-%' ORDER BY valid_to, id LIMIT 1",
      [prefix],
    );
    const antidote = await poison(test.db, 'certificate', first?.id ?? '');
    await expect(hall.terms.expireDue(2)).rejects.toThrow('expire-certificates: 1 failed, 4 done; first: poisoned row');
    expect(await left(prefix)).toHaveLength(1);
    await antidote();
    expect(await hall.terms.expireDue(2)).toBe(1);
  });

  it('killed in the middle of a batch, it leaves that batch as it was, and is taken up again', async () => {
    const prefix = await many(600);
    let killed: Promise<PromiseSettledResult<number>[]> | undefined;
    await test.uow.run(async (tx) => {
      // The steps cannot be written while this is held: the batch waits with its certificates moved already.
      await tx.query('LOCK TABLE certificate_step IN EXCLUSIVE MODE');
      killed = Promise.allSettled([hall.terms.expireBatch(250)]);
      let ended: unknown[] = [];
      while (ended.length === 0) {
        await sleep(10);
        // On a connection of its own: within a transaction the view of who does what stands still.
        ended = await test.db.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO certificate_step%'`,
        );
      }
    });
    expect((await killed)?.[0]?.status).toBe('rejected');
    expect(await left(prefix)).toHaveLength(600);
    expect(await hall.terms.expireDue(250)).toBe(600);
  });

  it('two workers enter each once', async () => {
    const prefix = await many(1_000);
    const done = await Promise.all([hall.terms.expireDue(100), hall.terms.expireDue(100), hall.terms.expireDue(100)]);
    const rest = await hall.terms.expireDue(100);
    expect(done.reduce((sum, n) => sum + n, rest)).toBe(1_000);
    expect(await left(prefix)).toEqual([]);
  });

  it('tells the shelves of every batch', async () => {
    const prefix = await many(3);
    const before = (await publishedEvents()).length;
    await hall.terms.expireDue();
    const events = await publishedEvents();
    expect(events.length).toBe(before + 1);
    expect(events.some(({ ids }) => ids.length === 3)).toBe(true);
    expect(await left(prefix)).toEqual([]);
  });

  it('at the instant of a renewal leaves the renewed one valid', async () => {
    for (let round = 0; round < 6; round += 1) {
      const id = await hall.issued(applicant, seats);
      await endsIn(id, 1);
      const application = await create('renewal', id);
      await hall.complete(applicant, application);
      await hall.submit(applicant, application);
      await hall.decide(seats['county_review'] as SeatedCaller, application, 'approve');
      await hall.endPublicity(application);
      await endsIn(id, -1);
      const result = await outcomes([
        hall.decide(seats['national_filing'] as SeatedCaller, application, 'approve'),
        hall.terms.expireDue(),
      ]);
      expect(result.codes).toEqual([]);
      expect(await hall.certificate(id)).toMatchObject({ status: 'valid', version: 2 });
    }
  });
});

describe('verification', () => {
  it('R29, R31: shows what it is worth, since when and why, and the chain with masked households', async () => {
    const id = await hall.issued(applicant, seats);
    const certificate = await hall.certificate(id);
    await test.db.query(
      `INSERT INTO batch (id, number, supplier_id, certificate_id, harvested_on, quantity_grams) VALUES ($1, $2, $3, $4, '2026-01-01', 1000)`,
      [newId(), `PC-${id}`, applicant.supplierId, id],
    );
    const page = await pages.verify(certificate?.number ?? '');
    expect(page).toMatchObject({
      certificate: { status: 'valid', households: 3, people: 12, mechanisms: ['contract_farming'] },
      statusReason: null,
      scope: [{ name: '一袋', netWeightGrams: 500, priceFen: 1_000 }],
      steps: [{ action: 'issue', from: null, to: 'valid' }],
      chain: { householdCount: 3, batches: [{ number: `PC-${id}`, quantityGrams: 1_000, inspection: null }] },
    });
    expect(page.chain.households).toHaveLength(3);
    expect(page.chain.households[0]).toEqual({
      nameMasked: '张*',
      village: '王河村',
      mechanism: '订单生产',
      confirmed: true,
    });
    await endsIn(id, -1);
    expect(await pages.verify(certificate?.number ?? '')).toMatchObject({
      certificate: { status: 'expired' },
      statusReason: '有效期届满',
    });
    const number = certificate?.number ?? '';
    const pasted = [
      `证书编号：${number}`,
      `No. ${number.toLowerCase()}`,
      `https://yigou.example/certificates/${number}?from=qr`,
    ];
    pasted.push(
      number.replace('FP', 'FР－'),
      `\u200B${number.slice(0, 8)} ${number.slice(8)}`,
      number.replaceAll('0', 'O'),
    );
    for (const written of pasted) expect((await pages.verify(written)).certificate.number).toBe(certificate?.number);
    await expect(pages.verify('没有这个编号')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('an office sees the versions and steps of its own county', async () => {
    const id = await hall.issued(applicant, seats);
    const county = seats['county_review'] as SeatedCaller;
    expect(await pages.admin(county.seat, id, (duty) => duty === 'suspension')).toMatchObject({
      id,
      versions: [{ version: 1 }],
      can: { suspend: true, withdraw: false },
      steps: [{ action: 'issue', actor: 'national 审核员', seat: 'national 办公室' }],
    });
    const elsewhere = await hall.reviewer('county', { prefix: '640423' });
    await expect(pages.admin(elsewhere.seat, id, () => false)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('how many SQL statements a page takes', () => {
  it('one for the work list, its summary, the publicity list and a verification', async () => {
    const id = await hall.issued(applicant, seats);
    const number = (await hall.certificate(id))?.number ?? '';
    await hall.submitted(applicant);
    const county = seats['county_review'] as SeatedCaller;
    const reviews = new ReviewLists(test.db, new RegionDirectory(test.db));
    const publicity = new PublicityQueries(test.db);
    const query = { limit: 24, q: '小米', only: 'unclaimed', region: COUNTY } as const;
    await reviews.page(county, query);
    expect(await countStatements(() => reviews.page(county, query))).toBe(1);
    expect(await countStatements(() => reviews.summary(county))).toBe(1);
    expect(await countStatements(() => publicity.page({ limit: 24, region: COUNTY, q: '小米' }))).toBe(1);
    expect(await countStatements(() => pages.verify(number))).toBe(1);
  });

  it('the work list is the seat’s own: by deadline, filtered, safe ones marked, a page after the other', async () => {
    const county = seats['county_review'] as SeatedCaller;
    const [first, second] = [await hall.submitted(applicant), await hall.submitted(applicant)];
    await test.db.query("UPDATE application SET due_at = clock_timestamp() - interval '1 day' WHERE id = $1", [second]);
    const reviews = new ReviewLists(test.db, new RegionDirectory(test.db));
    const page = await reviews.page(county, { limit: 1 });
    expect(page.items[0]).toMatchObject({
      id: second,
      overdue: true,
      bulkSafe: true,
      status: 'county_review',
      ageDays: 0,
      county: { code: COUNTY, name: '西吉县' },
      claimedBy: null,
    });
    const [category] = await test.db.query<{ name: string }>(
      'SELECT k.name FROM application a JOIN category k ON k.slug = a.category_slug WHERE a.id = $1',
      [second],
    );
    expect(page.items[0]?.categoryName).toBe(category?.name);
    const rest = await reviews.page(county, { limit: 50, cursor: page.nextCursor ?? '' });
    expect(rest.items.map((row) => row.id)).toContain(first);
    expect(rest.items.map((row) => row.id)).not.toContain(second);
    const overdue = await reviews.page(county, { limit: 50, only: 'overdue' });
    expect(overdue.items.map((row) => row.id)).toEqual([second]);
    const elsewhere = await hall.reviewer('county', { prefix: '640423' });
    expect((await reviews.page(elsewhere, { limit: 50 })).items).toEqual([]);
    expect((await reviews.page(county, { limit: 50, region: '110000' })).items).toEqual([]);
    const issued = await reviews.page(county, { limit: 1, status: 'issued' });
    const after = await reviews.page(county, {
      limit: 100,
      status: 'issued',
      cursor: issued.nextCursor ?? '',
    });
    expect(after.items).toHaveLength(issued.total - 1);
    // After the last one there is nothing more, and there are no fewer.
    const past = madeUpCursor(['infinity', newId()]);
    expect(await reviews.page(county, { limit: 5, status: 'issued', cursor: past })).toEqual({
      items: [],
      nextCursor: null,
      total: issued.total,
    });
    await hall.decisions.claim(county, first);
    const mine = await reviews.page(county, { limit: 50, only: 'mine' });
    expect(mine.items.map((row) => row.id)).toEqual([first]);
    expect(await reviews.summary(county)).toMatchObject({
      level: 'county',
      overdue: 1,
      mine: 1,
    });
    const items = [first, second].map(async (id) => ({ id, version: (await hall.at(id)).version }));
    const body = { items: await Promise.all(items), reason: '材料齐全' };
    const bulk = await hall.decisions.approveAll(county, body, hall.claim(county, body));
    expect(bulk.items.map(({ approved }) => approved)).toEqual([true, true]);
  });
});
