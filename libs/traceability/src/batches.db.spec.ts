import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CertificateStatus, SupplierStatus, LinkStatus } from '@yigou/contracts';
import { AuditLog } from '@yigou/audit';
import { Evidence } from '@yigou/evidence';
import type { SeatedCaller } from '@yigou/identity';
import { aPerson, memberOf, REFUSED, runWithdrawn, WITHDRAWALS } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCategory, aCertificate, anAdmittedSupplier, aProduct } from '@yigou/catalogue/testing';
import { aMechanism, aBenefitLink } from '@yigou/suppliers/testing';
import { aHousehold } from '@yigou/households/testing';
import { aFile } from '@yigou/evidence/testing';
import { BatchQueries } from './batches.queries';
import { type BatchInput, RegisterBatch } from './register-batch';

const COUNTY = '640422';
let test: TestDatabase;
let batches: BatchQueries;
let register: RegisterBatch;
let by: SeatedCaller;
let supplierId: string;
let certificateId: string;
let household: string;

beforeAll(async () => {
  test = await createTestDatabase();
  batches = new BatchQueries(test.db);
  register = new RegisterBatch(test.uow, new Evidence(), new AuditLog(), batches);
  supplierId = await supplier();
  by = await memberOf(test.db, supplierId);
  certificateId = await certificate(supplierId);
  household = await carriedBy(supplierId);
});
afterAll(() => test.close());

async function supplier(status: SupplierStatus = 'admitted'): Promise<string> {
  return (await anAdmittedSupplier(test.db, { status, regionCode: COUNTY })).supplierId;
}

async function certificate(
  supplierId: string,
  status: CertificateStatus = 'valid',
  validTo = '2099-01-01',
): Promise<string> {
  const said = { status, validFrom: '2020-01-01', validTo, regionCode: COUNTY };
  return (await aCertificate(test.db, { supplierId, ...said })).id;
}

/** A household with a link to a mechanism of a supplier. */
async function carriedBy(owner: string, link: { status?: LinkStatus; ended?: boolean } = {}): Promise<string> {
  const { db } = test;
  const { id } = await aHousehold(db, { regionCode: COUNTY, township: '吉强镇', village: '龙王坝村', people: 3 });
  const mechanism = await aMechanism(db, { supplierId: owner });
  const endedAt = link.ended ? new Date() : null;
  await aBenefitLink(db, { mechanismId: mechanism.id, householdId: id, status: link.status ?? 'declared', endedAt });
  return id;
}

async function report(uploadedBy: string): Promise<string> {
  return (await aFile(test.db, { uploadedBy, fileName: '检验报告.pdf', bytes: 1_000 })).id;
}

const input = (more: Partial<BatchInput> = {}): BatchInput => ({
  certificateId,
  harvestedOn: '2020-09-01',
  quantityGrams: 500_000,
  reportEvidenceId: null,
  households: [{ householdId: household, grams: 500_000 }],
  inspection: '农残合格',
  note: '',
  ...more,
});
const today = async () =>
  (await test.db.one<{ day: string }>("SELECT (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date AS day"))?.day ??
  '';

describe('a batch', () => {
  it('has a number that grows once six digits are full', async () => {
    await test.db.query("SELECT setval('batch_number', 999998)");
    const numbers: string[] = [];
    for (let at = 0; at < 3; at += 1)
      numbers.push((await register.execute(by, input(), aClaim())).number.slice('PCyymmdd'.length));
    expect(numbers).toEqual(['999999', '1000000', '1000001']);
  });

  it('is one for one key, however often it is pressed', async () => {
    const [claim, note] = [aClaim(), '双击登记'];
    const made = await Promise.all(Array.from({ length: 16 }, () => register.execute(by, input({ note }), claim)));
    expect(made).toEqual(made.map(() => made[0]));
    expect(await test.db.query('SELECT 1 FROM batch WHERE note = $1', [note])).toHaveLength(1);
    const another = { ...claim, fingerprint: 'another batch' };
    await expect(register.execute(by, input(), another)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it.each(WITHDRAWALS)('is refused and writes nothing for whose seat was %s since the request came in', async (how) => {
    const clerk = await memberOf(test.db, supplierId);
    const body = input({ reportEvidenceId: await report(clerk.actor.userId) });
    expect(await runWithdrawn(test.db, { by: clerk, run: () => register.execute(clerk, body, aClaim()) }, how)).toEqual(
      REFUSED,
    );
  });

  it('is registered with its households and report, numbered, and kept in the audit trail', async () => {
    const evidenceId = await report(by.actor.userId);
    const batch = await register.execute(by, input({ reportEvidenceId: evidenceId }), aClaim());
    expect(batch).toMatchObject({
      number: expect.stringMatching(/^PC\d{12,}$/),
      productName: '小米',
      households: 1,
      shippedGrams: 0,
      quantityGrams: 500_000,
      harvestedOn: '2020-09-01',
      report: { id: evidenceId, fileName: '检验报告.pdf' },
    });
    expect(
      await test.db.query('SELECT attached_at IS NOT NULL AS kept, supplier_id FROM evidence WHERE id = $1', [
        evidenceId,
      ]),
    ).toEqual([{ kept: true, supplier_id: supplierId }]);
    expect(
      await test.db.query(
        "SELECT 1 FROM audit_entry WHERE action = 'certification.batch_registered' AND subject_id = $1",
        [batch.id],
      ),
    ).toHaveLength(1);
    expect(await register.execute(by, input({ harvestedOn: await today(), households: [] }), aClaim())).toMatchObject({
      households: 0,
    });
  });

  it.each([
    ['a harvest tomorrow', async () => input({ harvestedOn: '2999-01-01' }), 'validation_failed'],
    ['a harvest in the year 0', async () => input({ harvestedOn: '0000-01-01' }), 'validation_failed'],
    [
      'an unknown household',
      async () => input({ households: [{ householdId: newId(), grams: 1 }] }),
      'validation_failed',
    ],
    [
      'a household of another supplier',
      async () => input({ households: [{ householdId: await carriedBy(await supplier()), grams: 1 }] }),
      'validation_failed',
    ],
    [
      'a household that disputes the link',
      async () =>
        input({ households: [{ householdId: await carriedBy(supplierId, { status: 'disputed' }), grams: 1 }] }),
      'validation_failed',
    ],
    [
      'a household whose link ended',
      async () => input({ households: [{ householdId: await carriedBy(supplierId, { ended: true }), grams: 1 }] }),
      'validation_failed',
    ],
    ['another’s certificate', async () => input({ certificateId: await certificate(await supplier()) }), 'not_found'],
    [
      'a suspended certificate',
      async () => input({ certificateId: await certificate(supplierId, 'suspended') }),
      'certificate_invalid',
    ],
    [
      'a certificate past its term',
      async () => input({ certificateId: await certificate(supplierId, 'valid', '2020-02-01') }),
      'certificate_invalid',
    ],
    ['a report of somebody else', async () => input({ reportEvidenceId: await foreignReport() }), 'validation_failed'],
  ])('with %s is refused', async (_what, given, code) => {
    const before = await test.db.query('SELECT 1 FROM batch');
    await expect(register.execute(by, await given(), aClaim())).rejects.toMatchObject({ code });
    expect(await test.db.query('SELECT 1 FROM batch')).toHaveLength(before.length);
  });

  it('is not registered by a supplier that is frozen', async () => {
    const frozen = await supplier('frozen');
    const given = input({ certificateId: await certificate(frozen), households: [] });
    await expect(register.execute(await memberOf(test.db, frozen), given, aClaim())).rejects.toMatchObject({
      code: 'supplier_not_admitted',
    });
  });

  it('is listed to its supplier alone, page by page, with one statement', async () => {
    const own = await supplier();
    const given = input({ certificateId: await certificate(own), households: [] });
    const ids: string[] = [];
    const owner = await memberOf(test.db, own);
    for (let i = 0; i < 5; i += 1) ids.unshift((await register.execute(owner, given, aClaim())).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await batches.list(own, { limit: 2, ...(cursor ? { cursor } : {}) });
      expect(page.total).toBe(5);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    expect(await countStatements(() => batches.list(own, { limit: 20 }))).toBe(1);
    expect(await batches.list(await supplier(), { limit: 20 })).toEqual({ items: [], nextCursor: null, total: 0 });
    await expect(batches.list(own, { limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('of a product is one of its certificate that has something left', async () => {
    await aCategory(test.db);
    const { id: productId } = await aProduct(test.db, { supplierId, certificateId, status: 'draft' });
    const empty = await register.execute(by, input(), aClaim());
    const left = await register.execute(by, input(), aClaim());
    await test.db.query('UPDATE batch SET shipped_grams = quantity_grams WHERE id = $1', [empty.id]);
    const found = (await batches.list(supplierId, { productId, limit: 100 })).items.map((item) => item.id);
    expect(found).toContain(left.id);
    expect(found).not.toContain(empty.id);
    expect((await batches.list(await supplier(), { productId, limit: 100 })).items).toEqual([]);
  });
});

async function foreignReport(): Promise<string> {
  return report((await aPerson(test.db, { name: '乙' })).id);
}
