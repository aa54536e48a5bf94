export const PLATFORM_AUDIT_ACTIONS = {
  'platform.job_discarded': '放弃任务',
  'platform.job_retried': '重试任务',
  'platform.file_taken': '下载文件',
} as const;
/** What stands in a table beside its header and its rows. */
export const SKIPPED_ROWS = {
  title: '标题',
  hint: '填写提示',
  total: '合计',
  note: '备注',
  header: '重复的表头',
} as const;
export type SkippedRowKind = keyof typeof SKIPPED_ROWS;
export const SKIPPED_ROW_CODES = Object.keys(SKIPPED_ROWS) as [SkippedRowKind, ...SkippedRowKind[]];
/** Letters of a column's name that are looked at and kept. */
export const COLUMN_NAME_LENGTH = 60;
/** Columns of one kind of file that are remembered of one sender. */
export const MOST_COLUMN_CHOICES = 60;
/** Topics that one browser may watch at a time. */
export const MOST_LIVE_TOPICS = 20;
