import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { PolicyParameters } from '@yigou/platform';
import { countStatements, createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import { MailOutbox } from './mail-outbox';
import { NoticeDigest } from './notice-digest';
import { NoticeQueries } from './notice.queries';
import { NoticeSettingsOf } from './notice-settings.service';
import { Notices } from './notices';

let test: TestDatabase;
let queries: NoticeQueries;
const notices = new Notices();
const SITES = { ADMIN_URL: 'https://admin.test/console', STOREFRONT_URL: 'https://shop.test' };
beforeAll(async () => {
  test = await createTestDatabase();
  queries = new NoticeQueries(test.db, SITES);
});
afterAll(() => test.close());

const digest = () => new NoticeDigest(test.uow, new PolicyParameters(test.db), new MailOutbox(), SITES);

async function person(): Promise<string> {
  const id = newId();
  await test.db.query("INSERT INTO app_user (id, login, name, password_hash) VALUES ($1, $2, '李四', 'x')", [
    id,
    `${id}@example.test`,
  ]);
  return id;
}
const tell = (userIds: string[], title = '已发证', body = '申请已发证') =>
  test.uow.run((tx) =>
    notices.tell(tx, { userIds }, { kind: 'application', title, body, link: '/supplier/applications' }),
  );
const age = (userId: string, minutes: number) =>
  test.db.query('UPDATE notice SET created_at = created_at - make_interval(mins => $2) WHERE user_id = $1', [
    userId,
    minutes,
  ]);
const mailsTo = (userId: string) =>
  test.db.query<{ subject: string; body: string }>('SELECT subject, body FROM mail WHERE recipient LIKE $1', [
    `${userId}%`,
  ]);

describe('notices', () => {
  it('are a person’s own, newest first, a page after the other', async () => {
    const [mine, other] = [await person(), await person()];
    for (let n = 1; n <= 5; n += 1) await tell([mine, other], `第 ${n} 条`);
    const first = await queries.list(mine, { limit: 3 });
    expect(first).toMatchObject({
      unread: 5,
      items: [{ title: '第 5 条' }, { title: '第 4 条' }, { title: '第 3 条' }],
    });
    const second = await queries.list(mine, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([second.items.map(({ title }) => title), second.nextCursor]).toEqual([['第 2 条', '第 1 条'], null]);
    // Another's stay unread, whoever names them.
    const theirs = (await queries.list(other, { limit: 5 })).items.map(({ id }) => id);
    expect(await queries.read(mine, theirs)).toBe(5);
    expect(await queries.read(mine, [first.items[0]?.id ?? ''])).toBe(4);
    expect((await queries.list(mine, { limit: 10, unread: 'true' })).items).toHaveLength(4);
    expect(await queries.read(mine, null)).toBe(0);
    expect((await queries.list(other, { limit: 1 })).unread).toBe(5);
  });

  it('go to the members of many organisations in one statement, to each in its own words', async () => {
    const [both, one] = [await person(), await person()];
    const [first, second] = [newId(), newId()];
    await test.db.query(
      "INSERT INTO organisation (id, kind, supplier_kind, name) SELECT id, 'supplier', 'cooperative', id::text FROM unnest($1::uuid[]) AS id",
      [[first, second, newId()]],
    );
    await test.db.query(
      "INSERT INTO membership (user_id, organisation_id, role) VALUES ($1, $3, 'manager'), ($1, $4, 'viewer'), ($2, $4, 'clerk')",
      [both, one, first, second],
    );
    const bodies = new Map([
      [first, '甲社的证书'],
      [second, '乙社的证书'],
    ]);
    const text = { kind: 'certificate', title: '认定证书已到期', link: '/supplier/certificates' } as const;
    const statements = await test.uow.run((tx) => countStatements(() => notices.tellEach(tx, bodies, text)));
    expect(statements).toBe(1);
    const bodiesOf = async (id: string) => (await queries.list(id, { limit: 9 })).items.map(({ body }) => body).sort();
    expect([await bodiesOf(both), await bodiesOf(one)]).toEqual([['乙社的证书', '甲社的证书'], ['乙社的证书']]);
    expect(await test.uow.run((tx) => countStatements(() => notices.tellEach(tx, new Map(), text)))).toBe(0);
  });

  it('go to many people in one statement, to each of their own', async () => {
    const people = await Promise.all(Array.from({ length: 250 }, person));
    const told = people.map((userId, at) => ({
      userId,
      title: '已退款',
      body: `第 ${at} 笔`,
      link: `/my/pledges/${at}`,
    }));
    const statements = await test.uow.run((tx) => countStatements(() => notices.tellMany(tx, 'application', told)));
    expect(statements).toBe(1);
    const first = (await queries.list(people[249] ?? '', { limit: 9 })).items;
    expect(first).toMatchObject([{ title: '已退款', body: '第 249 笔', link: '/my/pledges/249' }]);
    expect(await test.uow.run((tx) => countStatements(() => notices.tellMany(tx, 'application', [])))).toBe(0);
  });

  it('stand for all of their kind until they are read, however many come at once', async () => {
    const [who, organisation] = [await person(), newId()];
    await test.db.query(
      "INSERT INTO organisation (id, kind, supplier_kind, name) VALUES ($1, 'supplier', 'cooperative', '合作社')",
      [organisation],
    );
    await test.db.query("INSERT INTO membership (user_id, organisation_id, role) VALUES ($1, $2, 'clerk')", [
      who,
      organisation,
    ]);
    const text = { kind: 'order', title: '请发货', body: '', link: '/supplier/orders?status=to_ship' } as const;
    const once = () => test.uow.run((tx) => notices.tellUnlessWaiting(tx, [organisation], text));
    await Promise.all([once(), once(), once(), once()]);
    expect((await queries.list(who, { limit: 9 })).items).toHaveLength(1);
    await queries.read(who, null);
    await once();
    expect((await queries.list(who, { limit: 9 })).items).toHaveLength(2);
  });

  it('left unread are mailed together, once, when the oldest has waited long enough', async () => {
    const who = await person();
    await tell([who], '甲');
    await age(who, 59);
    await digest().run();
    expect(await mailsTo(who)).toEqual([]);
    await age(who, 2);
    await tell([who], '乙');
    await digest().run();
    await digest().run();
    const mails = await mailsTo(who);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe('益购：您有 2 条未读通知');
    expect(mails[0]?.body).toMatch(/乙[^]*甲[^]*https:\/\/admin\.test\/console\/notices/);
    expect(mails[0]?.body).not.toContain('shop.test');
    const buyer = await person();
    const order = { kind: 'order', title: '包裹已发出', body: '', link: '/orders/7' } as const;
    await test.uow.run((tx) => notices.tell(tx, { userIds: [buyer] }, order));
    await age(buyer, 61);
    await digest().run();
    expect((await mailsTo(buyer))[0]?.body).toMatch(/商城查看：https:\/\/shop\.test\/notices$/);
    expect((await queries.list(buyer, { limit: 1 })).items).toMatchObject([{ url: 'https://shop.test/orders/7' }]);
    const read = await person();
    await tell([read]);
    await age(read, 120);
    await queries.read(read, null);
    await digest().run();
    expect(await mailsTo(read)).toEqual([]);
  });

  it('are mailed as their reader chose: not in quiet hours, and never of a kind that was switched off', async () => {
    const who = await person();
    const settings = new NoticeSettingsOf(test.db);
    expect(await settings.get(who)).toEqual({ muted: [], quiet: null });
    const minute = async (from: number) =>
      (
        await test.db.one<{ at: string }>(
          `SELECT to_char(clock_timestamp() AT TIME ZONE 'Asia/Shanghai' + make_interval(mins => $1), 'HH24:MI') AS at`,
          [from],
        )
      )?.at ?? '';
    const now = { from: await minute(-30), to: await minute(30) };
    expect(await settings.set(who, { muted: [], quiet: now })).toEqual({ muted: [], quiet: now });
    await tell([who], '甲');
    await age(who, 61);
    await digest().run();
    expect(await mailsTo(who)).toEqual([]);
    // All of the day but this hour: over midnight where the other was not, and the other way round.
    await settings.set(who, { muted: ['application'], quiet: { from: now.to, to: now.from } });
    const order = { kind: 'refund', title: '退款已退回', body: '', link: '/orders/7' } as const;
    await test.uow.run((tx) => notices.tell(tx, { userIds: [who] }, order));
    await digest().run();
    const [mail, more] = await mailsTo(who);
    expect([mail?.subject, more]).toEqual(['益购：您有 1 条未读通知', undefined]);
    expect(mail?.body).not.toContain('甲');
    // On the site both stand.
    expect((await queries.list(who, { limit: 9 })).items).toHaveLength(2);
    await tell([who], '乙');
    await age(who, 61);
    await digest().run();
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it('are mailed to the others when one person’s cannot be', async () => {
    const [bad, good] = [await person(), await person()];
    await tell([bad, good]);
    await age(bad, 90);
    await age(good, 70);
    const antidote = await poison(test.db, 'notice', bad, 'user_id');
    await expect(digest().run(1)).rejects.toThrow('notice-digest: 1 failed, 1 done');
    expect([await mailsTo(bad), (await mailsTo(good)).length]).toEqual([[], 1]);
    await antidote();
    expect(await digest().run(1)).toBe(1);
  });

  it('are mailed once though two workers run at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, person));
    for (const title of ['甲', '乙', '丙']) await tell(people, title);
    for (const who of people) await age(who, 61);
    const runs = await Promise.all([digest().run(), digest().run(), digest().run()]);
    expect(runs.reduce((sum, n) => sum + n)).toBe(people.length);
    for (const who of people) expect(await mailsTo(who)).toHaveLength(1);
  });
});
