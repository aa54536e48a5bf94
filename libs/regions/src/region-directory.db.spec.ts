import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { RegionDirectory } from './region-directory';

let test: TestDatabase;
let regions: RegionDirectory;
beforeAll(async () => {
  test = await createTestDatabase();
  regions = new RegionDirectory(test.db);
});
afterAll(() => test.close());

/** What a picker offers as a last step, by opening everything that it says has something below it. */
async function offered(parent: string | null): Promise<string[]> {
  const items = await regions.children(parent);
  return (await Promise.all(items.map(({ code, leaf }) => (leaf ? [code] : offered(code))))).flat();
}

describe('the divisions', () => {
  it('lead, step by step from the provinces, to each that nothing lies below, and to no other', async () => {
    const rows = await test.db.query<{ code: string }>(
      'SELECT code FROM region WHERE NOT EXISTS (SELECT 1 FROM region below WHERE below.parent_code = region.code)',
    );
    const leaves = rows.map(({ code }) => code).sort();
    expect((await offered(null)).sort()).toEqual(leaves);
    expect(leaves.length).toBeGreaterThan(2_800);
  });

  it.each([
    ['东莞市', '441900'],
    ['中山市', '442000'],
    ['儋州市', '460400'],
    ['台湾省', '710000'],
    ['香港特别行政区', '810000'],
    ['澳门特别行政区', '820000'],
  ])('%s, without counties, is found as a last step', async (name, code) => {
    expect(await regions.search(name)).toEqual(expect.arrayContaining([expect.objectContaining({ code, leaf: true })]));
    expect(await regions.find(code)).toMatchObject({ name, leaf: true });
  });

  it('嘉峪关 and 广东 have something below them', async () => {
    for (const code of ['620200', '440000']) {
      expect(await regions.find(code)).toMatchObject({ leaf: false });
      expect((await regions.children(code)).length).toBeGreaterThan(0);
    }
  });
});
