export const TRACEABILITY_AUDIT_ACTIONS = {
  'certification.batch_registered': '登记批次',
} as const;
