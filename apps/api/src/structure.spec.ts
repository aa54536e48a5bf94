import { describe, expect, it } from '@jest/globals';
import { ORGANISATION_KIND_CODES } from '@yigou/contracts';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') }));

describe('where things may stand', () => {
  it('controllers are in the API alone', () => {
    const elsewhere = [...sources('libs'), ...sources('apps/worker')].filter(({ text }) =>
      /^@Controller\(/m.test(text),
    );
    expect(elsewhere.map(({ name }) => name)).toEqual([]);
  });

  it('what few requests need is loaded by the first that does: each of these costs every start time and memory', () => {
    const rare =
      /^import (?!type ).*'(exceljs|pdfkit|qrcode|sharp|nodemailer|clamscan|@aws-sdk\/[^']*|@node-rs\/jieba\/dict\.js)'/m;
    const eager = [...sources('libs'), ...sources('apps/api')].filter(
      ({ name, text }) => !/\.spec\.ts$|\/testing\//.test(name) && rare.test(text),
    );
    expect(eager.map(({ name }) => name)).toEqual([]);
  });

  it('workers of queues are in the worker alone', () => {
    const elsewhere = [...sources('libs'), ...sources('apps/api')].filter(({ text }) =>
      /^@Processor\(|new Worker\(/m.test(text),
    );
    expect(elsewhere.map(({ name }) => name)).toEqual([]);
  });

  it('folders of the webs are contexts, with a folder inside for each kind of seat of the console, or for a topic of the shop as its library has it, beside what all share', () => {
    const foldersOf = (path: string) =>
      readdirSync(join(root, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name);
    const contexts = foldersOf('libs').filter((name) => existsSync(join(root, `libs/${name}/src/${name}.manifest.ts`)));
    const strange = ['admin', 'storefront'].flatMap((app) => {
      const pages = `apps/${app}/src/app`;
      const inside = foldersOf(pages).filter((name) => !['shell', 'shared'].includes(name));
      return [
        ...inside.filter((name) => !contexts.includes(name)),
        ...inside.flatMap((name) =>
          foldersOf(`${pages}/${name}`)
            .filter((folder) =>
              app === 'admin'
                ? !ORGANISATION_KIND_CODES.some((kind) => kind === folder)
                : !existsSync(join(root, `libs/${name}/src/${folder}`)),
            )
            .map((folder) => `${name}/${folder}`),
        ),
      ].map((name) => `${pages}/${name}`);
    });
    expect(contexts.length).toBeGreaterThan(15);
    expect(strange).toEqual([]);
  });

  // Every order under way refers to these rows and so holds their keys; nothing ever changes or deletes a key of theirs.
  it('rows that orders refer to are locked without their key', () => {
    const locks = /FROM (product|sku|organisation|app_user|region|category)\b[^`';)]*\bFOR UPDATE\b/;
    const all = [...sources('libs'), ...sources('apps')].filter(({ name }) => !name.endsWith('.spec.ts'));
    expect(all.filter(({ text }) => locks.test(text)).map(({ name }) => name)).toEqual([]);
    expect(locks.test("'SELECT 1 FROM product WHERE id = $1 FOR UPDATE'")).toBe(true);
    expect(locks.test("'SELECT 1 FROM product WHERE id = $1 FOR NO KEY UPDATE'")).toBe(false);
  });
});

/** What libs/platform/src/lists is for, as a copy of it would read, each with an example. */
const COPIES: readonly { readonly of: string; readonly pattern: RegExp; readonly example: string }[] = [
  { of: 'a day of the market', pattern: /Asia\/Shanghai/, example: "now() AT TIME ZONE 'Asia/Shanghai'" },
  { of: 'a pattern of words', pattern: /`%\$\{[^`]*\}%`|\[\\\\%_\]|I?LIKE '%/i, example: '`%${words}%`' },
  { of: 'a page', pattern: /nextCursor: .*\?|(en|de)codeCursor/, example: 'nextCursor: more ? last : null' },
  {
    of: 'a place in an order',
    pattern: /\([\w.()]+, [\w.]+\) [<>]=? \((\$|v)/,
    example: '(a.created_at, a.id) < ($1::timestamptz, $2::uuid)',
  },
  {
    of: 'a count with a limit',
    pattern: /count\(\*\)(::int)?( AS \w+)?\s+FROM \(SELECT [^`;)]*LIMIT/,
    example: 'SELECT count(*) AS total FROM (SELECT 1 FROM product LIMIT 10000) AS few',
  },
  {
    of: 'a prefix of region codes',
    pattern: /replace\(\/\(00\)|endsWith\('0000'\)\) return|padEnd\(6, '9'\)/,
    example: "code.replace(/(00){1,2}$/, '')",
  },
];

describe('what lists are made of', () => {
  const server = ['libs', 'apps/api', 'apps/worker']
    .flatMap(sources)
    .filter(({ name }) => !/\.spec\.ts$|\/migrations\/|^libs\/(web-|platform\/src\/lists\/)/.test(name));
  /** A sweep goes on behind the last it saw; it is no page, and its statement is the same for all. */
  const sweeps = (text: string) => /sweep(Each|Batches|er)|reseal/i.test(text);

  it.each(COPIES)('$of has one home, libs/platform/src/lists', ({ of, pattern, example }) => {
    const found = server.filter(({ text }) => pattern.test(text) && !(of === 'a place in an order' && sweeps(text)));
    expect(found.map(({ name }) => name)).toEqual([]);
    expect(pattern.test(example)).toBe(true);
  });
});
