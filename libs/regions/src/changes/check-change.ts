import type { RegionChangeKind } from '@yigou/contracts';
import { levelOf, parentOf } from '../division-data';
import { type ChangeLine, changed, type Divisions } from './division-tree';

/** The divisions as they are: those that stand, and every code that ever stood for one. */
export interface Standing {
  readonly divisions: Divisions;
  readonly used: ReadonlySet<string>;
}

/** What is wrong, by the path of the field that it is wrong in. */
export type Problems = Readonly<Record<string, string>>;

/**
 * What keeps a change from beginning on these divisions, empty when nothing does. A new code has never stood for anything, or (merged) stands and is not given up by the same change: so that
 * codes never go round in a circle. Nothing is left below a division that is given up.
 */
export function problemsOf(
  { divisions, used }: Standing,
  kind: RegionChangeKind,
  lines: readonly ChangeLine[],
): Problems {
  const problems: Record<string, string> = {};
  const wrong = (at: number, field: string, message: string) => (problems[`lines.${at}.${field}`] ??= message);
  lines.forEach((line, at) => {
    const say = (field: string, message: string) => wrong(at, field, message);
    if (!divisions.has(line.oldCode)) {
      say('oldCode', used.has(line.oldCode) ? '这个代码已经停用，请填写现在的代码' : '没有这个区划代码');
      return;
    }
    if (kind !== 'split' && lines.findIndex(({ oldCode }) => oldCode === line.oldCode) < at)
      say('oldCode', '这个代码在上面已经写过');
    if (line.newCode.startsWith('00')) say('newCode', '没有这样的区划代码');
    CHECKS[kind](line, { divisions, used, lines, at, say });
    if (line.newCode !== line.oldCode && lines.some(({ oldCode }) => oldCode === line.newCode))
      say('newCode', '同一次变更里被撤销或变更的代码不能又作为新代码');
  });
  if (Object.keys(problems).length === 0) Object.assign(problems, problemsAfter(divisions, lines));
  return problems;
}

interface Around extends Standing {
  readonly lines: readonly ChangeLine[];
  readonly at: number;
  readonly say: (field: string, message: string) => void;
}
type Check = (line: ChangeLine, around: Around) => void;

const unusedOnce: Check = ({ newCode }, { used, lines, at, say }) => {
  if (used.has(newCode)) say('newCode', '新代码已经用过，代码不重复使用');
  else if (lines.findIndex((other) => other.newCode === newCode) < at) say('newCode', '两行不能用同一个新代码');
};

/** Whether the new code lies where the old one lay, be that renumbered by the same change. */
function sameParent({ oldCode, newCode }: ChangeLine, lines: readonly ChangeLine[]): boolean {
  const parent = parentOf(oldCode);
  const there = lines.find((other) => other.takesOver && other.oldCode === parent)?.newCode ?? parent;
  return parentOf(newCode) === there;
}

const CHECKS: Readonly<Record<RegionChangeKind, Check>> = {
  renamed: (line, { divisions, say }) => {
    if (line.newCode !== line.oldCode) say('newCode', '更名不改代码；代码也变的请选“代码变更”');
    if (divisions.get(line.oldCode)?.name === line.name) say('name', '和现在的名称一样');
  },
  recoded: (line, around) => {
    unusedOnce(line, around);
    if (!sameParent(line, around.lines)) around.say('newCode', '新代码在另一个上级之下，请选“划归其他上级”');
  },
  moved: (line, around) => {
    unusedOnce(line, around);
    if (levelOf(line.newCode) === levelOf(line.oldCode) && sameParent(line, around.lines))
      around.say('newCode', '新代码的上级没有变，请选“代码变更”');
  },
  merged: ({ oldCode, newCode, name }, { divisions, used, lines, say }) => {
    const there = divisions.get(newCode);
    if (newCode === oldCode) say('newCode', '并入的应是另一个区划');
    else if (!there && used.has(newCode)) say('newCode', '新代码已经用过，代码不重复使用');
    else if (!there && lines.filter((other) => other.newCode === newCode).length < 2)
      say('newCode', '合并成新的区划至少写两个原区划；只有一个的请选“代码变更”');
    if (there && there.name !== name) say('name', `该区划现名“${there.name}”；同时更名的请另登记一条“更名”`);
    else if (lines.find((other) => other.newCode === newCode)?.name !== name) say('name', '并入同一个区划的名称应一致');
  },
  split: (line, around) => {
    unusedOnce(line, around);
    const { lines, at, say } = around;
    if (line.takesOver && lines.findIndex(({ oldCode, takesOver }) => takesOver && oldCode === line.oldCode) < at)
      say('takesOver', '只能有一个新区划承接原有数据');
  },
};

/** What would be wrong with the divisions once the change has begun. */
function problemsAfter(before: Divisions, lines: readonly ChangeLine[]): Problems {
  const problems: Record<string, string> = {};
  const after = changed(before, lines);
  lines.forEach(({ newCode }, at) => {
    const parent = parentOf(newCode);
    if (parent !== null && !after.has(parent)) problems[`lines.${at}.newCode`] = `上级 ${parent} 不存在`;
  });
  for (const { code, name, parentCode } of after.values()) {
    if (parentCode === null || after.has(parentCode)) continue;
    const at = lines.findIndex(({ oldCode }) => oldCode === parentCode);
    problems[`lines.${Math.max(at, 0)}.oldCode`] ??= `其下的 ${code} ${name} 也要写进这次变更`;
  }
  return problems;
}
