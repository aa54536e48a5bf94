import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { AppointManagers, ImportColumns, Organisations, type SeatedCaller } from '@yigou/identity';
import { aCreditCode, anOrganisation, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { checkInvariant } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import ExcelJS from 'exceljs';
import { PROCUREMENT } from '../procurement.manifest';
import { aBudget, anAdmission, aUnit, belowOn } from '../testing';
import { EndUnits } from '../units/end-units';
import { UnitTree } from '../units/unit-tree';
import { ImportRoster } from './import-roster';
import { rosterTemplate } from './roster-sheet';
import { RosterWorlds } from './roster-world';

const HEADER = ['统一社会信用代码*', '单位名称*', '地区代码', '主管单位代码', '食堂', '变动', '并入单位代码'];
let test: TestDatabase;
let rosters: ImportRoster;
let today: string;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 12 });
  const { db, uow } = test;
  await db.query(
    `INSERT INTO region (code, name, level, path, pinyin, initials) VALUES ('420000', '湖北省', 1, '湖北省', 'hubeisheng', 'hbs') ON CONFLICT DO NOTHING`,
  );
  const managers = null as unknown as AppointManagers;
  const worlds = new RosterWorlds(new RegionDirectory(db));
  rosters = new ImportRoster(
    db,
    uow,
    worlds,
    new UnitTree(),
    new EndUnits(new UnitTree(), new AuditLog(), new Notices()),
    new Organisations(db),
    managers,
    new Notices(),
    new AuditLog(),
    new ImportColumns(test.db, test.uow),
  );
  today =
    (await db.one<{ day: string }>(`SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day`))?.day ??
    '';
});
afterAll(async () => {
  for (const invariant of PROCUREMENT.invariants)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  await test.close();
});

async function sheet(rows: readonly (readonly unknown[])[], header: readonly string[] = HEADER): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('名册').addRows([[...header], ...rows.map((row) => [...row])]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const claim = (by: SeatedCaller, key: string = newId()) => ({ actor: by.actor.userId, key, fingerprint: key });
interface Known {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}
async function unit(parentId?: string): Promise<Known> {
  const [id, code, name] = [await aUnit(test, parentId), aCreditCode('11420000'), `第${newId()}小学`];
  await test.db.query('UPDATE organisation SET credit_code = $2, name = $3 WHERE id = $1', [id, code, name]);
  return { id, code, name };
}
/** A bureau, its manager, and two schools below it. */
async function bureau() {
  const own = await unit();
  const by = await memberOf(test.db, own.id, { role: 'manager' });
  return { own, by, schools: [await unit(own.id), await unit(own.id)] as const };
}
const preview = async (by: SeatedCaller, rows: readonly (readonly unknown[])[]) =>
  rosters.preview(by, '名册.xlsx', await sheet(rows));
const outcomes = ({ rows }: Awaited<ReturnType<typeof preview>>) =>
  rows.toSorted((a, b) => a.row - b.row).map(({ outcome, notes }) => [outcome, notes.join('；')]);

describe('a roster of units', () => {
  it('makes, renames, moves, merges and abolishes what the preview said, all of it at once (R12)', async () => {
    const { own, by, schools } = await bureau();
    const gone = await unit(own.id);
    const [sub, below] = [aCreditCode('11420000'), aCreditCode('11420000')];
    const rows = [
      [below, '分局幼儿园', '420000', sub, '无食堂', '', ''],
      [sub, '教育分局', '420000', '', '', '', ''],
      [schools[0].code, '改名小学', '420000', sub, '', '', ''],
      [schools[1].code, schools[1].name, '420000', '', '', '并入', schools[0].code],
      [gone.code, gone.name, '420000', own.code, '', '撤销', ''],
    ];
    const seen = await preview(by, rows);
    expect(seen).toMatchObject({ create: 2, change: 1, end: 2, unchanged: 0, conflict: 0 });
    expect(outcomes(seen)[2]).toEqual(['change', expect.stringMatching(/更名：原名“第.*小学”；划转/)]);
    expect(await belowOn(test, own.id, today)).toEqual(new Set([own.id, schools[0].id, schools[1].id, gone.id]));
    expect(await rosters.confirm(by, seen.id, claim(by))).toEqual({ created: 2, changed: 1, ended: 2, skipped: 0 });
    const made = await test.db.query<{ id: string; canteen: string }>(
      `SELECT o.id, u.canteen FROM organisation o JOIN budget_unit u ON u.organisation_id = o.id WHERE o.credit_code = ANY($1) ORDER BY u.canteen`,
      [[sub, below]],
    );
    expect(made.map(({ canteen }) => canteen)).toEqual(['none', 'own']);
    const subId = made[1]?.id ?? '';
    expect(await belowOn(test, subId, today)).toEqual(new Set([subId, made[0]?.id, schools[0].id]));
    expect(await belowOn(test, own.id, today)).toEqual(new Set([own.id, subId, made[0]?.id, schools[0].id]));
    // The days before keep the tree as it was.
    expect((await belowOn(test, own.id, '2024-05-01')).has(gone.id)).toBe(true);
    const ended = await test.db.query(
      `SELECT ending, successor_id FROM budget_unit WHERE organisation_id = ANY($1) ORDER BY ending`,
      [[schools[1].id, gone.id]],
    );
    expect(ended).toEqual([
      { ending: 'abolished', successor_id: null },
      { ending: 'merged', successor_id: schools[0].id },
    ]);
    const again = await preview(by, rows);
    expect(again).toMatchObject({ unchanged: 5, create: 0, change: 0, end: 0, conflict: 0 });
  });

  it('says at each row what stands in the way, and does the others', async () => {
    const { own, by, schools } = await bureau();
    const [stranger, supplier] = [await unit(), aCreditCode()];
    await anOrganisation(test.db, { kind: 'supplier', supplierKind: 'cooperative', creditCode: supplier });
    const { unitId: waiting } = await anAdmission(test, own.id);
    const waits = aCreditCode('11420000');
    await test.db.query('UPDATE organisation SET credit_code = $2 WHERE id = $1', [waiting, waits]);
    const [fresh, second] = [aCreditCode('11420000'), aCreditCode('11420000')];
    const leaf = await unit(schools[0].id);
    const seen = await preview(by, [
      [fresh, '新小学', '420000', '', '', '', ''],
      [fresh, '又一行', '420000', '', '', '', ''],
      [stranger.code, stranger.name, '420000', '', '', '', ''],
      [supplier, '某社', '420000', '', '', '', ''],
      [waits, '等待的学校', '420000', '', '', '', ''],
      ['11420000MB000000X1', '错代码', '420000', '', '', '', ''],
      [second, schools[0].name, '420000', '', '', '', ''],
      [schools[0].code, schools[0].name, '420000', leaf.code, '', '', ''],
      [schools[1].code, schools[1].name, '999999', '', '有', '并入', ''],
      [aCreditCode('11420000'), '孤儿学校', '420000', stranger.code, '', '', ''],
      [own.code, own.name, '420000', '', '', '撤销', ''],
    ]);
    expect(outcomes(seen)).toEqual([
      ['create', ''],
      ['conflict', '统一社会信用代码：与第 2 行重复'],
      ['conflict', '统一社会信用代码：不是本单位的下级单位'],
      ['conflict', '统一社会信用代码：属于供应商或企业，不是预算单位'],
      ['conflict', '统一社会信用代码：该单位的登记申请正在等待办理'],
      ['conflict', '统一社会信用代码：统一社会信用代码的校验位不正确，请核对'],
      ['conflict', expect.stringMatching(/^单位名称：下级单位中已有/)],
      ['conflict', '主管单位代码：该单位在本单位之下，不能作主管单位'],
      ['conflict', '食堂：应为自办食堂、外包食堂、共用食堂、无食堂之一，或留空'],
      ['conflict', expect.stringMatching(/^主管单位代码：不是本单位或下级单位/)],
      ['conflict', '统一社会信用代码：不是本单位的下级单位'],
    ]);
    expect(await rosters.confirm(by, seen.id, claim(by))).toEqual({ created: 1, changed: 0, ended: 0, skipped: 10 });
  });

  it('ends no unit below which others stay, and one that began today at once; what leans on a refused row is refused', async () => {
    const { own, by, schools } = await bureau();
    const leaf = await unit(schools[0].id);
    const end = (one: Known) => [one.code, one.name, '420000', '', '', '撤销', ''];
    expect(outcomes(await preview(by, [end(schools[0])]))).toEqual([
      ['conflict', expect.stringMatching(/^变动：还有 1 个下级单位/)],
    ]);
    expect(await preview(by, [end(schools[0]), end(leaf)])).toMatchObject({ end: 2, conflict: 0 });
    const [bad, child] = [aCreditCode('11420000'), aCreditCode('11420000')];
    const leaning = await preview(by, [
      [bad, '坏地区', '999999', '', '', '', ''],
      [child, '下面的', '420000', bad, '', '', ''],
    ]);
    expect(leaning).toMatchObject({ conflict: 2, create: 0 });
    const made = await preview(by, [[child, '今天的', '420000', '', '', '', '']]);
    await rosters.confirm(by, made.id, claim(by));
    const ends = await preview(by, [[child, '今天的', '420000', '', '', '撤销', '']]);
    expect(await rosters.confirm(by, ends.id, claim(by))).toMatchObject({ ended: 1 });
    expect(await belowOn(test, own.id, today)).toEqual(new Set([own.id, schools[0].id, schools[1].id, leaf.id]));
  });

  it('turns two schools round, one above the other, whatever order the rows are in', async () => {
    const { own, by, schools } = await bureau();
    const [a, b] = schools;
    const put = (one: Known, above: string) => [one.code, one.name, '420000', above, '', '', ''];
    const first = await preview(by, [put(b, a.code)]);
    await rosters.confirm(by, first.id, claim(by));
    const second = await preview(by, [put(a, b.code), put(b, own.code)]);
    expect(second).toMatchObject({ change: 2, conflict: 0 });
    await rosters.confirm(by, second.id, claim(by));
    expect(await belowOn(test, b.id, today)).toEqual(new Set([a.id, b.id]));
    expect(outcomes(await preview(by, [put(b, a.code), put(a, b.code)])).map(([outcome]) => outcome)).toEqual([
      'conflict',
      'conflict',
    ]);
  });

  it('is done once by whoever made it, while it is still what was shown', async () => {
    const { by, own, schools } = await bureau();
    const code = aCreditCode('11420000');
    const rows = [[code, '新小学', '420000', '', '', '', '']];
    const seen = await preview(by, rows);
    const stranger = await memberOf(test.db, own.id, { role: 'manager' });
    await expect(rosters.confirm(stranger, seen.id, claim(stranger))).rejects.toMatchObject({ code: 'not_found' });
    const key = newId();
    const done = await Promise.all([1, 2, 3].map(() => rosters.confirm(by, seen.id, claim(by, key))));
    expect(done.map(({ created }) => created)).toEqual([1, 1, 1]);
    expect(await rosters.confirm(by, seen.id, claim(by))).toEqual(done[0]);
    const late = await preview(by, [[schools[0].code, '改名', '420000', '', '', '', '']]);
    await test.db.query(`UPDATE organisation SET name = '别人先改了' WHERE id = $1`, [schools[0].id]);
    await expect(rosters.confirm(by, late.id, claim(by))).rejects.toMatchObject({ code: 'roster_changed' });
    const over = await preview(by, [[schools[0].code, '再改', '420000', '', '', '', '']]);
    await test.db.query('UPDATE unit_roster_import SET expires_at = clock_timestamp() WHERE id = $1', [over.id]);
    await expect(rosters.confirm(by, over.id, claim(by))).rejects.toMatchObject({ code: 'illegal_transition' });
    expect(await rosters.prune()).toBeGreaterThanOrEqual(1);
  });

  it('meets a move of the same unit and another roster: the tree stays a tree, and what lost did nothing', async () => {
    const { own, by, schools } = await bureau();
    const put = (one: Known, above: Known) => [[one.code, one.name, '420000', above.code, '', '', '']];
    const one = await preview(by, put(schools[0], schools[1]));
    const other = await preview(by, put(schools[1], schools[0]));
    const ends = await Promise.allSettled([
      rosters.confirm(by, one.id, claim(by)),
      rosters.confirm(by, other.id, claim(by)),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find((end) => end.status === 'rejected')?.reason).toMatchObject({ code: 'roster_changed' });
    expect((await belowOn(test, own.id, today)).size).toBe(3);
  });

  it('keeps what a merged unit has encumbered and spent where it is', async () => {
    const { by, schools } = await bureau();
    const budgetId = await aBudget(test, { unitId: schools[1].id, ceilingFen: 100_000 });
    const seen = await preview(by, [[schools[1].code, schools[1].name, '420000', '', '', '并入', schools[0].code]]);
    await rosters.confirm(by, seen.id, claim(by));
    const budget = await test.db.one('SELECT unit_id FROM budget WHERE id = $1', [budgetId]);
    expect(budget).toEqual({ unit_id: schools[1].id });
  });

  it('reads the template, and refuses what is no roster', async () => {
    const { by } = await bureau();
    const empty = rosters.preview(by, '空.xlsx', await rosterTemplate());
    await expect(empty).rejects.toMatchObject({ code: 'spreadsheet_invalid', details: { reason: '表格里没有数据。' } });
    const short = rosters.preview(by, '缺列.xlsx', await sheet([['x']], ['单位名称']));
    await expect(short).rejects.toMatchObject({
      code: 'spreadsheet_invalid',
      details: { reason: '第一行缺少列：统一社会信用代码、地区代码。' },
    });
    const wrong = rosters.preview(by, '名册.xlsx', Buffer.from('not a workbook'));
    await expect(wrong).rejects.toMatchObject({ code: 'spreadsheet_invalid' });
  });

  it('takes as many statements for a thousand rows as for one', async () => {
    const { by } = await bureau();
    const rows = (count: number) =>
      Array.from({ length: count }, (_, at) => [
        aCreditCode('11420000'),
        `第 ${newId()} ${at}`,
        '420000',
        '',
        '',
        '',
        '',
      ]);
    await preview(by, rows(1));
    const [one, many] = [rows(1), rows(1_000)];
    const few = await countStatements(() => preview(by, one));
    expect(await countStatements(() => preview(by, many))).toBe(few);
    expect(few).toBe(6);
  });
});
