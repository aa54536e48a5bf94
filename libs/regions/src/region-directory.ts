import { Injectable } from '@nestjs/common';
import type { RegionRef, RegionView } from '@yigou/contracts';
import { Database, refresh, regionPrefix } from '@yigou/platform';
import { LRUCache } from 'lru-cache';

/** A division as the directory holds it. */
export interface Region {
  readonly code: string;
  readonly name: string;
  /** 1 province, 2 prefecture, 3 county. */
  readonly level: number;
  readonly parentCode: string | null;
  /** 省 地市 县 */
  readonly path: string;
  readonly pinyin: string;
  readonly initials: string;
  /** One of the 832 counties, or has one below it. */
  readonly poverty: boolean;
  /** Nothing lies below it: a county, or a prefecture or province without any. */
  readonly leaf: boolean;
}

/** All divisions by code, and from each code that was given up to the present one. */
export interface RegionTree {
  readonly byCode: ReadonlyMap<string, Region>;
  readonly renamed: ReadonlyMap<string, string>;
  /** Names and codes of before, by the present code. */
  readonly former: ReadonlyMap<string, readonly Former[]>;
}

/** What a division, or one that it took in, was called. */
export interface Former {
  readonly code: string;
  readonly name: string;
}

/** A division that was searched for; `formerly` when it was found by what it was called. */
export type FoundRegion = Region & { readonly formerly?: string };

const TREE_FRESH_MS = 60_000;
const COUNTS_FRESH_MS = 10_000;
const MAX_HITS = 20;

/**
 * The divisions of the country. There are about 3,200 and they change once a year, so that they are read whole and kept; only the number of
 * products below each is counted again, at most every ten seconds.
 */
@Injectable()
export class RegionDirectory {
  private readonly trees: LRUCache<'tree', RegionTree>;
  private readonly counts: LRUCache<'counts', ReadonlyMap<string, number>>;

  constructor(private readonly db: Database) {
    this.trees = new LRUCache({
      max: 1,
      ttl: TREE_FRESH_MS,
      fetchMethod: async (_key, old, { options }) => {
        const tree = await refresh(old, () => this.readTree(), 3);
        // Before the seed there is nothing; what comes then must be seen at once.
        if (tree.byCode.size === 0) options.ttl = 1;
        return tree;
      },
    });
    this.counts = new LRUCache({
      max: 1,
      ttl: COUNTS_FRESH_MS,
      fetchMethod: (_key, old) => refresh(old, () => this.countProducts()),
    });
  }

  async tree(): Promise<RegionTree> {
    return (await this.trees.fetch('tree')) as RegionTree;
  }

  /** A division by its present code or one that it used to have; undefined when there is none. */
  async find(code: string): Promise<Region | undefined> {
    const { byCode, renamed } = await this.tree();
    return byCode.get(currentCode(renamed, code));
  }

  /** What a screen shows of a division; null when there is none. */
  async refOf(code: string | null): Promise<RegionRef | null> {
    const region = code === null ? undefined : await this.find(code);
    return region ? { code: region.code, name: region.name, path: region.path } : null;
  }

  /** Divisions directly below a parent, or the provinces; with the number of products on the shelves from there. */
  async children(parentCode: string | null): Promise<RegionView[]> {
    const [{ byCode, renamed }, counts] = await Promise.all([this.tree(), this.counts.fetch('counts')]);
    const parent = parentCode === null ? null : currentCode(renamed, parentCode);
    const views: RegionView[] = [];
    for (const region of byCode.values()) {
      if (region.parentCode !== parent || renamed.has(region.code)) continue;
      const { code, name, level, leaf, poverty } = region;
      views.push({
        code,
        name,
        level,
        leaf,
        parentCode: region.parentCode,
        poverty,
        productCount: counts?.get(regionPrefix(code)) ?? 0,
      });
    }
    return views;
  }

  /** Divisions by Chinese name, pinyin, initials or code, also those of before; the nearest match first, listed counties before others. */
  async search(query: string): Promise<FoundRegion[]> {
    const { byCode, renamed, former } = await this.tree();
    const wanted = query.trim().toLowerCase().replaceAll('ü', 'v').replace(/[\s']/g, '');
    if (wanted === '') return [];
    const hits: { region: FoundRegion; rank: number }[] = [];
    for (const region of byCode.values()) {
      if (renamed.has(region.code)) continue;
      const rank = matchRank(region, wanted);
      const before = former.get(region.code)?.find((was) => rankOfFormer(was, wanted) > rank);
      const found = before ? { ...region, formerly: formerlyOf(before, region) } : region;
      const best = before ? rankOfFormer(before, wanted) : rank;
      if (best > 0) hits.push({ region: found, rank: best + (region.poverty ? 0.5 : 0) });
    }
    hits.sort((a, b) => b.rank - a.rank || (a.region.code < b.region.code ? -1 : 1));
    return hits.slice(0, MAX_HITS).map((hit) => hit.region);
  }

  private async readTree(): Promise<RegionTree> {
    const [regions, changes, names] = await Promise.all([
      this.db.query<Omit<Region, 'leaf'>>(
        `SELECT code, name, level, parent_code AS "parentCode", path, pinyin, initials,
           poverty OR code IN (SELECT unnest(ARRAY[left(code, 2) || '0000', left(code, 4) || '00']) FROM region WHERE poverty) AS poverty
         FROM region ORDER BY code`,
      ),
      this.db.query<{ old_code: string; new_code: string; old_name: string }>(
        'SELECT old_code, new_code, old_name FROM region_code_change',
      ),
      this.db.query<Former>('SELECT DISTINCT code, name FROM region_past_name'),
    ]);
    const renamed = new Map(changes.map((change) => [change.old_code, change.new_code]));
    const parents = new Set(regions.filter(({ code }) => !renamed.has(code)).map(({ parentCode }) => parentCode));
    const byCode = new Map(regions.map((region) => [region.code, { ...region, leaf: !parents.has(region.code) }]));
    const former = new Map<string, Former[]>();
    const were = [...changes.map(({ old_code: code, old_name: name }) => ({ code, name })), ...names];
    for (const was of were) {
      const present = currentCode(renamed, was.code);
      if (was.code !== present || was.name !== byCode.get(present)?.name)
        former.set(present, [...(former.get(present) ?? []), was]);
    }
    return { byCode, renamed, former };
  }

  private async countProducts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.db.query<{ code: string; n: number }>(
      'SELECT county_code AS code, goods AS n FROM county_shelf',
    );
    const counts = new Map<string, number>();
    for (const { code, n } of rows) {
      for (const prefix of new Set([code.slice(0, 2), code.slice(0, 4), regionPrefix(code)])) {
        counts.set(prefix, (counts.get(prefix) ?? 0) + n);
      }
    }
    return counts;
  }
}

/** Follows the changes of a code to the present one. */
export function currentCode(renamed: ReadonlyMap<string, string>, code: string): string {
  let current = code;
  for (let hops = 0, next = renamed.get(current); next !== undefined && hops < 10; hops += 1) {
    current = next;
    next = renamed.get(current);
  }
  return current;
}

/** As {@link matchRank}, a little behind whoever is called so today. */
function rankOfFormer({ code, name }: Former, wanted: string): number {
  if (code === wanted || name === wanted) return 5.7;
  if (name !== '' && wanted.length > 1 && name.startsWith(wanted)) return 4.7;
  return 0;
}

const formerlyOf = ({ code, name }: Former, region: Region): string =>
  [name === region.name ? '' : name, code === region.code ? '' : code].filter((part) => part !== '').join(' ');

/** How well a division answers what was typed: 0 not at all. */
export function matchRank(region: Pick<Region, 'code' | 'name' | 'pinyin' | 'initials'>, wanted: string): number {
  if (region.code === wanted) return 6;
  if (region.name === wanted || region.pinyin === wanted) return 6;
  if (region.name.startsWith(wanted)) return 5;
  if (region.pinyin.startsWith(wanted)) return 4;
  if (region.initials === wanted) return 3.2;
  if (region.initials.startsWith(wanted)) return 3;
  if (region.name.includes(wanted)) return 2;
  return 0;
}
