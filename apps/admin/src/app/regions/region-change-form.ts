import type { RouteBody } from '@yigou/contracts';
import type { RegionChangeKind } from '@yigou/contracts/labels';
import type { Draft } from '@yigou/web-ui';

export interface LineForm {
  readonly oldCode: string | null;
  readonly newCode: string;
  readonly name: string;
  readonly reading: string;
  readonly takesOver: boolean;
}
export interface ChangeForm {
  readonly kind: RegionChangeKind | null;
  readonly effectiveOn: string;
  readonly source: string;
  readonly lines: readonly LineForm[];
}

export const NEW_LINE: LineForm = { oldCode: null, newCode: '', name: '', reading: '', takesOver: false };
export const NEW_CHANGE: ChangeForm = { kind: null, effectiveOn: '', source: '', lines: [NEW_LINE] };

/** What a line of each kind is to say, above the lines. */
export const KIND_HINTS: Readonly<Record<RegionChangeKind, string>> = {
  renamed: '代码不变，只改名称；其下各级的全称随之改变。',
  recoded: '上级不变，代码改为没有用过的新代码。地市、省变更代码的，其下的县也要逐行写上。',
  moved: '划归另一个上级，代码随之改变。原上级的席位不再管辖，新上级的席位开始管辖。',
  merged: '并入现有的区划，或几个区划合成一个新的。原区划的席位改为管辖合并后的整个区划，请确认这正是所要的。',
  split: '从原区划分出新的区划。原有记录都留在原区划；只有勾选“承接原有记录”的一行除外，那时原代码停用。',
};

/** A renamed division keeps its code, so that it is not asked for. */
export const bodyOf = ({ kind, effectiveOn, source, lines }: ChangeForm): Draft<RouteBody<'enterRegionChange'>> => ({
  kind,
  effectiveOn,
  source,
  lines: lines.map((line) => ({
    ...line,
    newCode: kind === 'renamed' ? line.oldCode : line.newCode.trim(),
    takesOver: kind === 'split' && line.takesOver,
  })),
});
