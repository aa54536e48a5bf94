import { get, post, put, type SeatRule } from '../path.ts';

const MANAGERS: SeatRule = { roles: ['manager'] };
/** Placing an order from a unit's seat asks for the same; buying for oneself does not. */
const BUYERS: SeatRule = { duty: 'buy' };

export const procurementPaths = {
  registerUnit: post('/procurement/units', 'user'),
  findUnits: get('/procurement/units', 'user'),
  getUnit: get('/procurement/unit', 'agency'),
  askUnitAdmission: post('/procurement/unit/admission', 'agency', MANAGERS),
  withdrawUnitAdmission: post('/procurement/unit/admission/withdrawal', 'agency', MANAGERS),
  listUnitAdmissions: get('/procurement/subtree/admissions', 'agency'),
  decideUnitAdmission: post('/procurement/subtree/admissions/:id/decision', 'agency', MANAGERS),
  nameOperator: post('/procurement/operators', 'agency', MANAGERS),
  getShareYear: get('/procurement/shares/:year', 'agency'),
  beginFiling: post('/procurement/shares/:year', 'agency', MANAGERS),
  getFiling: get('/procurement/filings/:id', 'agency'),
  saveFiling: put('/procurement/filings/:id', 'agency', MANAGERS),
  fileFiling: post('/procurement/filings/:id/filing', 'agency', MANAGERS),
  withdrawFiling: post('/procurement/filings/:id/withdrawal', 'agency', MANAGERS),
  discardFiling: post('/procurement/filings/:id/discard', 'agency', MANAGERS),
  getShareProgress: get('/procurement/shares/:year/progress', 'agency'),
  getBuyingDesk: get('/procurement/buying', 'agency', BUYERS),
  listBudgets: get('/procurement/budgets', 'agency'),
  openBudget: post('/procurement/budgets', 'agency', MANAGERS),
  getBudget: get('/procurement/budgets/:id', 'agency'),
  setBudgetCeiling: post('/procurement/budgets/:id/ceiling', 'agency', MANAGERS),
  listSharesBelow: get('/procurement/subtree/shares', 'agency'),
  approveFilings: post('/procurement/subtree/approvals', 'agency', MANAGERS),
  returnFilings: post('/procurement/subtree/returns', 'agency', MANAGERS),
  remindUnits: post('/procurement/subtree/reminders', 'agency', MANAGERS),
  listRegionAdmissions: get('/finance/admissions', 'finance'),
  decideRegionAdmission: post('/finance/admissions/:id/decision', 'finance'),
  listRegionShares: get('/finance/shares', 'finance'),
  getRegionFiling: get('/finance/filings/:id', 'finance'),
  confirmFilings: post('/finance/confirmations', 'finance'),
  returnRegionFilings: post('/finance/returns', 'finance'),
  remindRegionUnits: post('/finance/reminders', 'finance'),
  listRatioGrants: get('/finance/ratio-grants', 'finance'),
  grantRatio: post('/finance/ratio-grants', 'finance', MANAGERS),
  revokeRatioGrant: post('/finance/ratio-grants/:id/revocation', 'finance', MANAGERS),
} as const;
