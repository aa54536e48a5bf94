// Reads the counties that the generators work on from the committed region data.
import { readFileSync } from 'node:fs';
import type { County } from './county.ts';

const DATA = `${import.meta.dirname}/../../../libs/regions/src/data`;

interface ListedCounty {
  province: string;
  currentCode: string | null;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(`${DATA}/${file}`, 'utf8')) as T;

/** The 830 listed counties that have a code, under their present names, in the order of the list. */
export function listedCounties(): County[] {
  const names = new Map(
    read<{ code: string; name: string }[]>('divisions.json').map((division) => [division.code, division.name]),
  );
  const nameOf = (code: string): string => {
    const name = names.get(code);
    if (name === undefined) throw new Error(`no division ${code}`);
    return name;
  };
  return read<ListedCounty[]>('poverty-counties.json').flatMap(({ province, currentCode }) =>
    currentCode === null
      ? []
      : [
          {
            province,
            prefecture: nameOf(`${currentCode.slice(0, 4)}00`),
            name: nameOf(currentCode),
            code: currentCode,
          },
        ],
  );
}
