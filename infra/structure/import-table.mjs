/** What each context may import, and whose tables it may read, beside contracts, kernel, platform and audit. */
export const CONTEXTS = {
  audit: [],
  inventory: [],
  payments: [],
  identity: ['notifications'],
  notifications: [],
  regions: ['identity'],
  policy: ['identity'],
  evidence: ['identity'],
  households: ['identity', 'regions', 'evidence', 'notifications'],
  suppliers: ['identity', 'regions', 'evidence', 'households', 'notifications'],
  prices: ['regions'],
  certification: ['identity', 'regions', 'evidence', 'households', 'notifications', 'suppliers', 'prices'],
  supervision: ['identity', 'regions', 'evidence', 'households', 'notifications', 'suppliers', 'certification'],
  traceability: ['identity', 'regions', 'evidence', 'households', 'suppliers', 'certification'],
  catalogue: ['identity', 'regions', 'suppliers', 'prices', 'certification', 'inventory'],
  orders: ['identity', 'regions', 'catalogue', 'inventory', 'payments'],
  logistics: ['identity', 'inventory', 'orders', 'traceability'],
  // The invariants read the rule of selling that certification states, and what was told of the standing of suppliers; the one rule of jurisdiction is
  // identity's.
  reporting: ['identity', 'suppliers', 'certification'],
};
