export const PLATFORM_AUDIT_ACTIONS = {
  'platform.job_discarded': '放弃任务',
  'platform.job_retried': '重试任务',
} as const;
/** Topics that one browser may watch at a time. */
export const MOST_LIVE_TOPICS = 20;
