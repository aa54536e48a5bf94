import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { type ActorMembership, type Caller, seatIn } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { LocalObjectStore } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anOrganisation, aPerson } from '@yigou/identity/testing';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvidenceFiles } from './evidence-files';
import { Evidence } from './evidence.service';
import { aPicture, makePdf } from './testing';
import { VirusScan } from './virus-scan';

let test: TestDatabase;
let folder: string;
let files: EvidenceFiles;
let store: LocalObjectStore;
let picture: Buffer;
const evidence = new Evidence();

beforeAll(async () => {
  test = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'yigou-evidence-'));
  store = new LocalObjectStore(folder);
  files = new EvidenceFiles(test.uow, test.db, new AuditLog(), new VirusScan({}), store);
  picture = await aPicture();
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function person(...memberships: Partial<ActorMembership>[]): Promise<Caller> {
  const { id: userId } = await aPerson(test.db);
  const blank = { organisationId: newId(), organisationName: '', kind: 'administration', role: 'manager' } as const;
  const place = { duties: [], regionPrefix: '', reviewLevel: null, township: null };
  const full = memberships.map((membership) => ({ ...blank, ...place, ...membership }));
  const account = {
    login: userId,
    sessionId: newId(),
    client: 'admin',
    loginVerified: true,
    totpEnabled: true,
  } as const;
  const [first] = full;
  const actor = { ...account, userId, name: '某人', memberships: full };
  return { actor, seat: first ? seatIn(first) : null, address: '203.0.113.7' };
}

async function supplier(township: string | null = null): Promise<string> {
  const supplierKind = 'cooperative';
  const { id } = await anOrganisation(test.db, { kind: 'supplier', supplierKind, regionCode: '640422' });
  await test.db.query(
    "INSERT INTO supplier_file (supplier_id, status, region_code, township) VALUES ($1, 'admitted', '640422', $2)",
    [id, township],
  );
  return id;
}

const upload = () => ({ fileName: '检验报告.png', body: picture });
const objects = (id: string) => readdir(join(folder, 'evidence', id));

describe('files of evidence', () => {
  it('are stored with pictures of their pages, and written down', async () => {
    const who = await person();
    const view = await files.upload(who, { fileName: '../../etc/C:\\passwd\u202e.pdf', body: await makePdf(2) });
    expect(view).toMatchObject({ fileName: 'passwd.pdf', mediaType: 'application/pdf', pages: 2, scan: 'unscanned' });
    expect((await objects(view.id)).sort()).toEqual([
      '1-page.webp',
      '1-thumb.webp',
      '2-page.webp',
      '2-thumb.webp',
      'file',
    ]);
    const trail = await test.db.query('SELECT action, address FROM audit_entry WHERE subject_id = $1', [view.id]);
    expect(trail).toEqual([{ action: 'evidence.uploaded', address: '203.0.113.7' }]);
    expect(await files.page(who, view.id, 2, 'thumb')).toMatchObject({ size: expect.any(Number) });
    await expect(files.page(who, view.id, 3, 'page')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leave neither row nor files when they are refused', async () => {
    const before = await readdir(join(folder, 'evidence')).catch(() => []);
    const bad = { ...upload(), body: Buffer.from('<html>') };
    await expect(files.upload(await person(), bad)).rejects.toMatchObject({ code: 'evidence_invalid' });
    expect(await readdir(join(folder, 'evidence'))).toEqual(before);
  });

  it('are shown to the uploader until they belong to somebody, then to the supplier and the offices above it, and do not exist for others', async () => {
    const who = await person();
    const [organisationId, other] = [await supplier('和平乡'), await supplier('安家镇')];
    const { id } = await files.upload(who, upload());
    const may = (by: Caller) =>
      files.file(by, id).then(
        ({ object }) => (object.body.destroy(), true),
        (error: { code?: string }) => error.code,
      );
    const county = await person({ regionPrefix: '640422' });
    expect(await may(county)).toBe('not_found');
    expect(await may(who)).toBe(true);
    await test.uow.run((tx) =>
      evidence.attach(tx, [id], who.actor.userId, { supplierId: organisationId, regionCode: '640422' }),
    );
    const allowed = [
      county,
      await person({ kind: 'supplier', organisationId, role: 'viewer' }),
      await person({ regionPrefix: '6404' }),
      await person({ regionPrefix: '' }),
      await person({ regionPrefix: '640422', township: '和平乡' }),
    ];
    for (const actor of allowed) expect(await may(actor)).toBe(true);
    const refused = [
      who,
      await person(),
      await person({ kind: 'supplier', organisationId: other }),
      await person({ regionPrefix: '640423' }),
      await person({ regionPrefix: '640422', township: '安家镇' }),
    ];
    for (const actor of refused) expect(await may(actor)).toBe('not_found');
  });

  it('are shown to the seat that acts, not to the others of the same person', async () => {
    const [first, second] = [await supplier(), await supplier()];
    const both = await person(
      { kind: 'supplier', organisationId: first },
      { kind: 'supplier', organisationId: second },
      { regionPrefix: '640422' },
    );
    const [ownSeat, otherSeat, office] = both.actor.memberships.map((membership) => ({
      ...both,
      seat: seatIn(membership),
    }));
    if (!ownSeat || !otherSeat || !office) throw new Error('three seats');
    const { id } = await files.upload(ownSeat, upload());
    const attach = (supplierId: string, regionCode: string) =>
      test.uow.run((tx) => evidence.attach(tx, [id], both.actor.userId, { supplierId, regionCode }));
    await attach(first, '640423');
    expect(await files.view(ownSeat, id)).toMatchObject({ id });
    for (const by of [otherSeat, office, { ...both, seat: null }])
      await expect(files.view(by, id)).rejects.toMatchObject({ code: 'not_found' });
    // Nor does the person carry the file of one supplier to the other.
    await expect(attach(second, '640422')).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('of a visitor are claimed once, with the claim alone', async () => {
    const { id, claim } = await files.uploadPublic(upload(), '203.0.113.7');
    const belonging = { supplierId: null, regionCode: '640422' };
    const attach = (claimed: string) =>
      test.uow.run((tx) => evidence.attachClaimed(tx, [{ id, claim: claimed }], belonging));
    const { claim: another } = await files.uploadPublic(upload(), '203.0.113.7');
    await expect(attach(another)).rejects.toMatchObject({ code: 'validation_failed' });
    const stranger = await person();
    await expect(
      test.uow.run((tx) => evidence.attach(tx, [id], stranger.actor.userId, belonging)),
    ).rejects.toMatchObject({
      code: 'validation_failed',
    });
    expect(await attach(claim)).toEqual([id]);
    await expect(attach(claim)).rejects.toMatchObject({ code: 'validation_failed' });
    const [row] = await test.db.query('SELECT claim_hash FROM evidence WHERE id = $1', [id]);
    expect(JSON.stringify(row)).not.toContain(claim);
  });

  it('that nothing refers to are gone after a day, with their objects', async () => {
    const who = await person();
    const [old, used, fresh] = [
      await files.upload(who, upload()),
      await files.upload(who, upload()),
      await files.upload(who, upload()),
    ];
    await test.uow.run((tx) =>
      evidence.attach(tx, [used.id], who.actor.userId, { supplierId: null, regionCode: null }),
    );
    await test.db.query("UPDATE evidence SET uploaded_at = now() - interval '25 hours' WHERE id = ANY($1)", [
      [old.id, used.id],
    ]);
    // Two workers at once: each row goes once.
    expect((await Promise.all([files.prune(), files.prune()])).reduce((sum, n) => sum + n)).toBe(1);
    expect(await objects(old.id)).toEqual([]);
    for (const { id } of [used, fresh]) expect(await objects(id)).toHaveLength(3);
    await expect(files.view(who, old.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('go although the objects of another cannot be removed', async () => {
    const who = await person();
    const [bad, good] = [await files.upload(who, upload()), await files.upload(who, upload())];
    await test.db.query(
      'UPDATE evidence SET uploaded_at = now() - make_interval(hours => CASE id WHEN $1 THEN 26 ELSE 25 END) WHERE id IN ($1, $2)',
      [bad.id, good.id],
    );
    const remove = store.remove.bind(store);
    store.remove = (key) => (key.includes(bad.id) ? Promise.reject(new Error('no right to delete')) : remove(key));
    await expect(files.prune(1)).rejects.toThrow('prune-evidence: 1 failed, 1 done; first: no right to delete');
    store.remove = remove;
    expect(await objects(good.id)).toEqual([]);
  });
});
