export const PLATFORM_AUDIT_ACTIONS = {
  'platform.job_retried': '重试任务',
} as const;
