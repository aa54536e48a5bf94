/** What may become of divisions, 区划变更. */
export const REGION_CHANGE_KINDS = {
  renamed: '更名',
  recoded: '代码变更',
  moved: '划归其他上级',
  merged: '合并、并入',
  split: '析置（分设）',
} as const;
export type RegionChangeKind = keyof typeof REGION_CHANGE_KINDS;

/** Where a change stands. */
export const REGION_CHANGE_STATES = { waiting: '待生效', begun: '已生效', withdrawn: '已撤回' } as const;
export type RegionChangeState = keyof typeof REGION_CHANGE_STATES;

export const REGIONS_AUDIT_ACTIONS = {
  'regions.change_entered': '登记区划变更',
  'regions.change_withdrawn': '撤回区划变更',
  'regions.change_begun': '区划变更生效',
} as const;
