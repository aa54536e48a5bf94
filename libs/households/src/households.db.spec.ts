import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { aClaim, countStatements } from '@yigou/testing';
import ExcelJS from 'exceljs';
import { householdTemplate, MAX_IMPORT_ROWS } from './household-sheet';
import type { SeatedCaller } from '@yigou/identity';
import { ResealHouseholds } from './reseal-households';
import { anIdentityNumber, COUNTY, householdsHarness, type HouseholdsHarness, OTHER_COUNTY, ring } from './testing';

let h: HouseholdsHarness;
let county: SeatedCaller;
let township: SeatedCaller;
let stranger: SeatedCaller;
beforeAll(async () => {
  h = await householdsHarness();
  county = await h.office(COUNTY);
  township = await h.office(COUNTY, 'township', '兴隆镇');
  stranger = await h.office(OTHER_COUNTY);
});
afterAll(() => h.close());

describe('a registered household', () => {
  it('is sealed at rest, masked in every view, and found by its number', async () => {
    const input = h.aHousehold();
    const made = await h.registry.create(county, input, aClaim());
    expect(made).toMatchObject({ nameMasked: '张*', idMasked: '640422************', people: 4, version: 1 });
    const row = await h.db.one('SELECT * FROM household WHERE id = $1', [made.id]);
    const audit = await h.db.query('SELECT * FROM audit_entry WHERE subject_id = $1', [made.id]);
    for (const kept of [row, audit, made]) {
      expect(JSON.stringify(kept)).not.toContain(input.idNumber);
      expect(JSON.stringify(kept)).not.toContain('张三');
    }
    const found = await h.households.find(county.seat, input.idNumber);
    expect(found).toMatchObject({ id: made.id, nameMasked: '张*' });
    expect(await h.households.find(stranger.seat, input.idNumber)).toBeNull();
  });

  it('is registered once, by the blind index', async () => {
    const input = h.aHousehold();
    await h.registry.create(county, input, aClaim());
    await expect(h.registry.create(county, { ...input, name: '李四' }, aClaim())).rejects.toMatchObject({
      code: 'household_exists',
    });
    const other = await h.registry.create(county, h.aHousehold(), aClaim());
    const update = { ...input, version: 1, name: null, township: '兴隆镇' };
    const { regionCode: _code, ...change } = update;
    await expect(h.registry.update(county, other.id, change)).rejects.toMatchObject({ code: 'household_exists' });
  });

  it('has a number whose check digit holds, and a place within the jurisdiction', async () => {
    const refused = (by: SeatedCaller, more: object) =>
      expect(h.registry.create(by, h.aHousehold(more), aClaim())).rejects;
    await refused(county, { idNumber: '110105194912310021' }).toMatchObject({
      details: { fields: { idNumber: expect.stringContaining('校验位') } },
    });
    await refused(stranger, {}).toMatchObject({ details: { fields: { regionCode: expect.any(String) } } });
    await refused(township, { township: '别的镇' }).toMatchObject({
      details: { fields: { township: expect.any(String) } },
    });
    await refused(county, { regionCode: '640400' }).toMatchObject({ code: 'validation_failed' });
  });

  it('lives wherever nothing lies below, in each of those divisions, and in no larger one', async () => {
    const national = await h.office('');
    const rows = await h.db.query<{ code: string; leaf: boolean }>(
      'SELECT code, NOT EXISTS (SELECT 1 FROM region below WHERE below.parent_code = region.code) AS leaf FROM region',
    );
    const taken = await Promise.all(
      rows.map(({ code }) =>
        h.registry.countyCode(code).then(
          () => true,
          () => false,
        ),
      ),
    );
    expect(rows.filter(({ leaf }, at) => leaf !== taken[at])).toEqual([]);
    expect(await h.registry.create(national, h.aHousehold({ regionCode: '441900' }), aClaim())).toMatchObject({
      version: 1,
    });
  });

  it('is changed by the version that was seen, and is nobody’s outside the jurisdiction', async () => {
    const made = await h.registry.create(county, h.aHousehold(), aClaim());
    const change = {
      version: 1,
      name: '欧阳小明',
      idNumber: null,
      township: '兴隆镇',
      village: '李河村',
      people: 5,
      status: 'risen' as const,
    };
    await expect(h.registry.update(stranger, made.id, change)).rejects.toMatchObject({ code: 'not_found' });
    const changed = await h.registry.update(township, made.id, change);
    expect(changed).toMatchObject({ nameMasked: '欧阳**', village: '李河村', people: 5, version: 2 });
    await expect(h.registry.update(county, made.id, change)).rejects.toMatchObject({ code: 'version_conflict' });
  });

  it('is shown in full for a purpose, which the trail keeps without the data', async () => {
    const input = h.aHousehold();
    const made = await h.registry.create(county, input, aClaim());
    await expect(h.registry.disclose(stranger, made.id, '随便看看')).rejects.toMatchObject({ code: 'not_found' });
    expect(await h.registry.disclose(county, made.id, '入户核对信息')).toMatchObject({
      name: '张三',
      idNumber: input.idNumber,
    });
    const [entry] = await h.db.query(
      "SELECT actor_id, data, summary FROM audit_entry WHERE action = 'households.disclosed' AND subject_id = $1",
      [made.id],
    );
    expect(entry).toMatchObject({ actor_id: county.actor.userId, data: { purpose: '入户核对信息' } });
    expect(JSON.stringify(entry)).not.toContain(input.idNumber);
  });

  it('cannot be shown to somebody who looks through all of them', async () => {
    const reader = await h.office(COUNTY);
    const made = await h.registry.create(county, h.aHousehold(), aClaim());
    for (let n = 0; n < 60; n += 1) await h.limits.take('householdDisclosure', reader.actor.userId);
    await expect(h.registry.disclose(reader, made.id, '入户核对信息')).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('is no more the business of somebody whose role was removed a second ago', async () => {
    const gone = await h.office(COUNTY);
    await h.db.query('DELETE FROM membership WHERE user_id = $1', [gone.actor.userId]);
    await expect(h.registry.create(gone, h.aHousehold(), aClaim())).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is listed page by page in one statement, each once', async () => {
    const office = await h.office('640423');
    for (let n = 0; n < 7; n += 1) await h.registry.create(office, h.aHousehold({ regionCode: '640423' }), aClaim());
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await h.households.list(office.seat, { limit: 3, cursor });
      expect(page.total).toBe(7);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(await countStatements(() => h.households.list(office.seat, { limit: 3 }))).toBe(1);
    const elsewhere = await h.households.list(office.seat, { limit: 3, region: COUNTY });
    expect(elsewhere).toEqual({ items: [], nextCursor: null, total: 0 });
  });
});

describe('the change of the key', () => {
  it('seals what older keys sealed, goes on where it was, and the old key can leave', async () => {
    const made = await h.registry.create(county, h.aHousehold(), aClaim());
    const [before] = await h.db.query('SELECT count(*)::int AS n FROM household');
    expect(await new ResealHouseholds(h.db, h.uow, ring('b', 'a')).run()).toBe(before?.['n']);
    expect(await new ResealHouseholds(h.db, h.uow, ring('b', 'a')).run()).toBe(0);
    const row = await h.db.one<{ name: string; key: string }>(
      'SELECT name_sealed AS name, key_id AS key FROM household WHERE id = $1',
      [made.id],
    );
    expect(row?.key).toBe('b');
    expect(ring('b').open(row?.name ?? '', made.id)).toBe('张三');
    await expect(new ResealHouseholds(h.db, h.uow, ring('c')).run()).rejects.toThrow('PII_KEYS');
    // One that only a lost key opens stands first, and keeps nobody else from being sealed.
    const sealed = await h.db.query('SELECT id, name_sealed, id_number_sealed FROM household WHERE id = $1', [made.id]);
    await h.db.query("UPDATE household SET key_id = 'a', name_sealed = 'lost.' || name_sealed WHERE id = $1", [
      made.id,
    ]);
    await expect(new ResealHouseholds(h.db, h.uow, ring('c', 'b', 'a')).run(1)).rejects.toThrow(
      'reseal-households: 1 failed',
    );
    const rest = await h.db.query("SELECT id FROM household WHERE key_id <> 'c'");
    expect(rest).toEqual([{ id: made.id }]);
    await h.db.query("UPDATE household SET key_id = 'b', name_sealed = $2, id_number_sealed = $3 WHERE id = $1", [
      made.id,
      sealed[0]?.['name_sealed'],
      sealed[0]?.['id_number_sealed'],
    ]);
    await new ResealHouseholds(h.db, h.uow, ring('b', 'c')).run();
    await new ResealHouseholds(h.db, h.uow, ring('a', 'b')).run();
  });
});

const HEADER = ['户主姓名', '身份证号', '县代码', '乡镇', '村', '家庭人口', '类型'];
async function sheet(rows: readonly (readonly unknown[])[], header = HEADER): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('户').addRows([header, ...rows.map((row) => [...row])]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const line = (idNumber = anIdentityNumber(), more: Record<number, unknown> = {}) =>
  ['王五', idNumber, COUNTY, '兴隆镇', '王河村', 3, '建档立卡户'].map((cell, at) => more[at] ?? cell);
const once = (by: SeatedCaller) => ({ actor: by.actor.userId, key: newId(), fingerprint: newId() });

describe('an import of households', () => {
  it('says of each row what would happen, and then does it once', async () => {
    const known = h.aHousehold();
    await h.registry.create(county, known, aClaim());
    const [first, twice] = [anIdentityNumber(), anIdentityNumber()];
    const file = await sheet([
      line(first),
      line(twice),
      line(twice),
      line(known.idNumber),
      line('110105194912310021'),
      line(undefined, { 2: OTHER_COUNTY }),
      line(undefined, { 5: '很多', 6: '富户' }),
    ]);
    const preview = await h.imports.preview(county, '户.xlsx', file);
    expect(preview).toMatchObject({ create: 2, duplicate: 1, exists: 1, errors: 3 });
    expect(preview.rows.map(({ outcome }) => outcome)).toEqual(
      'error error error duplicate exists create create'.split(' '),
    );
    expect(preview.rows[2]?.problems).toEqual([expect.stringContaining('家庭人口'), expect.stringContaining('类型')]);
    // What was refused comes back as it was sent, so that it can be mended; nothing else does.
    expect(preview.refusedRows.header).toEqual(HEADER);
    expect(preview.refusedRows.rows.map(({ cells, reason }) => [cells[1], reason.slice(0, 3)])).toEqual([
      [twice, '身份证'],
      ['110105194912310021', '身份证'],
      [expect.any(String), '县代码'],
      [expect.any(String), '家庭人'],
    ]);
    const stored = await h.db.one('SELECT * FROM household_import WHERE id = $1', [preview.id]);
    for (const kept of [preview, stored]) expect(JSON.stringify(kept)).not.toContain(first);

    await expect(h.imports.confirm(stranger, preview.id, once(stranger))).rejects.toMatchObject({ code: 'not_found' });
    await h.registry.create(county, h.aHousehold({ idNumber: twice }), aClaim());
    expect(await h.imports.confirm(county, preview.id, once(county))).toEqual({ created: 1, skipped: 6 });
    expect(await h.imports.confirm(county, preview.id, once(county))).toEqual({ created: 1, skipped: 6 });
    const found = await h.households.find(county.seat, first);
    expect(found).toMatchObject({ nameMasked: '王*', people: 3 });
    const opened = await h.registry.disclose(county, found?.id ?? '', '核对导入');
    expect(opened.idNumber).toBe(first);
  });

  it('registers what is new and never changes what is registered, whatever else the file says of it', async () => {
    const idNumber = anIdentityNumber();
    const registered = async (file: Buffer) => {
      const preview = await h.imports.preview(county, '户.xlsx', file);
      return h.imports.confirm(county, preview.id, once(county));
    };
    await registered(await sheet([line(idNumber)]));
    const blind = `id_blind = (SELECT id_blind FROM household ORDER BY created_at DESC, id DESC LIMIT 1)`;
    const before = await h.db.one(`SELECT * FROM household WHERE ${blind}`);
    expect(await registered(await sheet([line(idNumber, { 0: '赵六', 3: '别的镇', 4: '别的村', 5: 9 })]))).toEqual({
      created: 0,
      skipped: 1,
    });
    expect(await h.db.one('SELECT * FROM household WHERE id = $1', [before?.['id']])).toEqual(before);
  });

  it('is forgotten after its hour', async () => {
    const preview = await h.imports.preview(county, '户.xlsx', await sheet([line()]));
    await h.db.query("UPDATE household_import SET expires_at = now() - interval '1 second' WHERE id = $1", [
      preview.id,
    ]);
    await expect(h.imports.confirm(county, preview.id, once(county))).rejects.toMatchObject({
      code: 'illegal_transition',
    });
    expect(await h.imports.prune()).toBe(1);
  });

  it('takes the template', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await householdTemplate()) as never);
    book.worksheets[0]?.addRow(line());
    const file = Buffer.from(await book.xlsx.writeBuffer());
    expect(await h.imports.preview(county, '模板.xlsx', file)).toMatchObject({ create: 1, errors: 0 });
  });

  it('refuses what is no workbook, lacks columns or is too large', async () => {
    const preview = (file: Buffer) => h.imports.preview(county, '户.xlsx', file);
    await expect(preview(Buffer.from('PK\u0003\u0004 nothing'))).rejects.toMatchObject({ code: 'spreadsheet_invalid' });
    await expect(preview(await sheet([line()], HEADER.slice(0, 6)))).rejects.toMatchObject({
      code: 'spreadsheet_invalid',
      details: { reason: expect.stringContaining('类型') },
    });
    await expect(preview(await sheet([]))).rejects.toMatchObject({ code: 'spreadsheet_invalid' });
    const many = await sheet(Array.from({ length: MAX_IMPORT_ROWS + 1 }, () => line('x')));
    await expect(preview(many)).rejects.toMatchObject({ code: 'import_too_large' });
    // The directory of the file says that its first entry unpacks to 60 MB.
    const bomb = await sheet([line()]);
    bomb.writeUInt32LE(60 * 1024 * 1024, bomb.indexOf('PK\u0001\u0002') + 24);
    await expect(preview(bomb)).rejects.toMatchObject({ details: { reason: expect.stringContaining('过大') } });
  });
});
