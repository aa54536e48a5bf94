import type { OrganisationKind, RosterInput, RosterOutcome, RosterRow } from '@yigou/contracts';
import { MAX_DEPTH } from '../units/unit-tree';

/** What is known of a credit code that a roster names. */
export interface KnownUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** A budget unit, and where it stands: `waiting` asked to stand somewhere, `ended` stands nowhere any more. */
  readonly standing: 'none' | 'waiting' | 'ended' | 'stands';
  readonly below: boolean;
  readonly regionCode: string | null;
  readonly parentId: string | null;
}
/** What is there when a roster is planned. */
export interface RosterWorld {
  /** The supervising unit, under whose name the roster stands. */
  readonly ownId: string;
  readonly byCode: ReadonlyMap<string, KnownUnit>;
  /** Who stands above whom today, of all units that the roster names and all above these. */
  readonly parentOf: ReadonlyMap<string, string | null>;
  /** Units that stand right below a unit which the roster ends, by its id. */
  readonly children: ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>;
  /** Names of units below, with their codes, among those that the roster would make. */
  readonly codeOfName: ReadonlyMap<string, string | null>;
  readonly isRegion: (code: string) => boolean;
}
interface Planned {
  readonly row: RosterRow;
  readonly outcome: RosterOutcome;
  readonly notes: readonly string[];
}
/** A row that does something; `id` of a unit that is there. */
export type RosterChange =
  /** Below the unit of this id, or of this code where the roster makes it too. */
  | { readonly act: 'create'; readonly input: RosterInput; readonly parent: string }
  | {
      readonly act: 'change';
      readonly id: string;
      readonly input: RosterInput;
      readonly renamed: boolean;
      readonly moved: boolean;
      readonly parent: string;
      /** Its name before. */
      readonly from: string;
    }
  | { readonly act: 'end'; readonly id: string; readonly input: RosterInput; readonly name: string };
export interface RosterPlan {
  readonly rows: readonly Planned[];
  readonly changes: readonly RosterChange[];
}

/**
 * What a roster of the units below would do (R12: units that are merged, abolished or renamed are brought up to date). A row in conflict does nothing, and neither do rows
 * that need it. Units that the roster does not name stay as they are.
 */
export function planRoster(rows: readonly RosterRow[], world: RosterWorld): RosterPlan {
  const refused = new Map<RosterRow, string[]>();
  const seen = new Map<string, RosterRow>();
  for (const row of rows) {
    const problems = [...row.problems];
    const first = row.input && seen.get(row.input.creditCode);
    if (first) problems.push(`统一社会信用代码：与第 ${first.row} 行重复`);
    else if (row.input) seen.set(row.input.creditCode, row);
    if (row.input) problems.push(...ownConflicts(row.input, world));
    if (problems.length > 0) refused.set(row, problems);
  }
  // A row may lean on another of the file: refusing one may refuse more.
  for (let before = -1; before !== refused.size;) {
    before = refused.size;
    for (const [row, problems] of leaning(rows, world, refused)) refused.set(row, problems);
  }
  const planned = rows.map((row) => plannedOf(row, refused.get(row), world));
  const changes = planned.flatMap(({ row, outcome }) =>
    row.input && outcome !== 'conflict' && outcome !== 'unchanged' ? [changeOf(row.input, world)] : [],
  );
  return { rows: planned, changes };
}

/** What stands in the way of a row whatever else the file says. */
function ownConflicts({ creditCode, name, regionCode, ending }: RosterInput, world: RosterWorld): string[] {
  const known = world.byCode.get(creditCode);
  const found: string[] = [];
  if (!world.isRegion(regionCode)) found.push('地区代码：没有这个地区');
  if (!known) {
    if (ending) found.push('变动：没有这个单位，无法撤并');
    const same = world.codeOfName.get(name);
    if (!ending && same !== undefined)
      found.push(`单位名称：下级单位中已有“${name}”${same ? `（${same}）` : ''}，请核对代码`);
    return found;
  }
  if (known.kind !== 'agency') found.push('统一社会信用代码：属于供应商或企业，不是预算单位');
  else if (known.standing === 'none')
    found.push('统一社会信用代码：该机关已有账户但未登记为预算单位，请由其管理人员登记');
  else if (known.standing === 'waiting') found.push('统一社会信用代码：该单位的登记申请正在等待办理');
  else if (known.standing === 'ended' && !ending) found.push('统一社会信用代码：该单位已撤并');
  else if (known.standing === 'stands' && !known.below) found.push('统一社会信用代码：不是本单位的下级单位');
  return found;
}

/** Rows that lean on a unit which is not there, or which another row ends or was refused. */
function leaning(
  rows: readonly RosterRow[],
  world: RosterWorld,
  refused: ReadonlyMap<RosterRow, unknown>,
): Map<RosterRow, string[]> {
  const standing = rows.filter((row) => row.input && !refused.has(row)) as (RosterRow & { input: RosterInput })[];
  const byCode = new Map(standing.map((row) => [row.input.creditCode, row.input]));
  /** Whether a code is of a unit that is below, or the own one, once the roster is done. */
  const holds = (code: string): boolean => {
    const [input, known] = [byCode.get(code), world.byCode.get(code)];
    if (input) return input.ending === null;
    return known?.standing === 'stands' && (known.below || known.id === world.ownId);
  };
  const parents = finalParents(
    standing.map(({ input }) => input),
    world,
  );
  const found = new Map<RosterRow, string[]>();
  for (const row of standing) {
    const { creditCode, parentCode, ending, successorCode } = row.input;
    const known = world.byCode.get(creditCode);
    const problems: string[] = [];
    if (!ending && parentCode !== null && !holds(parentCode))
      problems.push('主管单位代码：不是本单位或下级单位，或随名册撤并');
    else if (!ending) {
      const wrong = standsBadly(known?.id ?? creditCode, parents);
      if (wrong) problems.push(wrong);
    }
    if (successorCode !== null && !holds(successorCode))
      problems.push('并入单位代码：不是本单位或下级单位，或随名册撤并');
    if (ending && known?.standing === 'stands') {
      const left = (world.children.get(known.id) ?? []).filter(({ id }) => parents.get(id) === known.id);
      if (left.length > 0)
        problems.push(`变动：还有 ${left.length} 个下级单位（${left[0]?.name ?? ''}等），请先划转或撤并`);
    }
    if (problems.length > 0) found.set(row, problems);
  }
  return found;
}

/** Who stands above whom once the roster is done, by id, or by code of a unit that is made; one that ends stands below nobody. */
function finalParents(inputs: readonly RosterInput[], world: RosterWorld): Map<string, string | null> {
  const key = (code: string) => world.byCode.get(code)?.id ?? code;
  const parents = new Map(world.parentOf);
  for (const input of inputs) parents.set(key(input.creditCode), input.ending ? null : parentOf(input, world));
  return parents;
}

/** What is wrong with where a unit would stand; no more levels are climbed than there may be, whatever the file says. */
function standsBadly(start: string, parents: ReadonlyMap<string, string | null>): string | null {
  let at = parents.get(start);
  for (let levels = 0; at; levels += 1) {
    if (at === start) return '主管单位代码：该单位在本单位之下，不能作主管单位';
    if (levels > MAX_DEPTH) return '主管单位代码：单位层级过多或互为主管，请核对';
    at = parents.get(at);
  }
  return null;
}

function plannedOf(row: RosterRow, problems: readonly string[] | undefined, world: RosterWorld): Planned {
  if (problems || !row.input) return { row, outcome: 'conflict', notes: problems ?? row.problems };
  const { creditCode, ending, successorCode } = row.input;
  const known = world.byCode.get(creditCode);
  if (!known) return { row, outcome: 'create', notes: [] };
  if (known.standing === 'ended') return { row, outcome: 'unchanged', notes: ['已撤并'] };
  if (ending === 'abolished') return { row, outcome: 'end', notes: ['撤销，今天起不再填报和下单'] };
  if (ending === 'merged') return { row, outcome: 'end', notes: [`并入 ${successorCode ?? ''}，今天起不再填报和下单`] };
  const change = changeOf(row.input, world);
  if (change.act !== 'change' || !(change.renamed || change.moved)) return { row, outcome: 'unchanged', notes: [] };
  const notes = [
    ...(change.renamed ? [`更名：原名“${known.name}”`] : []),
    ...(known.regionCode === row.input.regionCode ? [] : [`地区：${known.regionCode ?? ''} → ${row.input.regionCode}`]),
    ...(parentOf(row.input, world) === known.parentId ? [] : ['划转：主管单位变更']),
  ];
  return { row, outcome: 'change', notes };
}

/** The id of the unit above, or the code of one that the roster makes. Where the row names none, a unit stays where it is, and a new one stands below the own one. */
function parentOf({ creditCode, parentCode }: RosterInput, { ownId, byCode }: RosterWorld): string {
  if (parentCode === null) return byCode.get(creditCode)?.parentId ?? ownId;
  return byCode.get(parentCode)?.id ?? parentCode;
}

/** What is done to the tree, from the top down: whoever is put below somebody finds them in their place. */
export function topDown(changes: readonly RosterChange[], world: RosterWorld): RosterChange[] {
  const inputs = changes.map(({ input }) => input);
  const parents = finalParents(inputs, world);
  const depthOf = ({ input: { creditCode } }: RosterChange): number => {
    let depth = 0;
    for (let at = parents.get(world.byCode.get(creditCode)?.id ?? creditCode); at; at = parents.get(at)) depth += 1;
    return depth;
  };
  return changes
    .map((change) => [depthOf(change), change] as const)
    .sort(([a], [b]) => a - b)
    .map(([, change]) => change);
}

function changeOf(input: RosterInput, world: RosterWorld): RosterChange {
  const known = world.byCode.get(input.creditCode);
  const parent = parentOf(input, world);
  if (!known) return { act: 'create', input, parent };
  if (input.ending) return { act: 'end', id: known.id, input, name: known.name };
  const moved = known.regionCode !== input.regionCode || known.parentId !== parent;
  return { act: 'change', id: known.id, input, renamed: known.name !== input.name, moved, parent, from: known.name };
}
